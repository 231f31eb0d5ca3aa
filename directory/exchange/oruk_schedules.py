"""HSDS ``schedule`` as feeds write it, with the free texts that stand in for rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from directory.exchange.oruk_shape import Record, number, parse_clock, parse_date, records, words
from directory.exchange.times import parse_times
from directory.model.schedule import Frequency, Schedule, Weekday

_DAY = re.compile(r"(-?[1-5])?\s*(MO|TU|WE|TH|FR|SA|SU)[A-Z]*", re.IGNORECASE)
_DAYS_OF_THE_MONTH = re.compile(r"-?\d{1,2}")
_EVERY_DAY = ",".join(Weekday)
_FREQUENCIES: Mapping[str, tuple[Frequency, str]] = MappingProxyType(
    {
        "WEEKLY": (Frequency.WEEKLY, ""),
        "MONTHLY": (Frequency.MONTHLY, ""),
        "DAILY": (Frequency.WEEKLY, _EVERY_DAY),
    }
)


def build_schedules(item: Record) -> Iterator[Schedule]:
    """All schedules of a service and of its places; ids are given later."""
    for record in records(item, "schedules", "schedule", "regular_schedules"):
        yield from _schedules(record)
    for placed in records(item, "service_at_locations", "service_at_location"):
        for record in records(placed, "schedules", "regular_schedules"):
            yield from _schedules(record)


def _schedules(record: Record) -> Iterator[Schedule]:
    rule = _rule(record)
    if rule.freq or (rule.dtstart and rule.opens_at):
        yield rule
        return
    for found in parse_times(rule.typed).schedules:
        yield replace(
            found,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
            notes="; ".join(filter(None, (found.notes, rule.notes))),
            attending_type=rule.attending_type,
            schedule_link=rule.schedule_link,
        )
    if not rule.typed and (rule.schedule_link or rule.opens_at or rule.notes):
        yield rule


def _rule(record: Record) -> Schedule:
    byday = ",".join(f"{nth}{day.upper()}" for nth, day in _DAY.findall(words(record, "byday", "weekday")))
    freq, days = _FREQUENCIES.get(words(record, "freq", "frequency").upper(), (None, ""))
    opens = parse_clock(words(record, "opens_at", "opens"))
    if freq is None and byday and opens and not words(record, "freq", "frequency"):
        freq = Frequency.WEEKLY
    return Schedule(
        id="",
        freq=freq,
        interval=max(1, int(number(record, "interval") or 1)),
        byday=byday or days,
        bymonthday=",".join(_DAYS_OF_THE_MONTH.findall(words(record, "bymonthday"))),
        opens_at=opens,
        closes_at=parse_clock(words(record, "closes_at", "closes")),
        dtstart=parse_date(words(record, "dtstart")),
        valid_from=parse_date(words(record, "valid_from")),
        valid_to=parse_date(words(record, "valid_to")),
        typed=words(record, "description"),
        notes=words(record, "notes"),
        attending_type=words(record, "attending_type"),
        schedule_link=words(record, "schedule_link"),
    )
