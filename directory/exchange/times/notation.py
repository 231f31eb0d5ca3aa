"""Rules in OpenStreetMap's notation of opening hours."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from directory.exchange.times.calendar_words import Season, Written
from directory.exchange.times.clock import DAY, Hours
from directory.exchange.times.rules import Rule
from directory.model.schedule import Weekday

_WEEK = tuple(Weekday)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_WEEK = 53
_LEAP_YEAR = 2024
_LAST_MINUTE = DAY - 1
_ALWAYS = "Mo-Su 00:00-24:00"


def build_notation(rules: Sequence[Rule], *, off_on_bank_holidays: bool = False) -> str:
    """Such as "Mo-Fr 09:00-17:00; We[2] 18:30-20:00; PH off".

    As in collections kept by hand, rules stand side by side: "Th 10:00-12:00; Th[1] 12:00-14:00" means both
    on a first Thursday, although a strict reader of the notation lets the later rule replace the earlier.
    """
    said = [part for when in dict.fromkeys(map(_when, rules)) for part in _rules_of(rules, when)]
    said = ["24/7"] if said == [_ALWAYS] else said
    return "; ".join([*said, *(["PH off"] if off_on_bank_holidays else [])]) or "off"


def _rules_of(rules: Iterable[Rule], when: str) -> Iterator[str]:
    hours_of: dict[str, list[Hours]] = {}
    for rule in rules:
        if _when(rule) == when:
            for day in _days(rule):
                hours_of.setdefault(day, []).extend(rule.hours)
    for days, hours in _together({day: _hours(every) for day, every in hours_of.items()}):
        yield " ".join(part for part in (when, days, hours) if part)


def _days(rule: Rule) -> Iterator[str]:
    """Weekdays as they stand in the week; days of the month by the place they have in it; dates."""
    for on in rule.dates:
        yield _date(on)
    if rule.dates:
        return
    for weekday in _WEEK:
        nths = [nth for nth, day in rule.days if day is weekday]
        name = weekday.value.capitalize()
        if 0 in nths:
            yield name
        elif nths:
            yield f"{name}[{','.join(map(str, nths))}]"
    if rule.on_bank_holidays:
        yield "PH"


def _together(hours_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Days in a row with the same hours as a range."""
    names = [day.value.capitalize() for day in _WEEK]
    row: list[str] = []
    for day, hours in hours_of.items():
        follows = row and day in names and row[-1] in names and names.index(day) == names.index(row[-1]) + 1
        if row and not (follows and hours_of[row[-1]] == hours):
            yield _row(row), hours_of[row[-1]]
            row = []
        row.append(day)
    if row:
        yield _row(row), hours_of[row[-1]]


def _row(days: Sequence[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}"


def _hours(every: Iterable[Hours]) -> str:
    told: list[Hours] = []
    for hours in sorted(every, key=lambda one: (one.opens or 0, -one.ends)):
        if told and told[-1].overlaps(hours):
            longer = told[-1] if told[-1].ends >= hours.ends else hours
            told[-1] = replace(longer, opens=told[-1].opens)
        else:
            told.append(hours)
    return ",".join(f"{_clock(one.opens)}-{_clock(one.closes)}" for one in told)


def _clock(minutes: int | None) -> str:
    hours, rest = divmod(DAY if minutes == _LAST_MINUTE else minutes or 0, 60)
    return f"{hours:02}:{rest:02}"


def _when(rule: Rule) -> str:
    """Yearly seasons and every other week; since which year it runs, and until when, is for the schedules."""
    parts = [_season(rule.season)] if rule.season and not rule.season.is_dated else []
    if rule.interval > 1 and rule.since:
        first = rule.since.isocalendar().week % rule.interval or rule.interval
        parts.append(f"week {first:02}-{_LAST_WEEK}/{rule.interval}")
    return " ".join(parts)


def _season(season: Season) -> str:
    """Two months or two dates; the notation does not mix them."""
    since, until = season.since, season.until
    if since.day or until.day:
        since = replace(since, day=since.day or 1)
        until = replace(until, day=until.day or monthrange(_LEAP_YEAR, until.month)[1])
    return f"{_written(since)}-{_written(until)}"


def _written(written: Written) -> str:
    day = f" {written.day:02}" if written.day else ""
    return f"{_MONTHS[written.month - 1]}{day}"


def _date(on: date) -> str:
    return f"{on.year} {_MONTHS[on.month - 1]} {on.day:02}"
