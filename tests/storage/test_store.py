"""Opening a database, bringing it up to date, and writing from many threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from directory.errors import BadInputError
from directory.model.place import Point
from directory.storage import store as store_module
from directory.storage.people_tables import conversation
from directory.storage.ports import Origin
from directory.storage.store import (
    NewerDatabaseError,
    NoDatabaseError,
    NotADatabaseAddressError,
    SqlStore,
    StoreBusyError,
    open_store,
)


def test_the_migrations_make_exactly_the_tables_we_use(sqlite_url: str) -> None:
    open_store(sqlite_url).close()

    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), conversation.metadata)
    engine.dispose()

    assert differences == []


@pytest.mark.postgresql
def test_the_migrations_make_the_same_tables_in_postgresql(postgresql_url: str) -> None:
    open_store(postgresql_url).close()

    engine = create_engine(postgresql_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), conversation.metadata)
    engine.dispose()

    assert differences == []


def test_many_threads_write_without_a_failure(store: SqlStore) -> None:
    def write(number: int) -> None:
        with store.writing() as shelves:
            shelves.postcodes.save([(f"WR{number}", Point(1, 2))])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(80)))

    with store.reading() as shelves:
        assert shelves.postcodes.count() == 80


@pytest.mark.parametrize(
    "address", ["", "rubbish", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql//x"]
)
def test_an_address_that_is_none_is_told_what_one_looks_like(address: str) -> None:
    with pytest.raises(NotADatabaseAddressError, match="sqlite:///file"):
        open_store(address)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Shopping list: " + "milk " * 500)

    with pytest.raises(NoDatabaseError, match="cannot be opened"):
        open_store(f"sqlite:///{path}")

    assert path.read_text().startswith("Shopping list")


def test_a_database_of_a_newer_kith_is_not_touched(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(NewerDatabaseError, match="newer Kith"):
        open_store(sqlite_url)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://kith:secret@127.0.0.1:1/kith",
        "postgresql://kith@127.0.0.1:1/kith?password=secret",
        "postgresql://kith:secret@127.0.0.1:port/kith",
        "mysql://kith:secret@127.0.0.1/kith",
        "kith:secret@127.0.0.1/kith",
    ],
)
def test_a_password_never_shows_in_an_error(address: str) -> None:
    with pytest.raises(BadInputError) as failed:
        open_store(address)

    assert "secret" not in str(failed.value)


def test_words_of_people_never_show_in_an_error(store: SqlStore) -> None:
    broken = Origin("source", "1", "no-such-service" * 10, digest="Maureen's words")

    with pytest.raises(DBAPIError) as failed, store.writing() as shelves:
        shelves.services.save_origins([broken, replace(broken, source=None)])  # type: ignore[arg-type]

    assert "Maureen" not in str(failed.value)


def test_a_database_that_stays_locked_is_a_sentence(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_WAIT_FOR_A_WRITER_SECONDS", 0.05)
    opened = open_store(sqlite_url)
    other = open_store(sqlite_url)

    with opened.writing(), pytest.raises(StoreBusyError, match="try again"), other.writing():
        pytest.fail("two wrote at once")
