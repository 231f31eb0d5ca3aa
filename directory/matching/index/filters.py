"""The filters as one bit per row and choice, so that every count is a few microseconds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.bits import Bits, pack
from directory.matching.index.facts import (
    ACCESS_PLACES,
    DAY_PLACES,
    DELIVERY_PLACES,
    PART_PLACES,
    SLOTS_A_DAY,
    Facts,
)
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery
from directory.model.service import Delivery

# After Sunday comes "day not known".
_DAYS_AND_UNKNOWN = range(len(Weekday) + 1)
_MOST_REMEMBERED = 100


class Kind(Enum):
    """Filters of one kind are alternatives; those of different kinds all apply."""

    WHEN = "when"
    FREE = "free"
    ACCESS = "access"
    AGE = "age"
    DELIVERY = "delivery"


class Filters:
    """What each row offers. A schedule that has ended no longer counts for its day."""

    def __init__(self, facts: Facts) -> None:
        rows, schedules = facts.rows, facts.schedules
        self._rows = len(rows)
        self._free = pack(rows.column("free", np.bool_))
        self._access = _bit_by_bit(rows.column("access", np.uint32), len(ACCESS_PLACES))
        self._deliveries = _bit_by_bit(rows.column("deliveries", np.uint32), len(DELIVERY_PLACES))
        self._youngest = rows.column("youngest", np.int16)
        self._oldest = rows.column("oldest", np.int16)
        self._slots = schedules.column("slots", np.uint32)
        self._until = schedules.column("until", np.int32)
        scheduled = schedules.column("row", np.int64)
        self._first_schedules = np.flatnonzero(np.diff(scheduled, prepend=-1))
        self._scheduled = scheduled[self._first_schedules]
        self._today = _Day(date.min, (), {})

    def of_kind(self, kind: Kind, query: ServiceQuery, today: date) -> Bits | None:
        """The rows that pass the query's filters of one kind; None when it has none of that kind."""
        match kind:
            case Kind.WHEN:
                days, parts = query.days, query.parts_of_day
                return self.when(days, parts, today) if days or parts else None
            case Kind.FREE:
                return self._free if query.free else None
            case Kind.ACCESS:
                return self.with_access(query.access) if query.access else None
            case Kind.DELIVERY:
                return self.by_delivery(query.deliveries) if query.deliveries else None
            case Kind.AGE:
                return None if query.age is None else self.suiting(query.age)

    def choices(self, query: ServiceQuery, today: date) -> Iterator[tuple[str, Kind, Bits]]:
        """Every choice that could be made next, by its name, and the rows that would pass with it."""
        days, parts = query.days, query.parts_of_day
        for day in Weekday:
            yield f"day:{day.value}", Kind.WHEN, self.when(days | {day}, parts, today)
        for part in PartOfDay:
            yield f"part:{part.value}", Kind.WHEN, self.when(days, parts | {part}, today)
        yield "free", Kind.FREE, self._free
        for feature in Access:
            yield f"access:{feature.value}", Kind.ACCESS, self.with_access(query.access | {feature})
        for way in Delivery:
            yield f"delivery:{way.value}", Kind.DELIVERY, self.by_delivery(query.deliveries | {way})

    def with_access(self, features: Collection[Access]) -> Bits:
        """Rows with every one of these."""
        return reduce(np.bitwise_and, (self._access[ACCESS_PLACES[one]] for one in features))

    def by_delivery(self, deliveries: Collection[Delivery]) -> Bits:
        """Rows with any of these."""
        return reduce(np.bitwise_or, (self._deliveries[DELIVERY_PLACES[one]] for one in deliveries))

    def suiting(self, age: int) -> Bits:
        """Rows for someone so many years old."""
        return pack((self._youngest <= age) & (self._oldest >= age))

    def when(self, days: frozenset[Weekday], parts: frozenset[PartOfDay], today: date) -> Bits:
        """Days and parts of the day, any where none is given, are asked of one schedule together."""
        day = self._slots_on(today)
        known = day.together.get((days, parts))
        if known is None:
            day_places = [DAY_PLACES[one] for one in days] or _DAYS_AND_UNKNOWN
            part_places = [PART_PLACES[one] for one in parts] or range(SLOTS_A_DAY)
            wanted = [day.slots[one * SLOTS_A_DAY + part] for one in day_places for part in part_places]
            if len(day.together) >= _MOST_REMEMBERED:
                day.together.clear()
            known = day.together[days, parts] = reduce(np.bitwise_or, wanted)
        return known

    def _slots_on(self, today: date) -> "_Day":
        """The rows of each slot whose schedules have not ended; worked out once a day."""
        known = self._today
        if known.day == today:
            return known
        by_row = np.zeros(self._rows, dtype=np.uint32)
        if len(self._slots):
            alive = np.where(self._until >= today.toordinal(), self._slots, np.uint32(0))
            by_row[self._scheduled] = np.bitwise_or.reduceat(alive, self._first_schedules)
        slots = _bit_by_bit(by_row, len(_DAYS_AND_UNKNOWN) * SLOTS_A_DAY)
        self._today = _Day(today, slots, {})
        return self._today


@dataclass(frozen=True, slots=True)
class _Day:
    """The rows of each slot on one day, and those of several slots together that were asked for."""

    day: date
    slots: Sequence[Bits]
    together: dict[tuple[frozenset[Weekday], frozenset[PartOfDay]], Bits]


def _bit_by_bit(column: NDArray[np.uint32], places: int) -> list[Bits]:
    return [pack((column & np.uint32(1 << place)) != 0) for place in range(places)]
