"""SQLite: FTS5 (bm25, porter stems, prefix index), an R*Tree for who is near, trigrams for misspellings."""

import sqlite3
import time as clock
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from math import cos, radians
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.model.place import METRES_PER_MILE, Point
from directory.model.service import Service
from directory.model.suggestion import Portrait
from tests.bench.engines import Built, size_mb, wanted_words, words_of
from tests.bench.questions import Asked
from tests.bench.rows import Row, read_rows

METRES_IN_A_DEGREE = 111_195.0
SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -262144;
PRAGMA mmap_size = 8589934592;
PRAGMA temp_store = MEMORY;
"""
TABLES = """
CREATE TABLE listing (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT, organization TEXT, topics TEXT, venue TEXT,
    description TEXT, latitude REAL, longitude REAL, everywhere INTEGER, reach REAL);
CREATE TABLE spelling (word TEXT PRIMARY KEY, often INTEGER) WITHOUT ROWID;
"""
INDEXES = """
CREATE VIRTUAL TABLE words USING fts5(
    name, organization, topics, venue, description, content = 'listing', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO words (words) VALUES ('rebuild');
INSERT INTO words (words) VALUES ('optimize');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(4.0, 2.0, 2.0, 1.5, 1.0)');
CREATE VIRTUAL TABLE place USING rtree(
    number, south, north, west, east, +latitude REAL, +longitude REAL, +reach REAL);
INSERT INTO place SELECT number, latitude - reach / 111195, latitude + reach / 111195,
    longitude - reach / 111195 / cosine, longitude + reach / 111195 / cosine, latitude, longitude, reach
    FROM (SELECT *, COS(RADIANS(latitude)) AS cosine FROM listing WHERE NOT everywhere);
CREATE TABLE everywhere AS SELECT number FROM listing WHERE everywhere;
CREATE VIRTUAL TABLE trigram USING fts5(word, tokenize = 'trigram', detail = 'full');
INSERT INTO trigram SELECT word FROM spelling;
INSERT INTO trigram (trigram) VALUES ('optimize');
ANALYZE;
"""
NEAR = """
SELECT number FROM place WHERE south <= :north AND north >= :south AND west <= :east AND east >= :west
    AND (latitude - :latitude) * (latitude - :latitude)
        + (longitude - :longitude) * (longitude - :longitude) * :narrower * :narrower
        <= CASE WHEN reach > 0 THEN reach * reach ELSE :metres * :metres END / (111195.0 * 111195.0)
UNION ALL SELECT number FROM everywhere
"""
# bm25() is spelt out so that it is worked out for the rows near by alone; "ORDER BY rank" does it for all.
BY_BM25 = "ORDER BY bm25(words, 4.0, 2.0, 2.0, 1.5, 1.0) LIMIT 10"
FIND = f"SELECT rowid FROM words WHERE words MATCH :words {BY_BM25}"  # noqa: S608 - all of it stands here
FIND_NEAR = f"SELECT rowid FROM words WHERE words MATCH :words AND +rowid IN ({NEAR}) {BY_BM25}"  # noqa: S608
_MOST_CANDIDATES = 300


class SqlitePeer:
    """The database that everyone has, set up as its manual advises."""

    name = "SQLite FTS5"
    configuration = (
        f"SQLite {sqlite3.sqlite_version}; FTS5 porter, prefix 2 3, bm25 4/2/2/1.5/1, optimized; R*Tree; "
        "unknown words read as the nearest by trigrams and edit distance; 256 MB cache, memory-mapped"
    )

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """Load the listings, then make the indexes."""
        del listings
        path = folder / "peer.sqlite"
        with closing(sqlite3.connect(path)) as database:
            begun = clock.perf_counter()
            database.executescript(SETTINGS + TABLES)
            often: Counter[str] = Counter()
            database.executemany(
                "INSERT INTO listing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _loaded(read_rows(folder), often),
            )
            database.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(often.items()))
            database.commit()
            loaded = clock.perf_counter()
            database.executescript(INDEXES)
            database.commit()
        return Built(loaded - begun, clock.perf_counter() - loaded, size_mb(path))

    def open(self, folder: Path) -> "OpenSqlite":
        """Connect."""
        return OpenSqlite(sqlite3.connect(folder / "peer.sqlite"))


class OpenSqlite:
    """Answers over one connection."""

    more = MappingProxyType[str, float]({})

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(SETTINGS)

    def suggest(self, person: Portrait) -> list[str]:
        """Any of the person's words, near by."""
        words = " OR ".join(f'"{word}"' for word in wanted_words(person))
        near = _box(person.home, person.within_metres) if person.home and person.within_metres else {}
        return self._ids(FIND_NEAR, near | {"words": words})

    def search(self, asked: Asked) -> list[str]:
        """All of the words, the last one as far as it is typed."""
        query = asked.query
        typed = words_of(query.words)
        read = [self._read(word) for word in typed[:-1]] + [
            self._last(word, goes_on=query.words[-1:].isalnum()) for word in typed[-1:]
        ]
        words: dict[str, float | str] = {"words": " AND ".join(read)}
        if query.near is None or query.within_miles is None:
            return self._ids(FIND, words)
        return self._ids(FIND_NEAR, words | _box(query.near.point, query.within_miles * METRES_PER_MILE))

    def _ids(self, sql: str, given: dict[str, float | str]) -> list[str]:
        rows = [number for (number,) in self._database.execute(sql, given)]
        marks = ", ".join("?" * len(rows))
        ids = dict(self._database.execute(f"SELECT number, id FROM listing WHERE number IN ({marks})", rows))  # noqa: S608 - marks
        return [ids[number] for number in rows]

    def _last(self, word: str, *, goes_on: bool) -> str:
        if goes_on and not self._is_known(word):
            until = word[:-1] + chr(ord(word[-1]) + 1)
            begun = self._database.execute(
                "SELECT 1 FROM spelling WHERE word >= ? AND word < ? LIMIT 1", (word, until)
            )
            if begun.fetchone():
                return f'"{word}"*'
        return self._read(word)

    def _is_known(self, word: str) -> bool:
        return bool(self._database.execute("SELECT 1 FROM spelling WHERE word = ?", (word,)).fetchone())

    def _read(self, word: str) -> str:
        """The word, or the likeliest of those that share three letters in a row with it."""
        if self._is_known(word) or len(word) < len("tri"):
            return f'"{word}"'
        grams = " OR ".join(f'"{word[at : at + 3]}"' for at in range(len(word) - 2))
        close = self._database.execute(
            "SELECT word FROM trigram WHERE trigram MATCH ? ORDER BY rank LIMIT ?", (grams, _MOST_CANDIDATES)
        )
        nearest = process.extractOne(word, [one for (one,) in close], scorer=OSA.distance)
        return f'"{nearest[0]}"' if nearest else f'"{word}"'


def _loaded(rows: Iterable[Row], often: Counter[str]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        often.update(set(words_of(row.text)))
        yield (
            number, row.id, row.name, row.organization, row.topics, row.venue, row.description,
            row.latitude, row.longitude, row.everywhere, row.reach_metres,
        )  # fmt: skip


def _box(point: Point, metres: float) -> dict[str, float | str]:
    """The circle's box in degrees, and what the exact test needs."""
    narrower = cos(radians(point.latitude))
    north = metres / METRES_IN_A_DEGREE
    return {
        "latitude": point.latitude, "longitude": point.longitude, "metres": metres, "narrower": narrower,
        "north": point.latitude + north, "south": point.latitude - north,
        "east": point.longitude + north / narrower, "west": point.longitude - north / narrower,
    }  # fmt: skip
