"""A whole installation over a store in a temporary folder, with a few listings and two teams in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from directory.bootstrap import open_kith
from directory.config import Settings
from directory.model.audit import AuditEvent
from directory.model.service import Service
from directory.model.user import Role, User
from directory.services.kith import Kith
from directory.storage.ports import Transaction
from tests.builders import an_id

ASH = User("ash", "Ash", frozenset({Role.PRACTITIONER}), team="North", phone="01632 960101")
BRYN = User("bryn", "Bryn", frozenset({Role.PRACTITIONER}), team="North")
COREY = User("corey", "Corey", frozenset({Role.PRACTITIONER}), team="South")
DALE = User("dale", "Dale", frozenset({Role.CONNECTOR}), team="North")


class TrailBrokenError(Exception):
    """The trail cannot be written."""


def open_installation(folder: Path, *services: Service) -> Kith:
    """Everybody above can sign in; ids are made in a row."""
    kith = open_kith(Settings(f"sqlite:///{folder / 'kith.db'}", folder=folder))
    with kith.store.writing() as shelves:
        for user in (ASH, BRYN, COREY, DALE):
            shelves.users.save(user)
        shelves.services.save(services)
    numbers = count(1)
    return replace(kith, new_id=lambda: an_id("made", next(numbers)))


@dataclass(frozen=True)
class _NoTrail:
    """A shelf of the trail that is broken."""

    def record(self, event: AuditEvent) -> None:
        raise TrailBrokenError(event.action)


class _ShelvesWithoutTrail:
    def __init__(self, shelves: Transaction) -> None:
        self._shelves = shelves
        self.audit = _NoTrail()

    def __getattr__(self, name: str) -> object:
        return getattr(self._shelves, name)


class _StoreWithoutTrail:
    def __init__(self, kith: Kith) -> None:
        self._store = kith.store

    def reading(self) -> object:
        return self._store.reading()

    @contextmanager
    def writing(self) -> Iterator[object]:
        with self._store.writing() as shelves:
            yield _ShelvesWithoutTrail(shelves)


def with_broken_trail(kith: Kith) -> Kith:
    """The same installation, whose every line of the trail fails."""
    return replace(kith, store=_StoreWithoutTrail(kith))  # type: ignore[arg-type]  # stands in for a Store
