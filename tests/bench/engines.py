"""What the bench asks of every engine, so that all of them answer the same questions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from directory.model.service import Service
from directory.model.suggestion import Portrait
from tests.bench.questions import Asked

# What no engine should look for among the words of a sentence (PostgreSQL's "english" has such a list too).
UNSAID = frozenset(
    re.findall(
        r"\w+",
        "a about after all always am an and any anything are as at be because been but by can could did "
        "do don doesn down ever every fancy for from get go going got had has have he her him his how i "
        "if in is isn it its just know ll like lot m make me mind more my never no nobody not of on or "
        "other our out re s she so some somebody something still t that the them then there they this "
        "though through to too up us used ve want was we were what when where who will with would d you "
        "your",
    )
)


@dataclass(frozen=True, slots=True)
class Built:
    """How long the listings took (``load_s``) and what finds them (``index_s``); the size of all.

    ``notes_s`` is for what an engine works out of every listing beside its index, which may come later.
    """

    load_s: float
    index_s: float
    disk_mb: float
    notes_s: float = 0.0


class Ready(Protocol):
    """An opened engine: ids, best first, ten at most."""

    def suggest(self, person: Portrait) -> list[str]:
        """What the engine makes of all that a person said."""

    def search(self, asked: Asked) -> list[str]:
        """What it makes of words in the search line."""

    @property
    def more(self) -> Mapping[str, float]:
        """Figures of its own, taken last."""


@runtime_checkable
class TakesShortcuts(Protocol):
    """One that does not score all that fits, and can do so for comparison."""

    def suggest_exhaustively(self, person: Portrait) -> list[str]:
        """The same question with everything scored."""


class Engine(Protocol):
    """Builds once in one process, is opened in another."""

    @property
    def name(self) -> str:
        """As it stands in the table."""

    @property
    def configuration(self) -> str:
        """How it is set up, in a line."""

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """From the listings themselves, or from the rows that stand in the folder."""

    def open(self, folder: Path) -> Ready:
        """What was built there."""


# Where each is: a process that answers loads its own engine alone, because its memory is measured.
ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "kith": "kith_engine.KithEngine",
        "sqlite": "sqlite_peer.SqlitePeer",
        "postgresql": "postgresql_peer.PostgresqlPeer",
        "rapidfuzz": "scan_peers.FuzzyPeer",
        "embedding": "scan_peers.EmbeddingPeer",
    }
)


# What visitors ask beside words has no counterpart in the others.
ANSWER_FILTERS = frozenset({"kith"})


def engine_called(name: str) -> Engine:
    """The engine, loaded when asked for."""
    module, _, what = ENGINES[name].partition(".")
    engine: Engine = getattr(import_module(f"tests.bench.{module}"), what)()
    return engine


def words_of(text: str) -> list[str]:
    """Lower-case words."""
    return re.findall(r"\w+", text.lower())


def wanted_words(person: Portrait) -> list[str]:
    """The words of all four sentences but the commonest, each once."""
    said = (word for statement in person.statements for word in words_of(statement.words))
    return list(dict.fromkeys(word for word in said if word not in UNSAID and len(word) > 1))


def size_mb(*paths: Path) -> float:
    """How much the files, and all files in the folders, take up."""
    files = [one for path in paths for one in (path.rglob("*") if path.is_dir() else [path])]
    return sum(one.stat().st_size for one in files if one.is_file()) / 1e6
