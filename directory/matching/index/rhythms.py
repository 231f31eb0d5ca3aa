"""When each row is on next: rows with the same schedules share one answer, kept until it is over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Drawer, get_array, put_array
from directory.matching.index.packing import pack, unpack_schedules
from directory.matching.index.pieces import Pieces
from directory.matching.nearness import Floats, Rows
from directory.matching.when import next_dates
from directory.model.schedule import Schedule
from directory.model.service import Service

Numbers = NDArray[np.uint32]

_rule_of = attrgetter(
    "freq", "interval", "byday", "bymonthday", "opens_at", "closes_at", "dtstart", "valid_from", "valid_to"
)


@dataclass(frozen=True, slots=True)
class Rhythms:
    """By row, the number of its rhythm: its schedules without ids and notes."""

    of_row: Numbers
    rhythms: Pieces

    def appended(self, services: Sequence[Service]) -> "Rhythms":
        """These rows and those of more services."""
        reader = RhythmReader(len(self.rhythms))
        of_row = np.concatenate((self.of_row, reader.read(services)))
        return Rhythms(of_row, self.rhythms.appended(reader.rhythms))

    def save(self, drawer: Drawer, rows: Rows) -> None:
        """Write the rhythms of these rows."""
        used, numbers = np.unique(self.of_row[rows], return_inverse=True)
        self.rhythms.save(drawer, "rhythms", used.astype(np.int64))
        put_array(drawer, "rhythms.of_row", numbers.astype(np.uint32))

    @classmethod
    def load(cls, drawer: Drawer) -> "Rhythms":
        """As saved."""
        return cls(get_array(drawer, "rhythms.of_row", np.uint32), Pieces.load(drawer, "rhythms"))


class RhythmReader:
    """Numbers the rhythms of services from ``first`` on."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._numbers: dict[tuple[object, ...], int] = {}
        self.rhythms: list[bytes] = []

    def read(self, services: Sequence[Service]) -> Numbers:
        """The number of each service's rhythm; a new one is added to ``rhythms``."""
        return np.array([self._number(service.schedules) for service in services], dtype=np.uint32)

    def _number(self, schedules: tuple[Schedule, ...]) -> int:
        rules = tuple(_rule_of(one) for one in schedules)
        if rules not in self._numbers:
            self._numbers[rules] = self._first + len(self.rhythms)
            bare = (replace(one, id="", typed="", notes="", schedule_link="") for one in schedules)
            self.rhythms.append(pack(tuple(bare)))
        return self._numbers[rules]


class ComingUp:
    """When each row is on next. It changes after it was made; but it remembers, it does not decide."""

    def __init__(self, rhythms: Rhythms) -> None:
        self._of_row, self._rhythms = rhythms.of_row, rhythms.rhythms
        self._lock = Lock()
        self._as_of = -np.inf
        self._starts: Floats = np.full(len(self._rhythms), np.nan)
        self._over: Floats = np.full(len(self._rhythms), -np.inf)

    def carried_on(self, rhythms: Rhythms) -> "ComingUp":
        """For rhythms that begin with these: what is known of them is not worked out again."""
        with self._lock:
            return ComingUp(rhythms).remember(self._as_of, self._starts, self._over)

    def remember(self, as_of: float, starts: Floats, over: Floats) -> "ComingUp":
        """Take over what was known of the first rhythms at that time."""
        self._as_of = as_of
        self._starts[: len(starts)], self._over[: len(over)] = starts, over
        return self

    def starts(self, rows: Rows, now: datetime) -> Floats:
        """Timestamps of the next beginnings, infinite for rows without any."""
        moment = now.timestamp()
        numbers = self._of_row[rows]
        with self._lock:
            if moment < self._as_of:
                self._over.fill(-np.inf)
            self._as_of = moment
            asked = np.unique(numbers)
            for number in asked[self._over[asked] <= moment].tolist():
                coming = _next_of(unpack_schedules(self._rhythms[number]), now)
                self._starts[number], self._over[number] = coming
            return self._starts[numbers]


def _next_of(schedules: tuple[Schedule, ...], now: datetime) -> tuple[float, float]:
    coming = next_dates(schedules, now=now, count=1)
    if not coming:
        return np.inf, np.inf
    return coming[0].start.timestamp(), coming[0].over_at.timestamp()
