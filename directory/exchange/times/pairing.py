"""Days and hours in either order: "Mon 10-12, Tue 2-4" and "10-12 Mon, 2-4 Tue".

Runs of days and runs of hours take turns. An even number of runs pairs off from the start. With an odd number
the order turns round somewhere ("Open 10-4 Mon-Fri, Sat 10-2"): in a run of two or more, at its widest break.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from directory.exchange.times.phrases import Gap, Kind, Phrase
from directory.exchange.times.questions import NoDayError, UnclearTimesError, WhoseHoursError

Run = list[int]


def pairs_of(items: Sequence[Phrase]) -> list[Run]:
    """The places of the days and hours of each clause. Each line by itself where that comes out even."""
    lines = _lines(items)
    try:
        return [pair for line in lines for pair in _pairs(items, line)]
    except UnclearTimesError:
        return _pairs(items, range(len(items)))


def without_summaries(phrases: Sequence[Phrase]) -> list[Phrase]:
    """In "Monday and Friday Monday 11-2 Friday 12-4" the days named first only say which ones follow."""
    told = list(phrases)
    if next((phrase.kind for phrase in told if phrase.kind in {Kind.DAYS, Kind.HOURS}), None) is Kind.HOURS:
        return told
    for at in range(len(told) - 2, -1, -1):
        if told[at].kind is told[at + 1].kind is Kind.DAYS and _are_named_again(told[at], told[at + 1]):
            rest = {day for phrase in told[at + 1 :] for day in phrase.days}
            if not rest >= set(told[at].days):
                raise WhoseHoursError
            del told[at]
    return told


def _are_named_again(first: Phrase, second: Phrase) -> bool:
    return not set(first.days).isdisjoint(second.days) and not any(nth for nth, _ in first.days + second.days)


def without_repeats(phrases: Sequence[Phrase]) -> list[Phrase]:
    """In "Thursday 10-12 (last Thursday of the month)" the second day is a remark on the first."""
    told = list(phrases)
    items = [at for at, phrase in enumerate(told) if phrase.kind in {Kind.DAYS, Kind.HOURS}]
    for place in range(2, len(items)):
        before, hours, after = (told[at] for at in items[place - 2 : place + 1])
        is_last = place + 1 == len(items) or told[items[place + 1]].kind is Kind.DAYS
        if is_last and hours.kind is Kind.HOURS and _is_more_exact(before, after):
            nths = tuple(nth for nth, _ in after.days)
            told[items[place]] = replace(after, kind=Kind.NTHS, nths=nths)
    return told


def _is_more_exact(first: Phrase, second: Phrase) -> bool:
    are_days = first.kind is second.kind is Kind.DAYS
    names_one_day = len(first.days) == 1 and not first.days[0][0] and bool(second.days)
    return are_days and names_one_day and all(nth and day is first.days[0][1] for nth, day in second.days)


def _lines(items: Sequence[Phrase]) -> list[Run]:
    lines: list[Run] = []
    for at, item in enumerate(items):
        if item.gap is Gap.LINE or not lines:
            lines.append([])
        lines[-1].append(at)
    return lines


def _pairs(items: Sequence[Phrase], places: Sequence[int]) -> list[Run]:
    runs = [list(run) for _, run in groupby(places, key=lambda at: items[at].kind)]
    if len(runs) == 1:
        _check_one_kind(items, runs[0])
        return runs
    if len(runs) % 2:
        runs = _turned(items, runs)
    pairs = [first + second for first, second in zip(runs[::2], runs[1::2], strict=True)]
    for pair in pairs:
        _check_days_hang_together([items[at] for at in sorted(pair)])
    return [sorted(pair) for pair in pairs]


def _check_one_kind(items: Sequence[Phrase], run: Run) -> None:
    if items[run[0]].kind is Kind.HOURS:
        raise NoDayError(words=items[run[0]].text)
    _check_days_hang_together([items[at] for at in run])


def _turned(items: Sequence[Phrase], runs: list[Run]) -> list[Run]:
    breaks = sorted(_breaks(items, runs), key=lambda found: -found[0])
    if not breaks or (len(breaks) > 1 and breaks[0][0] == breaks[1][0]):
        raise WhoseHoursError
    _, number, cut = breaks[0]
    return [*runs[:number], runs[number][:cut], runs[number][cut:], *runs[number + 1 :]]


def _breaks(items: Sequence[Phrase], runs: list[Run]) -> Iterator[tuple[Gap, int, int]]:
    """How wide, in which run, and where."""
    for number, run in enumerate(runs):
        if number % 2:
            yield from ((items[run[cut]].gap, number, cut) for cut in range(1, len(run)))


def _check_days_hang_together(phrases: Sequence[Phrase]) -> None:
    """Because "Monday craft club, Tuesday 10-12" says nothing about the hours on Monday."""
    days = [phrase for phrase in phrases if phrase.kind is Kind.DAYS]
    for first, second in pairwise(days):
        is_apart = second.after_words or first.is_heading
        if is_apart and {day for _, day in first.days} != {day for _, day in second.days}:
            raise WhoseHoursError
