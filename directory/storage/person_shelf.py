"""People in the database, and how they are found again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from directory.errors import NotFoundError
from directory.model.person import AgeBand, Person, PersonJoin, Travel
from directory.model.place import Place, Point, Precision
from directory.storage import people_tables as tables
from directory.storage.rows import AnyRow, Values, upsert_rows

_FEWEST_PHONE_DIGITS = 5
_FEWEST_POSTCODE_LETTERS = 2


class SqlPersonShelf:
    """Implements ``PersonShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: str) -> Person:
        """Raise ``NotFoundError`` when there is no such record."""
        query = select(tables.person).where(tables.person.c.id == person_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(what="record")
        return _build_person(row)

    def save(self, person: Person) -> None:
        """Write it whole."""
        upsert_rows(self._connection, tables.person, [_person_row(person)])

    def find(self, words: str, *, limit: int, workers: Collection[str] | None = None) -> tuple[Person, ...]:
        """Newest first: all words in the name, or the start of the postcode, or a part of the phone.

        ``workers`` are those whose people are looked through; None is everyone's.
        """
        matches = _matches(words)
        if not matches:
            return ()
        theirs = [] if workers is None else [tables.person.c.worker_id.in_(sorted(workers))]
        return self._select(and_(or_(*matches), *theirs), limit)

    def of_worker(self, worker_id: str, *, limit: int) -> tuple[Person, ...]:
        """Newest first."""
        return self._select(tables.person.c.worker_id == worker_id, limit)

    def joins(self, person_id: str) -> tuple[PersonJoin, ...]:
        """Every join of this record that has not been parted, in either direction."""
        return self._joins(person_id, tables.person_join.c.parted_at.is_(None))

    def parted_joins(self, person_id: str) -> tuple[PersonJoin, ...]:
        """Every join of this record that was parted again, in either direction."""
        return self._joins(person_id, tables.person_join.c.parted_at.is_not(None))

    def save_join(self, join: PersonJoin) -> None:
        """Write a join, or that it was parted."""
        row = {
            "id": join.id,
            "person_id": join.person_id,
            "joined_to_id": join.joined_to_id,
            "at": join.at,
            "by": join.by,
            "parted_at": join.parted_at,
        }
        upsert_rows(self._connection, tables.person_join, [row])

    def grant(self, person_id: str, user_id: str, *, why: str, at: datetime) -> None:
        """Remember that a colleague gave a reason to open the record."""
        row = {"person_id": person_id, "user_id": user_id, "why": why, "at": at}
        upsert_rows(self._connection, tables.record_grant, [row])

    def granted_at(self, person_id: str, user_id: str) -> datetime | None:
        """When that reason was given, if ever."""
        table = tables.record_grant
        query = select(table.c.at).where(table.c.person_id == person_id, table.c.user_id == user_id)
        return self._connection.execute(query).scalar_one_or_none()

    def _joins(self, person_id: str, condition: ColumnElement[bool]) -> tuple[PersonJoin, ...]:
        table = tables.person_join
        either = or_(table.c.person_id == person_id, table.c.joined_to_id == person_id)
        query = select(table).where(either, condition).order_by(table.c.at, table.c.id)
        return tuple(
            PersonJoin(row.id, row.person_id, row.joined_to_id, at=row.at, by=row.by, parted_at=row.parted_at)
            for row in self._connection.execute(query)
        )

    def _select(self, condition: ColumnElement[bool], limit: int) -> tuple[Person, ...]:
        table = tables.person
        query = select(table).where(condition).order_by(table.c.created_at.desc(), table.c.id).limit(limit)
        return tuple(_build_person(row) for row in self._connection.execute(query))


def _matches(words: str) -> list[ColumnElement[bool]]:
    table = tables.person.c
    folded, digits = words.casefold().split(), _digits(words)
    joined = "".join(folded)
    matches: list[ColumnElement[bool]] = []
    if folded:
        matches.append(and_(*(table.name_folded.contains(word, autoescape=True) for word in folded)))
    if len(joined) >= _FEWEST_POSTCODE_LETTERS:
        matches.append(table.postcode_folded.startswith(joined, autoescape=True))
    if len(digits) >= _FEWEST_PHONE_DIGITS:
        matches.append(table.phone_digits.contains(digits))
    return matches


def _digits(text: str) -> str:
    """The digits of a phone number without the country, so that +44 7700 and 07700 are the same."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return digits.removeprefix("0044").removeprefix("44").removeprefix("0")


def _person_row(person: Person) -> Values:
    home = person.home
    return {
        "id": person.id,
        "worker_id": person.worker_id,
        "created_at": person.created_at,
        "name": person.name,
        "name_folded": person.name.casefold(),
        "phone": person.phone,
        "phone_digits": _digits(person.phone),
        "postcode": person.postcode,
        "postcode_folded": "".join(person.postcode.casefold().split()),
        "home_label": home.label if home else None,
        "home_latitude": home.point.latitude if home else None,
        "home_longitude": home.point.longitude if home else None,
        "home_precision": home.precision.value if home else None,
        "home_note": home.note if home else None,
        "age_band": person.age_band.value if person.age_band else None,
        "travel": person.travel.value if person.travel else None,
        "is_demo": person.is_demo,
    }


def _build_person(row: AnyRow) -> Person:
    return Person(
        id=row.id,
        worker_id=row.worker_id,
        created_at=row.created_at,
        name=row.name,
        phone=row.phone,
        postcode=row.postcode,
        home=_build_home(row),
        age_band=AgeBand(row.age_band) if row.age_band else None,
        travel=Travel(row.travel) if row.travel else None,
        is_demo=row.is_demo,
    )


def _build_home(row: AnyRow) -> Place | None:
    if row.home_latitude is None:
        return None
    point = Point(row.home_latitude, row.home_longitude)
    return Place(row.home_label, point, Precision(row.home_precision), row.home_note)
