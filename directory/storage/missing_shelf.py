"""What was told to be missing, in the database."""

from datetime import date

from sqlalchemy import Connection, Select, delete, select

from directory.errors import NotFoundError
from directory.model.missing import MissingWish
from directory.storage.people_tables import missing_wish
from directory.storage.rows import AnyRow, upsert_rows


class SqlMissingShelf:
    """Implements ``MissingShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, wish_id: str) -> MissingWish:
        """Raise ``NotFoundError`` when it is not there."""
        found = self._find(select(missing_wish).where(missing_wish.c.id == wish_id))
        if not found:
            raise NotFoundError(what="wish")
        return found[0]

    def save(self, wish: MissingWish) -> None:
        """Write it."""
        row = {
            "id": wish.id,
            "words": wish.words,
            "outcode": wish.outcode,
            "told_on": wish.told_on,
            "told_by": wish.told_by,
            "person_id": wish.person_id or None,
        }
        upsert_rows(self._connection, missing_wish, [row])

    def remove(self, wish_id: str) -> None:
        """Take it out."""
        self._connection.execute(delete(missing_wish).where(missing_wish.c.id == wish_id))

    def of_person(self, person_id: str) -> tuple[MissingWish, ...]:
        """What was told for one person, newest first."""
        return self._find(select(missing_wish).where(missing_wish.c.person_id == person_id))

    def since(self, day: date) -> tuple[MissingWish, ...]:
        """Everything told from that day on, newest first."""
        return self._find(select(missing_wish).where(missing_wish.c.told_on >= day))

    def _find(self, query: Select[tuple[object, ...]]) -> tuple[MissingWish, ...]:
        ordered = query.order_by(missing_wish.c.told_on.desc(), missing_wish.c.id)
        return tuple(_build(row) for row in self._connection.execute(ordered))


def _build(row: AnyRow) -> MissingWish:
    return MissingWish(row.id, row.words, row.outcode, row.told_on, row.told_by, row.person_id or "")
