"""PostgreSQL: full text in GIN, cube and earthdistance in GiST, pg_trgm for misspellings."""

import os
import time as clock
from collections.abc import Iterable, Mapping
from pathlib import Path

import psycopg

from directory.model.place import METRES_PER_MILE
from directory.model.service import Service
from directory.model.suggestion import Portrait
from tests.bench.engines import Built, wanted_words, words_of
from tests.bench.questions import Asked
from tests.bench.rows import read_rows

ADDRESS = "KITH_BENCH_POSTGRESQL"
SERVER_SETTINGS = (
    "-c shared_buffers=2GB -c effective_cache_size=6GB -c work_mem=64MB -c maintenance_work_mem=1GB "
    "-c random_page_cost=1.1 -c jit=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=8GB"
)
TABLE = """
CREATE EXTENSION cube; CREATE EXTENSION earthdistance; CREATE EXTENSION pg_trgm;
CREATE UNLOGGED TABLE listing (
    number int PRIMARY KEY, id text, name text, organization text, topics text, venue text, description text,
    latitude float8, longitude float8, everywhere bool, reach float8,
    words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('english', organization || ' ' || topics), 'B')
        || setweight(to_tsvector('english', venue), 'C')
        || setweight(to_tsvector('english', description), 'D')) STORED,
    spot cube GENERATED ALWAYS AS (ll_to_earth(latitude, longitude)) STORED,
    area cube GENERATED ALWAYS AS (
        CASE WHEN NOT everywhere THEN cube_enlarge(ll_to_earth(latitude, longitude), reach, 3) END) STORED)
"""
INDEXES = """
CREATE INDEX ON listing USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON listing USING gist (area);
CREATE INDEX ON listing (number) WHERE everywhere;
CREATE UNLOGGED TABLE spelling AS SELECT word, ndoc AS often FROM ts_stat($$
    SELECT to_tsvector('simple', concat_ws(' ', name, organization, topics, venue, description))
    FROM listing$$);
CREATE INDEX ON spelling USING gin (word gin_trgm_ops);
CREATE UNIQUE INDEX ON spelling (word text_pattern_ops);
"""
NEAR = """
AND (everywhere OR (area && earth_box(ll_to_earth(%(latitude)s, %(longitude)s), %(metres)s)
    AND earth_distance(spot::earth, ll_to_earth(%(latitude)s, %(longitude)s))
        <= CASE WHEN reach > 0 THEN reach ELSE %(metres)s END))
"""
FIND = """
SELECT id FROM listing WHERE words @@ to_tsquery('english', %(words)s) {near}
ORDER BY ts_rank('{{0.1, 0.15, 0.25, 0.5}}', words, to_tsquery('english', %(words)s)) DESC, number LIMIT 10
"""
FIND_ANYWHERE, FIND_NEAR = FIND.format(near=""), FIND.format(near=NEAR)
SPELT = "SELECT word FROM spelling WHERE word %% %s ORDER BY similarity(word, %s) DESC, often DESC LIMIT 1"


class PostgresqlPeer:
    """The server that grown directories run on."""

    name = "PostgreSQL"
    configuration = (
        "tsvector A-D in GIN without pending list, ts_rank; cube/earthdistance in GiST; "
        "unknown words by pg_trgm from ts_stat; unlogged, analyzed, one connection over loopback; "
        + SERVER_SETTINGS.replace("-c ", "")
    )

    def build(self, listings: Iterable[Service], folder: Path) -> Built:
        """COPY the listings in (their tsvectors are made then), make the indexes, VACUUM ANALYZE."""
        del listings
        with psycopg.connect(f"{os.environ[ADDRESS]}/postgres", autocommit=True) as connection:
            name = database_of(folder)
            connection.execute(f'CREATE DATABASE "{name}"')
        with psycopg.connect(f"{os.environ[ADDRESS]}/{name}", autocommit=True) as connection:
            begun = clock.perf_counter()
            connection.execute(TABLE)
            with connection.cursor().copy(f"COPY listing ({_COLUMNS}) FROM STDIN") as copy:
                for number, row in enumerate(read_rows(folder)):
                    copy.write_row((number, *(getattr(row, name) for name in _FIELDS)))
            loaded = clock.perf_counter()
            connection.execute(INDEXES)
            connection.execute("VACUUM ANALYZE")
            indexed = clock.perf_counter()
            size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return Built(loaded - begun, indexed - loaded, size[0] / 1e6 if size else 0.0)

    def open(self, folder: Path) -> "OpenPostgresql":
        """Connect."""
        return OpenPostgresql(
            psycopg.connect(f"{os.environ[ADDRESS]}/{database_of(folder)}", autocommit=True)
        )


_FIELDS = (
    "id", "name", "organization", "topics", "venue", "description",
    "latitude", "longitude", "everywhere", "reach_metres",
)  # fmt: skip
_COLUMNS = (
    "number, id, name, organization, topics, venue, description, latitude, longitude, everywhere, reach"
)


def database_of(folder: Path) -> str:
    """One database for each folder of a size."""
    return f"bench_{folder.name}"


class OpenPostgresql:
    """Answers over one connection."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self._connection = connection

    def suggest(self, person: Portrait) -> list[str]:
        """Any of the person's words, near by."""
        words: dict[str, object] = {"words": " | ".join(wanted_words(person))}
        if person.home is None:
            return self._ids(FIND_ANYWHERE, words)
        where = {"latitude": person.home.latitude, "longitude": person.home.longitude}
        return self._ids(FIND_NEAR, words | where | {"metres": person.within_metres})

    def search(self, asked: Asked) -> list[str]:
        """All of the words, the last one as far as it is typed."""
        query = asked.query
        typed = words_of(query.words)
        goes_on = query.words[-1:].isalnum()
        read = [self._read(word, begins=goes_on and word is typed[-1]) for word in typed]
        words: dict[str, object] = {"words": " & ".join(read)}
        if query.near is None or query.within_miles is None:
            return self._ids(FIND_ANYWHERE, words)
        where = {"latitude": query.near.point.latitude, "longitude": query.near.point.longitude}
        return self._ids(FIND_NEAR, words | where | {"metres": query.within_miles * METRES_PER_MILE})

    @property
    def more(self) -> Mapping[str, float]:
        """What the server's processes take in memory, shared pages counted once."""
        backend = self._connection.info.backend_pid
        server = int(_status(backend, "PPid"))
        family = [int(one.name) for one in Path("/proc").glob("[0-9]*") if _is_of(int(one.name), server)]
        return {"server_mb": sum(_proportional_kb(process) for process in family) / 1e3}

    def _read(self, word: str, *, begins: bool) -> str:
        if self._one("SELECT 1 FROM spelling WHERE word = %s", word):
            return f"'{word}'"
        if begins and self._one("SELECT 1 FROM spelling WHERE word LIKE %s LIMIT 1", f"{word}%"):
            return f"'{word}':*"
        meant = self._one(SPELT, word, word)
        return f"'{meant or word}'"

    def _one(self, sql: str, *given: str) -> object:
        row = self._connection.execute(sql, given).fetchone()
        return row[0] if row else None

    def _ids(self, sql: str, given: Mapping[str, object]) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(sql, given)]


def _is_of(process: int, server: int) -> bool:
    try:
        return process == server or int(_status(process, "PPid")) == server
    except OSError:
        return False


def _status(process: int, name: str) -> str:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{name}:"))


def _proportional_kb(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
