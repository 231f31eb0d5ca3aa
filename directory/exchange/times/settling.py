"""Rules settled against each other: closed days, breaks, and days with hours of their own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from directory.exchange.times.clock import Hours
from directory.exchange.times.phrases import Nth, Phrase
from directory.exchange.times.questions import (
    NoDayError,
    NoHoursError,
    OpenOrClosedError,
    WhichHoursError,
    WhoseHoursError,
)
from directory.exchange.times.rules import Rule

_CLOSED_THEN, _OPEN_THEN = "closed on bank holidays", "also on bank holidays"
_DAYS_OF_A_WEEKEND = 2
_NTHS = (1, 2, 3, 4, 5)


def settle(
    rules: Sequence[Rule], closed: Sequence[Phrase], breaks: Sequence[tuple[Hours, Phrase]]
) -> list[Rule]:
    """The rules as they hold; raise ``UnclearTimesError`` when they contradict each other."""
    _check_all_have_hours(rules)
    told = [_with_start(rule, rules) for rule in rules]
    told = [_without_own_hours(rule, told) for rule in told]
    told = _without_closed_days(told, closed)
    for hours, phrase in breaks:
        told = _with_break(told, hours, phrase)
    return [rule for rule in told if rule.days or rule.dates or rule.on_bank_holidays]


def _check_all_have_hours(rules: Sequence[Rule]) -> None:
    if any(rule.hours for rule in rules):
        for rule in rules:
            if not rule.hours:
                raise NoHoursError(words=rule.text)


def _with_start(rule: Rule, rules: Sequence[Rule]) -> Rule:
    """In "Mon-Fri 9-5 (Thursday until 8pm)" Thursday opens when the others do."""
    if all(hours.opens is not None for hours in rule.hours):
        return rule
    others = [other for other in rules if other is not rule and _covers(other, rule.days)]
    if len(others) != 1 or len(rule.hours) != 1 or len(others[0].hours) != 1:
        raise WhichHoursError(words=rule.text)
    found = replace(rule.hours[0], opens=others[0].hours[0].opens)
    if found.opens is None or found.closes is None or found.closes <= found.opens:
        raise WhichHoursError(words=rule.text)
    return replace(rule, hours=(found,), is_group=False)


def _covers(rule: Rule, days: Iterable[Nth]) -> bool:
    return rule.is_group and set(days) <= set(rule.days)


def _without_own_hours(rule: Rule, rules: Sequence[Rule]) -> Rule:
    """What is said of one day goes before what is said of all: "Daily 10-5, Sundays 10-4"."""
    own = {day for other in rules if _goes_before(other, rule) for day in other.days}
    if own and own >= set(rule.days):
        raise WhoseHoursError
    return replace(rule, days=tuple(day for day in rule.days if day not in own))


def _goes_before(special: Rule, usual: Rule) -> bool:
    """Raise ``WhoseHoursError`` where hours of the same day may be instead of others or beside them."""
    if special is usual or special.hours == usual.hours or not _meet(special, usual):
        return False
    if usual.is_group and set(special.days) < set(usual.days):
        is_longer = all(any(one.contains(two) for one in special.hours) for two in usual.hours)
        is_wide = special.is_group and len(special.days) > _DAYS_OF_A_WEEKEND
        if is_wide or (special.is_labelled and not is_longer):
            raise WhoseHoursError
        return True
    is_other_way = special.is_group and set(usual.days) < set(special.days)
    if not (is_other_way or special.is_labelled or usual.is_labelled):
        raise WhoseHoursError
    return False


def _meet(one: Rule, two: Rule) -> bool:
    if one.season != two.season or one.interval != two.interval or not set(one.days) & set(two.days):
        return False
    return any(first.overlaps(second) for first in one.hours for second in two.hours)


def _without_closed_days(rules: Sequence[Rule], closed: Sequence[Phrase]) -> list[Rule]:
    days = {day: phrase for phrase in closed for day in phrase.days}
    for rule in rules:
        for day in rule.days:
            if day in days and not rule.is_group:
                raise OpenOrClosedError(words=days[day].text)
    return [replace(rule, days=tuple(_open_days(rule.days, days))) for rule in rules]


def _open_days(days: Iterable[Nth], closed: Mapping[Nth, Phrase]) -> Iterator[Nth]:
    """Without the fourth Thursday, Thursdays are the first, second, third and fifth."""
    for nth, weekday in days:
        out = {other for other, day in closed if day is weekday and other}
        if out and (nth or min(out) < 0):
            raise OpenOrClosedError(words=next(iter(closed.values())).text)
        if out:
            yield from ((other, weekday) for other in _NTHS if other not in out)
        elif (nth, weekday) not in closed:
            yield nth, weekday


def _with_break(rules: Sequence[Rule], pause: Hours, phrase: Phrase) -> list[Rule]:
    """Hours without the break in them, wherever they contain it."""
    cut = [
        replace(rule, hours=tuple(part for hours in rule.hours for part in hours.without(pause)))
        for rule in rules
    ]
    if cut == list(rules):
        raise WhichHoursError(words=phrase.text)
    return cut


def with_bank_holidays(rules: Sequence[Rule], *, is_off: bool) -> list[Rule]:
    """Schedules know no bank holidays: what is said of them is kept as notes."""
    if rules and not any(rule.days or rule.dates for rule in rules):
        raise NoDayError(words=rules[0].text)
    alone = [rule for rule in rules if rule.on_bank_holidays and not rule.days]
    notes = [_CLOSED_THEN] if is_off else []
    notes += [f"on {rule.text.strip().lower()} {', '.join(rule.hours_texts)}" for rule in alone]
    return [replace(rule, notes=(*rule.notes, *notes, *_own_note(rule))) for rule in rules]


def _own_note(rule: Rule) -> tuple[str, ...]:
    return (_OPEN_THEN,) if rule.on_bank_holidays and rule.days else ()
