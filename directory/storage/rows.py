"""Small moves that every shelf makes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, delete
from sqlalchemy.dialects import postgresql, sqlite

Values: TypeAlias = Mapping[str, object]
AnyRow: TypeAlias = Row[Any]

# SQLite takes 32,766 parameters in one statement; PostgreSQL plans short lists well.
CHUNK = 500


T = TypeVar("T")


def in_chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of at most ``size``."""
    remaining = iter(things)
    while chunk := list(islice(remaining, size)):
        yield chunk


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Add rows; none is fine."""
    if rows:
        connection.execute(table.insert(), rows)


def upsert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Add rows, or replace what stands under the same primary key; the last of equal keys wins."""
    keys = [column.name for column in table.primary_key]
    newest = {tuple(row[key] for key in keys): row for row in rows}
    if not newest:
        return
    # The two dialects share the words of "on conflict" but not a class.
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
    rest = {name: insert.excluded[name] for name in next(iter(newest.values())) if name not in keys}
    statement = insert.on_conflict_do_update(index_elements=keys, set_=rest)
    connection.execute(statement if rest else insert.on_conflict_do_nothing(), list(newest.values()))


def delete_rows(connection: Connection, column: Column[Any], keys: Collection[str]) -> None:
    """Remove the rows whose column holds one of the keys."""
    for chunk in in_chunks(sorted(keys)):
        connection.execute(delete(column.table).where(column.in_(chunk)))


def select_rows(
    connection: Connection, query: Select[Any], column: Column[Any], *, keys: Collection[str] | None
) -> Iterator[AnyRow]:
    """Rows of the query, all of them or those whose column holds one of the keys."""
    if keys is None:
        # All at once: row by row, a big directory takes twice as long.
        yield from connection.execute(query).all()
        return
    for chunk in in_chunks(sorted(keys)):
        yield from connection.execute(query.where(column.in_(chunk))).all()


def group_rows(rows: Iterable[AnyRow], key: int = 0) -> Mapping[str, list[AnyRow]]:
    """Rows by the text in one of their columns, in the order they came."""
    groups: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
