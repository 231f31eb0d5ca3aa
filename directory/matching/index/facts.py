"""What the index keeps of every service as numbers: filters, whereabouts, who is who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from directory.matching.index.drawer import Drawer
from directory.matching.index.naming import digest, name_key
from directory.matching.index.tables import Kinds, Table, joined
from directory.matching.nearness import Rows
from directory.matching.when import last_day
from directory.model.location import Access, Location
from directory.model.place import METRES_PER_MILE, Precision
from directory.model.schedule import PartOfDay, Schedule, Weekday
from directory.model.service import Delivery, Service, Status

ROWS: Kinds = MappingProxyType(
    {
        "findable": np.bool_,
        "free": np.bool_,
        "access": np.uint32,
        "deliveries": np.uint32,
        "youngest": np.int16,
        "oldest": np.int16,
        "checked": np.float64,  # seconds, minus infinity for never
        "is_place": np.bool_,  # somewhere to go to
        "vague": np.bool_,  # known by its town alone
        "always": np.bool_,  # by phone or online, or nowhere on a map
        "comes": np.bool_,  # to people
        "reach": np.float64,  # metres it comes, infinite when it does not say
        "id": np.uint64,
        "name": np.uint64,
        "organization": np.uint64,
    }
)
POINTS: Kinds = MappingProxyType(
    {"row": np.int64, "latitude": np.float64, "longitude": np.float64, "has_pin": np.bool_}
)
SCHEDULES: Kinds = MappingProxyType({"row": np.int64, "slots": np.uint32, "until": np.int32})

# Each day has a bit for each part and one for "hours not known"; after Sunday, the same for "day not known".
SLOTS_A_DAY = len(PartOfDay) + 1
OLDEST_AGE = 1_000
_FINDABLE = frozenset({Status.ACTIVE, Status.TEMPORARILY_CLOSED})
_NO_JOURNEY = frozenset({Delivery.PHONE, Delivery.ONLINE})

Named = TypeVar("Named", bound=Enum)
DAY_PLACES = MappingProxyType({day: place for place, day in enumerate(Weekday)})
PART_PLACES = MappingProxyType({part: place for place, part in enumerate(PartOfDay)})
ACCESS_PLACES = MappingProxyType({feature: place for place, feature in enumerate(Access)})
DELIVERY_PLACES = MappingProxyType({delivery: place for place, delivery in enumerate(Delivery)})


@dataclass(frozen=True, slots=True)
class Facts:
    """One line per service in ``rows``; points and schedules say whose they are, in the order of rows."""

    rows: Table
    points: Table
    schedules: Table

    def __len__(self) -> int:
        """How many services."""
        return len(self.rows)

    def taken(self, rows: Rows) -> "Facts":
        """The facts of these rows, which become rows 0, 1, 2 and so on."""
        new_row = np.full(len(self.rows), -1, dtype=np.int64)
        new_row[rows] = np.arange(len(rows))
        return Facts(
            self.rows.taken(rows), _renumbered(self.points, new_row), _renumbered(self.schedules, new_row)
        )

    def save(self, drawer: Drawer) -> None:
        """Write all three."""
        self.rows.save(drawer, "rows")
        self.points.save(drawer, "points")
        self.schedules.save(drawer, "schedules")

    @classmethod
    def load(cls, drawer: Drawer) -> "Facts":
        """As saved."""
        return cls(
            Table.load(drawer, "rows", ROWS),
            Table.load(drawer, "points", POINTS),
            Table.load(drawer, "schedules", SCHEDULES),
        )


def read_facts(services: Sequence[Service], *, first_row: int = 0) -> Facts:
    """The facts of services that come to stand from ``first_row`` on."""
    numbered = list(enumerate(services, start=first_row))
    return Facts(
        Table.of(ROWS, [_row(service) for service in services]),
        Table.of(POINTS, [line for row, service in numbered for line in _points(row, service.locations)]),
        Table.of(
            SCHEDULES,
            [(row, slots_of(one), _until(one)) for row, service in numbered for one in service.schedules],
        ),
    )


def join_facts(parts: Sequence[Facts]) -> Facts:
    """One below the other; their rows are already numbered so."""
    return Facts(
        joined([part.rows for part in parts], ROWS),
        joined([part.points for part in parts], POINTS),
        joined([part.schedules for part in parts], SCHEDULES),
    )


def is_findable(service: Service) -> bool:
    """Whether it is shown to those who look for something, and not only to those who look after it."""
    return service.status in _FINDABLE


def bits_of_all(chosen: Iterable[Named], places: Mapping[Named, int]) -> int:
    """One bit for each of them."""
    return sum(1 << places[one] for one in chosen)


def slots_of(schedule: Schedule) -> int:
    """The parts of days it is on.

    Days and parts are kept together, because open on Thursday mornings and on Monday afternoons is not open
    on Thursday afternoon.
    """
    days = [DAY_PLACES[day] for day in schedule.days] or [len(Weekday)]
    parts = [PART_PLACES[part] for part in schedule.parts_of_day] or [len(PartOfDay)]
    return sum(1 << (day * SLOTS_A_DAY + part) for day in days for part in parts)


def _row(service: Service) -> tuple[object, ...]:
    deliveries = service.deliveries
    has_points = bool(service.points)
    return (
        is_findable(service),
        service.is_free is True,
        bits_of_all(service.access, ACCESS_PLACES),
        bits_of_all(deliveries, DELIVERY_PLACES),
        min(max(service.minimum_age or 0, 0), OLDEST_AGE),
        _oldest(service.maximum_age),
        service.checked_at.timestamp() if service.checked_at else -np.inf,
        has_points and (Delivery.AT_A_PLACE in deliveries or not deliveries),
        all(place.precision is Precision.AREA for place in service.locations if place.point),
        not has_points or not _NO_JOURNEY.isdisjoint(deliveries),
        Delivery.COMES_TO_YOU in deliveries,
        _reach_metres(service),
        digest(service.id),
        digest(name_key(service.name)),
        digest(name_key(service.organization.name)),
    )


def _points(row: int, locations: Iterable[Location]) -> Iterable[tuple[object, ...]]:
    for place in locations:
        if place.point:
            yield row, place.point.latitude, place.point.longitude, place.precision is not Precision.AREA


def _oldest(maximum_age: int | None) -> int:
    return OLDEST_AGE if maximum_age is None or maximum_age < 0 else min(maximum_age, OLDEST_AGE)


def _until(schedule: Schedule) -> int:
    last = last_day(schedule)
    return last.toordinal() if last else np.iinfo(np.int32).max


def _reach_metres(service: Service) -> float:
    miles = [area.miles for area in service.service_areas]
    stated = [reach for reach in miles if reach is not None]
    return max(stated) * METRES_PER_MILE if stated and len(stated) == len(miles) else np.inf


def _renumbered(table: Table, new_row: Rows) -> Table:
    rows = new_row[table.column("row", np.int64)]
    kept = np.flatnonzero(rows >= 0)
    in_order = kept[np.argsort(rows[kept], kind="stable")]
    return table.taken(in_order).changed("row", rows[in_order])
