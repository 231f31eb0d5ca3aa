"""When something is on, from the words people use, as schedules. What is not sure stays as it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from directory.exchange.times_clock import Span, as_time
from directory.exchange.times_grammar import Clause, Nth, Reading, written_date
from directory.exchange.times_tokens import tokens
from directory.model.schedule import Frequency, Schedule, Weekday

_WEEK = tuple(Weekday)
_FEW_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Times:
    """``unread`` is the text again when no rule could be read; then the one schedule only carries it.

    Schedules have no id yet; whoever owns them gives one.
    """

    schedules: tuple[Schedule, ...] = ()
    unread: str = ""


@lru_cache(maxsize=8192)
def parse_times(typed: str, *, today: date | None = None) -> Times:
    """Read the text; "in 12 days" and "April to October" are read only with ``today``.

    A season is the one that runs or comes next: rules of a season that is over give no dates, not wrong ones.
    """
    text = " ".join(typed.split())
    if not text:
        return Times()
    reading = Reading(tuple(tokens(typed)))
    reading.read()
    rules = None if reading.doubt else _rules(reading.clauses, today)
    if rules is None or not (rules or _says_only_closed(reading, text)):
        return Times((Schedule(id="", typed=text),), unread=text)
    return Times(tuple(replace(rule, typed=text) for rule in joined(rules)))


def _says_only_closed(reading: Reading, text: str) -> bool:
    return reading.says_closed and len(text) <= _FEW_LETTERS


def joined(rules: Iterable[Schedule]) -> list[Schedule]:
    """Rules with the same hours as one rule on several days, in the order of their first day."""
    by_hours: dict[Schedule, list[str]] = {}
    for rule in rules:
        by_hours.setdefault(replace(rule, byday="", typed=""), []).extend(filter(None, rule.byday.split(",")))
    return [
        replace(rule, byday=",".join(sorted(dict.fromkeys(days), key=_in_week_order)))
        for rule, days in by_hours.items()
    ]


def _in_week_order(day: str) -> tuple[int, str]:
    return _WEEK.index(Weekday(day[-2:])), day


def _rules(clauses: Iterable[Clause], today: date | None) -> list[Schedule] | None:
    rules: list[Schedule] = []
    for clause in clauses:
        found = _event(clause, today) if clause.on or clause.in_days is not None else _repeated(clause)
        if found is None or (clause.season and (clause.on or today is None)):
            return None
        rules.extend(_in_season(clause.season, found, today) if clause.season and today else found)
    return rules


def _repeated(clause: Clause) -> list[Schedule]:
    weekly = [day for day in clause.days if not day[0]]
    monthly = [day for day in clause.days if day[0]]
    rules: list[Schedule] = []
    for hours in _spans(clause):
        if weekly:
            rules.append(_rule(clause, weekly, hours, freq=Frequency.WEEKLY))
        if monthly:
            rules.append(_rule(clause, monthly, hours, freq=Frequency.MONTHLY))
    return rules


def _in_season(season: int, rules: Iterable[Schedule], today: date) -> list[Schedule]:
    since, until = divmod(season, 100)
    for year in (today.year - 1, today.year, today.year + 1):
        starts = date(year, since, 1)
        ends = _last_day(year + (until < since), until)
        if ends >= today:
            return [replace(rule, valid_from=starts, valid_to=ends) for rule in rules]
    return []


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _spans(clause: Clause) -> list[Span | None]:
    """Its hours; days alone count as one time whose hours are not known."""
    return [*clause.spans] or [None]


def _rule(clause: Clause, days: Iterable[Nth], hours: Span | None, *, freq: Frequency | None) -> Schedule:
    return Schedule(
        id="",
        freq=freq,
        interval=clause.interval,
        byday=",".join(f"{nth or ''}{day}" for nth, day in days),
        opens_at=as_time(hours[0]) if hours else None,
        closes_at=as_time(hours[1]) if hours and hours[1] is not None else None,
        notes="; ".join(clause.notes),
    )


def _event(clause: Clause, today: date | None) -> list[Schedule] | None:
    on = _event_date(clause, today)
    says_more = any(nth for nth, _ in clause.days) or len(clause.days) > 1 or clause.interval > 1
    if on is None or says_more or (clause.days and clause.days[0][1] is not _WEEK[on.weekday()]):
        return None
    once = Clause(spans=clause.spans, notes=clause.notes)
    return [replace(_rule(once, (), hours, freq=None), dtstart=on) for hours in _spans(clause)]


def _event_date(clause: Clause, today: date | None) -> date | None:
    if clause.in_days is not None:
        return today + timedelta(days=clause.in_days) if today else None
    return written_date(clause.on)
