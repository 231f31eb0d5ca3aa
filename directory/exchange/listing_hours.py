"""When a row is on, from one text or from a column for each weekday."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from directory.exchange.times import joined, parse_times
from directory.model.schedule import Schedule


def schedules_of(cells: Mapping[str, str], today: date) -> tuple[Schedule, ...]:
    """Texts under ``times`` and lines under ``hours``, such as "Monday: 09:30-13:00,14:00-17:00"."""
    times = _with_ends(cells.get("times", ""), cells.get("starts", ""), cells.get("ends", ""))
    spoken = parse_times(times, today=today).schedules if times else ()
    hours = cells.get("hours", "")
    return spoken + (_by_weekday(hours) if hours else ())


def _with_ends(times: str, starts: str, ends: str) -> str:
    """A day in one column, its start and end in two others: "Tuesday 10:00 - 11:30"."""
    if not starts:
        return times
    return f"{times} {starts} - {ends}".strip() if ends else f"{times} {starts}".strip()


@lru_cache(maxsize=4096)
def _by_weekday(hours: str) -> tuple[Schedule, ...]:
    """Each line by itself: one odd day leaves the others readable."""
    rules: list[Schedule] = []
    unread: list[Schedule] = []
    for line in hours.split("\n"):
        found = parse_times(line)
        (unread if found.unread else rules).extend(_with_words(line, found.schedules))
    return (*joined(rules), *unread)


def _with_words(line: str, schedules: tuple[Schedule, ...]) -> Iterator[Schedule]:
    """Words such as "AM only" give a day without hours; the words say what is known."""
    for schedule in schedules:
        known = schedule.opens_at or schedule.freq is None
        yield schedule if known else replace(schedule, notes=line.partition(": ")[2])
