"""Kith as a visitor meets it: its own store, its use cases, and whatever index they keep."""

import time as clock
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from directory.bootstrap import open_kith
from directory.config import Settings
from directory.matching.reading import PreparedService
from directory.model.search import ServiceQuery
from directory.model.service import Service
from directory.model.suggestion import Portrait, Suggestions
from directory.model.user import VISITOR
from directory.services.finding import find_services
from directory.services.kith import Kith
from directory.services.suggesting import suggest
from directory.storage.store import open_store
from tests.bench.engines import Built, size_mb
from tests.bench.questions import NOW, SHOWN, Asked

_AT_ONCE = 2_000
_PATIENCE_S = 600.0
_A_NEW_NAME = "Zyxwick Quillinghurst Tiddlywinks"


class KithEngine:
    """Measured through ``services``, with the checks and the ladder that a visitor pays for too."""

    name = "Kith"
    configuration = (
        "SQLite store; services.suggesting.suggest and services.finding.find_services as the pages call them"
    )

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """Save every listing in the store, then have the index built and every listing read by matching."""
        load_s = _fill(listings, _store_of(folder))
        directory = _opened(folder).directory
        begun = clock.perf_counter()
        directory.snapshot()
        indexed = clock.perf_counter()
        directory.upkeep()
        noted = clock.perf_counter()
        return Built(load_s, indexed - begun, size_mb(folder / "kith"), notes_s=noted - indexed)

    def open(self, folder: Path) -> "OpenKith":
        """Open the installation and its index."""
        kith = _opened(folder)
        kith.directory.snapshot()
        return OpenKith(kith)


class OpenKith:
    """One process of Kith."""

    def __init__(self, kith: Kith) -> None:
        self._kith = kith
        self._is_kept_up = False
        self._read: dict[str, PreparedService] = {}

    def suggest(self, person: Portrait) -> list[str]:
        """Where the person could go. The first time, what the server's own thread does after the start."""
        if not self._is_kept_up:
            self._kith.directory.upkeep()
            self._is_kept_up = True
        return _ids(suggest(self._kith, person, by=VISITOR, now=NOW, limit=SHOWN))

    def search(self, asked: Asked) -> list[str]:
        """The first page of what the visitor sees, with its pins and counts."""
        result = find_services(self._kith, asked.query, by=VISITOR, now=NOW)
        return [found.service.id for found in result.found]

    def suggest_exhaustively(self, person: Portrait) -> list[str]:
        """Every listing near by read and scored, one after the other."""
        snapshot = self._kith.directory.snapshot()
        matchmaker = self._kith.matchmaker()
        if person.home is None or person.within_metres is None:
            return []
        near = dict(snapshot.index.near(person.home, person.within_metres))
        # Whoever needs no journey is a candidate for everyone: read once for all the people compared.
        unread = [snapshot.index.get(key) for key in near if key not in self._read]
        self._read |= {one.service.id: one for one in matchmaker.prepare_many(unread)}
        candidates = [(self._read[key], metres) for key, metres in near.items()]
        return _ids(matchmaker.suggest(person, candidates, now=NOW, limit=SHOWN))

    @property
    def more(self) -> Mapping[str, float]:
        """Seconds until a listing that was just given another name is found by it."""
        return {"change_found_s": self._until_found()}

    def _until_found(self) -> float:
        first = find_services(self._kith, ServiceQuery(limit=1), by=VISITOR, now=NOW).found[0].service.id
        with self._kith.store.reading() as shelves:
            changed = replace(shelves.services.get(first), name=_A_NEW_NAME)
        query = ServiceQuery(words=_A_NEW_NAME, limit=SHOWN)
        begun = clock.perf_counter()
        with self._kith.store.writing() as shelves:
            shelves.services.save([changed])
        while clock.perf_counter() - begun < _PATIENCE_S:
            result = find_services(self._kith, query, by=VISITOR, now=NOW)
            if any(found.service.name == _A_NEW_NAME for found in result.found):
                return clock.perf_counter() - begun
            clock.sleep(0.01)
        return float("inf")


def _fill(listings: Iterable[Service], address: str) -> float:
    """Seconds for saving alone, not for making the listings up."""
    store = open_store(address)
    left = iter(listings)
    taken = 0.0
    with store.writing() as shelves:
        while some := list(islice(left, _AT_ONCE)):
            begun = clock.perf_counter()
            shelves.services.save(some)
            taken += clock.perf_counter() - begun
    begun = clock.perf_counter()
    store.close()
    return taken + clock.perf_counter() - begun


def _opened(folder: Path) -> Kith:
    return open_kith(Settings(_store_of(folder), folder=folder / "kith"))


def _store_of(folder: Path) -> str:
    (folder / "kith").mkdir(exist_ok=True)
    return f"sqlite:///{folder / 'kith' / 'kith.db'}"


def _ids(suggestions: Suggestions) -> list[str]:
    return [one.service.id for one in suggestions.go]
