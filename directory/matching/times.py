"""The parts of the day and week in which a listing is on, as far as it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from directory.model.schedule import PartOfDay, Weekday
from directory.model.service import Service

_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s*(am|pm|a\.m|p\.m|noon)\b")
_RANGE_PM = re.compile(r"\b(\d{1,2})(?:[.:]\d\d)?\s*(?:-|–|to|until)\s*\d{1,2}(?:[.:]\d\d)?\s*(?:pm|p\.m)\b")
_WORDS = re.compile(
    r"\b(?:(?P<morning>mornings?|breakfast)|(?P<afternoon>afternoons?|lunch(?:time)?)"
    r"|(?P<evening>evenings?|nights?|after work))\b"
)
_DAY = re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b")
_DAYS: Mapping[str, Weekday] = dict(
    zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), Weekday, strict=True)
)
_DIGIT = re.compile(r"\d")
_NOON, _EVENING = 12, 17


@dataclass(frozen=True, slots=True)
class Times:
    """Empty sets mean that it does not say."""

    parts: frozenset[PartOfDay]
    days: frozenset[Weekday]


NO_TIMES = Times(frozenset(), frozenset())


def read_times(service: Service, text: str) -> Times:
    """The schedule decides; without hours in it, what people typed there, then the text itself."""
    typed = " ".join(f"{schedule.typed} {schedule.notes}" for schedule in service.schedules).lower()
    small = text.lower()
    parts = service.parts_of_day or _parts(typed) or _parts(small)
    return Times(frozenset(parts), frozenset(service.days or _days(typed) or _days(small)))


def read_times_in(text: str) -> Times:
    """The days and parts of the day that a text names."""
    small = text.lower()
    return Times(frozenset(_parts(small)), frozenset(_days(small)))


def _parts(text: str) -> set[PartOfDay]:
    hours = _hours(text) if _DIGIT.search(text) else set()
    if hours:
        return {_part(hour) for hour in _starts(hours)}
    return {PartOfDay(str(match.lastgroup)) for match in _WORDS.finditer(text)}


def _hours(text: str) -> set[int]:
    hours = {_hour(match) for match in _CLOCK.finditer(text)}
    hours |= {int(match[1]) % 12 + 12 for match in _RANGE_PM.finditer(text) if int(match[1]) not in (10, 11)}
    return hours


def _starts(hours: set[int]) -> set[int]:
    """With one start and one end, the end hour itself is no longer part of it."""
    return hours if len(hours) == 1 else hours - {max(hours)} or hours


def _hour(match: re.Match[str]) -> int:
    hour = int(match[1]) % 12
    return hour + (12 if match[3][0] in "pn" else 0)


def _part(hour: int) -> PartOfDay:
    if hour < _NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if hour < _EVENING else PartOfDay.EVENING


def _days(text: str) -> set[Weekday]:
    return {_DAYS[day] for day in _DAY.findall(text)} if "day" in text else set()
