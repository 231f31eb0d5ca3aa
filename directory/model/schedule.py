"""When something is on: HSDS ``schedule`` with its RFC 5545 parts (section 3.3.10)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Weekday(StrEnum):
    """Days by their RFC 5545 names."""

    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"


class PartOfDay(StrEnum):
    """Morning ends at 12:00, afternoon at 17:00."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Frequency(StrEnum):
    """The two frequencies that Open Referral UK 3.0 allows."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


NOON = time(12)
EVENING_STARTS = time(17)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One rule of repetition in local time (Europe/London).

    ``byday`` is a comma list such as ``TU,TH`` (weekly) or ``2WE,-1FR`` (monthly); ``typed`` keeps what
    a person wrote (HSDS ``description``), also when no rule could be read from it (``freq`` is None).
    A single event has ``dtstart`` and no ``freq``.
    """

    id: str
    freq: Frequency | None = None
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    typed: str = ""
    notes: str = ""
    attending_type: str = ""
    schedule_link: str = ""

    @property
    def days(self) -> frozenset[Weekday]:
        """The weekdays on which it can happen."""
        named = frozenset(Weekday(part.strip()[-2:]) for part in self.byday.split(",") if part.strip())
        if named or self.dtstart is None:
            return named
        return frozenset({list(Weekday)[self.dtstart.weekday()]})

    @property
    def parts_of_day(self) -> frozenset[PartOfDay]:
        """The parts of the day it touches; empty when the hours are not known."""
        if self.opens_at is None:
            return frozenset()
        closes = self.closes_at or self.opens_at
        runs_late = closes < self.opens_at
        parts = set()
        if self.opens_at < NOON:
            parts.add(PartOfDay.MORNING)
        if self.opens_at < EVENING_STARTS and (closes > NOON or runs_late or self.opens_at >= NOON):
            parts.add(PartOfDay.AFTERNOON)
        if closes > EVENING_STARTS or runs_late or self.opens_at >= EVENING_STARTS:
            parts.add(PartOfDay.EVENING)
        return frozenset(parts)
