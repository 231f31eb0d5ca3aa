"""Two ways that look at every listing near by: likeness of letters, and likeness of meaning over vectors."""

import time as clock
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import wordllama
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from directory.model.place import METRES_PER_MILE
from directory.model.search import ServiceQuery
from directory.model.service import Service
from directory.model.suggestion import Portrait
from tests.bench.engines import Built, size_mb, wanted_words
from tests.bench.questions import SHOWN, Asked
from tests.bench.rows import Nearby, read_rows

Numbers = NDArray[np.int64]
Vectors = NDArray[np.float32]

_TABLE, _TEXTS, _VECTORS = "peer-table.pickle", "peer-texts.pickle", "peer-vectors.npy"
_AT_ONCE = 10_000
_DIMENSIONS = 256
_COLUMNS = ["id", "latitude", "longitude", "everywhere", "reach_metres"]


class FuzzyPeer:
    """A table in memory and a likeness of letters, as one would write it in an afternoon."""

    name = "pandas + rapidfuzz"
    configuration = "token_set_ratio over the whole text in lower case, one core; k-d tree for who is near"

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """Keep the table with its texts."""
        del listings
        begun = clock.perf_counter()
        table = _table(folder)
        table["text"] = [row.text.lower() for row in read_rows(folder)]
        table.to_pickle(folder / _TEXTS)
        return Built(clock.perf_counter() - begun, 0.0, size_mb(folder / _TEXTS))

    def open(self, folder: Path) -> "OpenFuzzy":
        """Read the table."""
        return OpenFuzzy(pd.read_pickle(folder / _TEXTS))  # noqa: S301 - written by this run


class OpenFuzzy:
    """Answers from the table."""

    more = MappingProxyType[str, float]({})

    def __init__(self, table: pd.DataFrame) -> None:
        self._ids = table["id"].to_numpy()
        self._texts = table["text"].to_numpy()
        self._nearby = _nearby(table)

    def suggest(self, person: Portrait) -> list[str]:
        """The person's words against each text near by."""
        return self._likest(" ".join(wanted_words(person)), _rows_for(self._nearby, person))

    def search(self, asked: Asked) -> list[str]:
        """What was typed against each text."""
        return self._likest(asked.query.words.lower(), _rows_asked(self._nearby, asked.query))

    def _likest(self, words: str, rows: Numbers | None) -> list[str]:
        texts = self._texts if rows is None else self._texts[rows]
        found = process.extract(words, texts, scorer=fuzz.token_set_ratio, processor=None, limit=SHOWN)
        return [self._ids[at if rows is None else rows[at]] for _, _, at in found]


class EmbeddingPeer:
    """Meaning alone: a static embedding of every listing, compared by brute force."""

    name = "embedding scan"
    configuration = (
        "wordllama 256, float32, numpy; the likest of the person's sentences counts; k-d tree for who is near"
    )

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """Keep the table, then a vector for each listing."""
        del listings
        begun = clock.perf_counter()
        table = _table(folder)
        table.to_pickle(folder / _TABLE)
        loaded = clock.perf_counter()
        llama = _llama()
        vectors = np.lib.format.open_memmap(
            folder / _VECTORS, mode="w+", dtype=np.float32, shape=(len(table), _DIMENSIONS)
        )
        texts: list[str] = []
        done = 0
        for row in read_rows(folder):
            texts.append(row.text)
            if len(texts) == _AT_ONCE or done + len(texts) == len(table):
                vectors[done : done + len(texts)] = llama.embed(texts, norm=True)
                done += len(texts)
                texts.clear()
        vectors.flush()
        size = size_mb(folder / _TABLE, folder / _VECTORS)
        return Built(loaded - begun, clock.perf_counter() - loaded, size)

    def open(self, folder: Path) -> "OpenEmbedding":
        """Read the vectors into memory."""
        table = pd.read_pickle(folder / _TABLE)  # noqa: S301 - written by this run
        return OpenEmbedding(table, np.load(folder / _VECTORS))


class OpenEmbedding:
    """Answers by products of vectors."""

    more = MappingProxyType[str, float]({})

    def __init__(self, table: pd.DataFrame, vectors: Vectors) -> None:
        self._ids = table["id"].to_numpy()
        self._vectors = vectors
        self._llama = _llama()
        self._nearby = _nearby(table)

    def suggest(self, person: Portrait) -> list[str]:
        """Each sentence against each listing near by."""
        said = [statement.words for statement in person.statements]
        return self._likest(said, _rows_for(self._nearby, person))

    def search(self, asked: Asked) -> list[str]:
        """What was typed against each listing."""
        return self._likest([asked.query.words], _rows_asked(self._nearby, asked.query))

    def _likest(self, said: Sequence[str], rows: Numbers | None) -> list[str]:
        meant = self._llama.embed(list(said), norm=True)
        vectors = self._vectors if rows is None else self._vectors[rows]
        likeness = (vectors @ meant.T).max(axis=1)
        best = np.argpartition(-likeness, min(SHOWN, len(likeness) - 1))[:SHOWN]
        best = best[np.argsort(-likeness[best], kind="stable")]
        return [self._ids[at if rows is None else rows[at]] for at in best]


def _table(folder: Path) -> pd.DataFrame:
    return pd.DataFrame(
        ([getattr(row, name) for name in _COLUMNS] for row in read_rows(folder)), columns=_COLUMNS
    )


def _nearby(table: pd.DataFrame) -> Nearby:
    return Nearby(table[_COLUMNS[1:]].fillna(0.0).itertuples(index=False, name=None))


def _rows_for(nearby: Nearby, person: Portrait) -> Numbers | None:
    if person.home is None or person.within_metres is None:
        return None
    return nearby.within(person.home, person.within_metres)


def _rows_asked(nearby: Nearby, query: ServiceQuery) -> Numbers | None:
    if query.near is None or query.within_miles is None:
        return None
    return nearby.within(query.near.point, query.within_miles * METRES_PER_MILE)


def _llama() -> wordllama.WordLlamaInference:
    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
