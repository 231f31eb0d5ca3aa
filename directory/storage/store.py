"""One store for SQLite and PostgreSQL: opening it, bringing its schema up to date, transactions.

SQLite: each transaction has a connection of its own (a shared one fails under threads), in WAL mode so that
readers never wait, with foreign keys on. A writing transaction begins ``IMMEDIATE``: it waits for its turn at
the start instead of failing at its end.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from directory.errors import BadInputError, KithError
from directory.storage.conversation_shelf import SqlConversationShelf
from directory.storage.missing_shelf import SqlMissingShelf
from directory.storage.person_shelf import SqlPersonShelf
from directory.storage.service_shelf import SqlServiceShelf
from directory.storage.small_shelves import SqlAuditShelf, SqlPostcodeShelf, SqlSettingShelf, SqlUserShelf

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_FOR_A_WRITER_SECONDS = 15


class NotADatabaseAddressError(BadInputError):
    """The address of the database cannot be used."""

    sentence = (
        "“{address}” is not a database address that Kith knows. "
        "Give sqlite:///file.db or postgresql://user@host/name."
    )


class NoDatabaseError(BadInputError):
    """The database does not answer."""

    sentence = (
        "The database at {address} cannot be opened. Check that it runs and that you may use it: {cause}."
    )


class StoreBusyError(KithError):
    """Locked for too long by another writer, or gone since it was opened."""

    sentence = "The database does not answer just now. Nothing has been changed; try again in a minute."


class NewerDatabaseError(BadInputError):
    """The schema has a revision that this Kith has never heard of."""

    sentence = "The database at {address} was made by a newer Kith. Update Kith, or use another database."


class SqlTransaction:
    """Implements ``Transaction`` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.services = SqlServiceShelf(connection)
        self.postcodes = SqlPostcodeShelf(connection)
        self.people = SqlPersonShelf(connection)
        self.conversations = SqlConversationShelf(connection)
        self.missing = SqlMissingShelf(connection)
        self.users = SqlUserShelf(connection)
        self.audit = SqlAuditShelf(connection)
        self.settings = SqlSettingShelf(connection)


class SqlStore:
    """Implements ``Store``. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[SqlTransaction]:
        """See one moment of the store."""
        with self._begin(isolation_level="REPEATABLE READ") as connection:
            yield SqlTransaction(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlTransaction]:
        """Keep everything at the end, or undo everything when an error leaves the block."""
        with self._begin(sqlite_begin="BEGIN IMMEDIATE") as connection:
            yield SqlTransaction(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _begin(self, *, isolation_level: str = "", sqlite_begin: str = "BEGIN") -> Iterator[Connection]:
        engine = self._engine
        if engine.dialect.name == "sqlite":
            engine = engine.execution_options(sqlite_begin=sqlite_begin)
        elif isolation_level:
            engine = engine.execution_options(isolation_level=isolation_level)
        try:
            with engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise StoreBusyError from error


def open_store(address: str) -> SqlStore:
    """Open the database at ``sqlite:///file.db`` or ``postgresql://…``, its schema brought up to date."""
    url = _parse_address(address)
    engine = (
        _open_sqlite(url)
        if url.get_backend_name() == "sqlite"
        else create_engine(url, pool_pre_ping=True, hide_parameters=True)
    )
    try:
        _migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise NoDatabaseError(address=_shown(url), cause=_first_line(error)) from error
    except CommandError as error:
        engine.dispose()
        raise NewerDatabaseError(address=_shown(url)) from error
    return SqlStore(engine)


def _parse_address(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise NotADatabaseAddressError(address=_without_password(address)) from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise NotADatabaseAddressError(address=_without_password(address))


def _shown(url: URL) -> str:
    """As it may be printed and logged: a password stands before the host, or among the options."""
    return url.set(query={}).render_as_string()


def _without_password(address: str) -> str:
    """The same for what is no address: all before the last @ may hold one."""
    before, _, after = address.partition("://")
    hidden = "***@" if "@" in address else ""
    place = (after or before).rpartition("@")[2].partition("?")[0]
    return f"{before}://{hidden}{place}" if after else f"{hidden}{place}"


def _open_sqlite(url: URL) -> Engine:
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoDatabaseError(address=_shown(url), cause=error.strerror) from error
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={"timeout": _WAIT_FOR_A_WRITER_SECONDS},
        hide_parameters=True,  # they are people's words, and errors go to the log
    )

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own transactions start too late; ours are begun by the listener below.
        dbapi_connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    return engine


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    options = {"sqlite_begin": "BEGIN IMMEDIATE"} if engine.dialect.name == "sqlite" else {}
    with engine.execution_options(**options).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Several processes may start at once; one migrates, the others wait and find it done.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7511)")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0]
