"""When something is on, from the words people use; what is not sure is asked about and stays as typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from directory.exchange.times.clauses import build_clauses
from directory.exchange.times.clock import Around, Hours, hours_between
from directory.exchange.times.notation import build_notation
from directory.exchange.times.phrases import Kind, Phrase
from directory.exchange.times.questions import (
    NoEndError,
    NoHoursError,
    NoTimesError,
    UnclearTimesError,
    WhichHoursError,
    WhichWeekError,
)
from directory.exchange.times.rules import Rule, Ruling
from directory.exchange.times.schedules import build_schedules
from directory.exchange.times.settling import settle, with_bank_holidays
from directory.exchange.times.steps import walk_to_end
from directory.exchange.times.tokens import plain
from directory.exchange.times.walk import Walk
from directory.model.schedule import Schedule

_FEW_LETTERS = 40
# Longer than any times ever typed: a whole page that landed in the wrong field.
_TOO_MANY_LETTERS = 5000


@dataclass(frozen=True, slots=True)
class ReadTimes:
    """What was read. With a ``question`` there is no notation, and the schedules are what is known so far.

    Schedules have no id yet; whoever owns them gives one.
    """

    typed: str
    schedules: tuple[Schedule, ...] = ()
    osm: str = ""
    notes: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """``unread`` is the text again when no rule could be read; then the one schedule only carries it."""

    schedules: tuple[Schedule, ...] = ()
    unread: str = ""


def parse_times(typed: str, *, today: date | None = None) -> Times:
    """As ``read_times``, for imports, which ask nobody."""
    text = " ".join(typed.split())
    found = read_times(typed, today=today)
    if found.question and not found.schedules and text:
        return Times((Schedule(id="", typed=text),), unread=text)
    return Times(found.schedules)


@lru_cache(maxsize=8192)
def read_times(typed: str, *, today: date | None = None) -> ReadTimes:
    """Read the text; "in 12 days" and "April to October" are read only with ``today``.

    A season is the one that runs or comes next: rules of a season that is over give no dates, not wrong ones.
    """
    text = " ".join(typed.split())
    walk = Walk(plain(typed) if len(typed) <= _TOO_MANY_LETTERS else "")
    try:
        walk_to_end(walk)
        return _read(walk, text, today)
    except UnclearTimesError as question:
        notes = tuple(phrase.text for phrase in walk.phrases if phrase.kind is Kind.NOTE)
        return ReadTimes(text, notes=notes, question=str(question))


def _read(walk: Walk, text: str, today: date | None) -> ReadTimes:
    clauses = build_clauses(walk.phrases)
    closed = [phrase for phrase in walk.phrases if phrase.kind is Kind.CLOSED]
    if not clauses:
        return _read_closed(walk, text, is_closed=bool(closed))
    is_off = any(phrase.on_bank_holidays for phrase in closed)
    settled = settle(list(Ruling(clauses, today).rules()), closed, _pauses(walk.phrases))
    rules = with_bank_holidays(settled, is_off=is_off)
    schedules = tuple(replace(one, typed=text) for one in build_schedules(rules, today))
    question = _still_open(rules)
    osm = "" if question else build_notation(rules, off_on_bank_holidays=is_off)
    return ReadTimes(text, schedules, osm=osm, notes=_notes(rules), question=question)


def _read_closed(walk: Walk, text: str, *, is_closed: bool) -> ReadTimes:
    if (is_closed or walk.says_closed) and len(text) <= _FEW_LETTERS:
        return ReadTimes(text, osm="off")
    raise NoTimesError


def _pauses(phrases: Sequence[Phrase]) -> list[tuple[Hours, Phrase]]:
    return [(_pause(phrase), phrase) for phrase in phrases if phrase.kind is Kind.BREAK]


def _pause(phrase: Phrase) -> Hours:
    found = hours_between(phrase.opens, phrase.closes, Around()) if phrase.opens else None
    if found is None:
        raise WhichHoursError(words=phrase.text)
    return found


def _still_open(rules: Sequence[Rule]) -> str:
    """What is missing although a rule could be read."""
    for rule in rules:
        if not rule.hours:
            return str(NoHoursError(words=rule.text))
        if any(hours.closes is None for hours in rule.hours):
            return str(NoEndError(words=rule.start_text))
        if rule.interval > 1 and rule.since is None:
            return str(WhichWeekError())
    return ""


def _notes(rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for rule in rules for note in rule.notes))
