"""The filters as columns: one number or flag per row, so that every count is one pass over an array."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from directory.matching.nearness import Flags, Floats
from directory.matching.when import last_day
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Schedule, Weekday
from directory.model.search import ServiceQuery
from directory.model.service import Delivery, Service

Named = TypeVar("Named", bound=Enum)

_DAY_PLACES = {day: place for place, day in enumerate(Weekday)}
_PART_PLACES = {part: place for place, part in enumerate(PartOfDay)}
_ACCESS_PLACES = {feature: place for place, feature in enumerate(Access)}
_DELIVERY_PLACES = {delivery: place for place, delivery in enumerate(Delivery)}
# Each day has a bit for each part and one for "hours not known"; after Sunday, the same for "day not known".
_SLOTS = len(PartOfDay) + 1
_DAYS_AND_UNKNOWN = range(len(Weekday) + 1)
_OLDEST_AGE = 1_000


class Kind(Enum):
    """Filters of one kind are alternatives; those of different kinds all apply."""

    WHEN = "when"
    FREE = "free"
    ACCESS = "access"
    AGE = "age"
    DELIVERY = "delivery"


class Columns:
    """What each row offers, ready to be filtered. A schedule that has ended no longer counts for its day.

    Days and parts of the day are asked of one schedule together: open on Thursday mornings and on Monday
    afternoons is not open on Thursday afternoon.
    """

    def __init__(self, services: Sequence[Service]) -> None:
        self._rows = len(services)
        self._free: Flags = np.array([service.is_free is True for service in services], dtype=np.bool_)
        self._access = _bits(_bits_of(service.access, _ACCESS_PLACES) for service in services)
        self._delivery = _bits(_bits_of(service.deliveries, _DELIVERY_PLACES) for service in services)
        self._youngest = np.array([max(service.minimum_age or 0, 0) for service in services], dtype=np.int32)
        self._oldest = np.array([_oldest(service.maximum_age) for service in services], dtype=np.int32)
        self.checked: Floats = np.array([_timestamp(service) for service in services], dtype=np.float64)
        counts = [len(service.schedules) for service in services]
        self._scheduled = np.flatnonzero(counts)
        self._first_schedule = np.cumsum([0, *counts])[self._scheduled]
        schedules = [schedule for service in services for schedule in service.schedules]
        self._slots = _bits(_slots_of(schedule) for schedule in schedules)
        self._until = np.array([_last_ordinal(schedule) for schedule in schedules], dtype=np.int64)

    def slots_on(self, today: date) -> NDArray[np.uint32]:
        """By row, the day and part-of-day slots of all schedules that have not ended by ``today``."""
        slots = np.zeros(self._rows, dtype=np.uint32)
        if len(self._slots):
            alive = np.where(self._until >= today.toordinal(), self._slots, np.uint32(0))
            slots[self._scheduled] = np.bitwise_or.reduceat(alive, self._first_schedule)
        return slots

    def fitting(self, kind: Kind, query: ServiceQuery, slots: NDArray[np.uint32]) -> Flags | None:
        """The rows that pass the query's filters of one kind; None when it has none of that kind."""
        match kind:
            case Kind.WHEN:
                return _share_a_bit(slots, _wanted_slots(query)) if query.days or query.parts_of_day else None
            case Kind.FREE:
                return self._free if query.free else None
            case Kind.ACCESS:
                return _has_all_bits(self._access, _bits_of(query.access, _ACCESS_PLACES))
            case Kind.DELIVERY:
                return _share_a_bit(self._delivery, _bits_of(query.deliveries, _DELIVERY_PLACES))
            case Kind.AGE:
                return self._suits(query.age)

    def _suits(self, age: int | None) -> Flags | None:
        if age is None:
            return None
        suits: Flags = (self._youngest <= age) & (self._oldest >= age)
        return suits


def _share_a_bit(column: NDArray[np.uint32], wanted: int) -> Flags | None:
    return (column & np.uint32(wanted)) != 0 if wanted else None


def _has_all_bits(column: NDArray[np.uint32], wanted: int) -> Flags | None:
    return (column & np.uint32(wanted)) == wanted if wanted else None


def _bits(numbers: Iterable[int]) -> NDArray[np.uint32]:
    return np.fromiter(numbers, dtype=np.uint32)


def _bits_of(chosen: Iterable[Named], places: Mapping[Named, int]) -> int:
    return sum(1 << places[one] for one in chosen)


def _wanted_slots(query: ServiceQuery) -> int:
    days = [_DAY_PLACES[day] for day in query.days] or _DAYS_AND_UNKNOWN
    parts = [_PART_PLACES[part] for part in query.parts_of_day] or range(_SLOTS)
    return sum(1 << (day * _SLOTS + part) for day in days for part in parts)


def _slots_of(schedule: Schedule) -> int:
    days = [_DAY_PLACES[day] for day in schedule.days] or [len(Weekday)]
    parts = [_PART_PLACES[part] for part in schedule.parts_of_day] or [len(PartOfDay)]
    return sum(1 << (day * _SLOTS + part) for day in days for part in parts)


def _last_ordinal(schedule: Schedule) -> int:
    return (last_day(schedule) or date.max).toordinal()


def _oldest(maximum_age: int | None) -> int:
    return _OLDEST_AGE if maximum_age is None or maximum_age < 0 else maximum_age


def _timestamp(service: Service) -> float:
    return service.checked_at.timestamp() if service.checked_at else -np.inf
