"""Which step reads which sort of word."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from directory.exchange.times import closed_words, hour_words, remark_words
from directory.exchange.times.day_words import ordinals_of_a_day, read_days
from directory.exchange.times.tokens import Sort
from directory.exchange.times.walk import Walk


def walk_to_end(walk: Walk) -> None:
    """Read all words; raise ``UnclearTimesError`` at the first that leaves the times open."""
    while not walk.cursor.is_over:
        _STEPS.get(walk.cursor.word().sort, Walk.pass_by)(walk)


def _step_days(walk: Walk) -> None:
    walk.add(read_days(walk.cursor))
    if walk.cursor.sort() is Sort.COLON:
        walk.phrases[-1] = replace(walk.phrases[-1], is_heading=True)


def _step_ordinals(walk: Walk) -> None:
    if ordinals_of_a_day(walk.cursor):
        _step_days(walk)
    else:
        remark_words.step_loose_ordinals(walk)


_STEPS: Mapping[Sort, Callable[[Walk], None]] = MappingProxyType(
    {
        Sort.DAYS: _step_days,
        Sort.BANK: _step_days,
        Sort.DATE: _step_days,
        Sort.DATES: remark_words.step_dates,
        Sort.IN_DAYS: _step_days,
        Sort.ORDINAL: _step_ordinals,
        Sort.CLOCK: hour_words.step_hours,
        Sort.DASH: closed_words.step_dash,
        Sort.UNTIL: hour_words.step_until,
        Sort.CLOSED: closed_words.step_closed,
        Sort.EXCEPT: closed_words.step_except,
        Sort.EVERY: remark_words.step_remark,
        Sort.OF_MONTH: remark_words.step_remark,
        Sort.PART: remark_words.step_remark,
        Sort.NOTE: remark_words.step_remark,
        Sort.SINCE: remark_words.step_dated,
        Sort.NO_LATER: remark_words.step_dated,
        Sort.SEASON: remark_words.step_season,
        Sort.HOLIDAY: remark_words.step_holiday,
        Sort.MONTH: remark_words.step_month,
        Sort.SEASONAL: remark_words.step_seasonal,
        Sort.NEARLY: remark_words.step_nearly,
        Sort.RARELY: remark_words.step_rarely,
        Sort.WARY: remark_words.step_wary,
        Sort.DOUBT: remark_words.step_doubt,
    }
)
