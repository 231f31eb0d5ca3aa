"""The filters as one bit per row and choice, so that every count is a few microseconds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

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
    Named,
)
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery
from directory.model.service import Delivery

# After Sunday comes "day not known".
_DAYS_AND_UNKNOWN = range(len(Weekday) + 1)


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
        self._on: tuple[date, Sequence[Bits]] = (date.min, ())

    def fitting(self, kind: Kind, query: ServiceQuery, today: date) -> Bits | None:
        """The rows that pass the query's filters of one kind; None when it has none of that kind."""
        match kind:
            case Kind.WHEN:
                return self._when(query, today) if query.days or query.parts_of_day else None
            case Kind.FREE:
                return self._free if query.free else None
            case Kind.ACCESS:
                return _all_of(self._access, query.access, ACCESS_PLACES)
            case Kind.DELIVERY:
                return _any_of(self._deliveries, query.deliveries, DELIVERY_PLACES)
            case Kind.AGE:
                return self._suits(query.age)

    def _when(self, query: ServiceQuery, today: date) -> Bits:
        """Days and parts of the day are asked of one schedule together."""
        slots = self._slots_on(today)
        days = [DAY_PLACES[day] for day in query.days] or _DAYS_AND_UNKNOWN
        parts = [PART_PLACES[part] for part in query.parts_of_day] or range(SLOTS_A_DAY)
        wanted = [slots[day * SLOTS_A_DAY + part] for day in days for part in parts]
        return _either(wanted)

    def _slots_on(self, today: date) -> Sequence[Bits]:
        """The rows of each slot whose schedules have not ended; worked out once a day."""
        day, slots = self._on
        if day != today:
            by_row = np.zeros(self._rows, dtype=np.uint32)
            if len(self._slots):
                alive = np.where(self._until >= today.toordinal(), self._slots, np.uint32(0))
                by_row[self._scheduled] = np.bitwise_or.reduceat(alive, self._first_schedules)
            slots = _bit_by_bit(by_row, len(_DAYS_AND_UNKNOWN) * SLOTS_A_DAY)
            self._on = (today, slots)
        return slots

    def _suits(self, age: int | None) -> Bits | None:
        if age is None:
            return None
        return pack((self._youngest <= age) & (self._oldest >= age))


def facet_queries(query: ServiceQuery) -> Iterator[tuple[str, Kind, ServiceQuery]]:
    """Every choice that could be made next, by its name, its kind and the question it would make."""
    for day in Weekday:
        yield f"day:{day.value}", Kind.WHEN, replace(query, days=query.days | {day})
    for part in PartOfDay:
        yield f"part:{part.value}", Kind.WHEN, replace(query, parts_of_day=query.parts_of_day | {part})
    yield "free", Kind.FREE, replace(query, free=True)
    for feature in Access:
        yield f"access:{feature.value}", Kind.ACCESS, replace(query, access=query.access | {feature})
    for way in Delivery:
        yield f"delivery:{way.value}", Kind.DELIVERY, replace(query, deliveries=query.deliveries | {way})


def _bit_by_bit(column: NDArray[np.uint32], places: int) -> list[Bits]:
    return [pack((column & np.uint32(1 << place)) != 0) for place in range(places)]


def _either(choices: Sequence[Bits]) -> Bits:
    both = choices[0].copy()
    for bits in choices[1:]:
        both |= bits
    return both


def _any_of(choices: Sequence[Bits], chosen: Iterable[Named], places: Mapping[Named, int]) -> Bits | None:
    wanted = [choices[places[one]] for one in chosen]
    return _either(wanted) if wanted else None


def _all_of(choices: Sequence[Bits], chosen: Iterable[Named], places: Mapping[Named, int]) -> Bits | None:
    wanted = [choices[places[one]] for one in chosen]
    if not wanted:
        return None
    together = wanted[0].copy()
    for bits in wanted[1:]:
        together &= bits
    return together
