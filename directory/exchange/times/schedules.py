"""Rules as schedules of the model (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from directory.exchange.times.clock import Hours, as_time
from directory.exchange.times.phrases import Nth
from directory.exchange.times.questions import UnclearTimesError
from directory.exchange.times.rules import Rule
from directory.model.schedule import Frequency, Schedule, Weekday

_WEEK = tuple(Weekday)


def build_schedules(rules: Iterable[Rule], today: date | None) -> list[Schedule]:
    """Schedules without ids; a season is the one that runs or comes next."""
    return joined(one for rule in rules for one in _schedules(rule, today))


def joined(schedules: Iterable[Schedule]) -> list[Schedule]:
    """Rules with the same hours as one rule on several days, in the order of their first day."""
    by_hours: dict[Schedule, list[str]] = {}
    for one in schedules:
        by_hours.setdefault(replace(one, byday="", typed=""), []).extend(filter(None, one.byday.split(",")))
    return [
        replace(one, byday=",".join(sorted(dict.fromkeys(days), key=_in_week_order)))
        for one, days in by_hours.items()
    ]


def _in_week_order(day: str) -> tuple[int, str]:
    return _WEEK.index(Weekday(day[-2:])), day


def _schedules(rule: Rule, today: date | None) -> Iterator[Schedule]:
    if rule.dates:
        yield from _events(rule)
        return
    weekly = [day for day in rule.days if not day[0]]
    monthly = [day for day in rule.days if day[0]]
    since, until = _season(rule, today)
    for hours in rule.hours or (None,):
        for freq, days in ((Frequency.WEEKLY, weekly), (Frequency.MONTHLY, monthly)):
            if days:
                found = replace(_at(hours, rule), freq=freq, byday=_byday(days), interval=rule.interval)
                yield replace(found, valid_from=since, valid_to=until)


def _byday(days: Iterable[Nth]) -> str:
    return ",".join(f"{nth or ''}{day}" for nth, day in days)


def _at(hours: Hours | None, rule: Rule) -> Schedule:
    return Schedule(
        id="",
        opens_at=None if hours is None or hours.opens is None else as_time(hours.opens),
        closes_at=None if hours is None or hours.closes is None else as_time(hours.closes),
        notes="; ".join(rule.notes),
    )


def _season(rule: Rule, today: date | None) -> tuple[date | None, date | None]:
    if rule.season is None:
        return rule.since, rule.until
    if today is None:
        raise UnclearTimesError(words="; ".join(rule.notes))
    return rule.season.running(today)


def _events(rule: Rule) -> Iterator[Schedule]:
    if len({day for _, day in rule.days}) > 1 or rule.interval > 1 or rule.season:
        raise UnclearTimesError(words=rule.text)
    for hours in rule.hours or (None,):
        for on in rule.dates:
            yield replace(_at(hours, rule), dtstart=on)
