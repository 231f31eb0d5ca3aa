"""What is asked, and how it travels from the process that makes it up to those that answer."""

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from directory.model.search import ServiceQuery
from directory.model.suggestion import Portrait

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A search and what kind it is."""

    kind: str
    query: ServiceQuery


@dataclass(frozen=True, slots=True)
class Questions:
    """In a mixed order, so that any beginning of them is as varied as the whole.

    ``filters`` are what visitors ask beside words, which no peer has an answer for.
    """

    people: tuple[Portrait, ...]
    searches: tuple[Asked, ...]
    filters: tuple[Asked, ...]


def save_questions(timed: Questions, warming_up: Questions, folder: Path) -> None:
    """Those to be timed, and others before them."""
    (folder / "questions.pickle").write_bytes(pickle.dumps((timed, warming_up)))


def read_questions(folder: Path) -> tuple[Questions, Questions]:
    """Those to be timed, and the others."""
    timed, warming_up = pickle.loads((folder / "questions.pickle").read_bytes())  # noqa: S301 - written by this run
    return timed, warming_up
