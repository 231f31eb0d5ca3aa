"""What is said about days and hours: how often, in which season, by appointment; what makes a reader wary."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.exchange.times.calendar_words import parse_date, parse_season
from directory.exchange.times.cursor import Cursor
from directory.exchange.times.phrases import Kind, Phrase
from directory.exchange.times.questions import UnclearTimesError, WhichOfMonthError, WhichYearError
from directory.exchange.times.tokens import Sort
from directory.exchange.times.walk import Walk

_KINDS: Mapping[Sort, Kind] = MappingProxyType(
    {
        Sort.EVERY: Kind.EVERY,
        Sort.OF_MONTH: Kind.OF_MONTH,
        Sort.PART: Kind.PART,
        Sort.NOTE: Kind.NOTE,
        Sort.SINCE: Kind.SINCE,
        Sort.NO_LATER: Kind.NO_LATER,
    }
)
_LISTED = frozenset({Sort.COMMA, Sort.AND, Sort.SLASH, Sort.SKIP})
_DASHES = frozenset({Sort.DASH, Sort.UNTIL})
_AROUND_ORDINALS = _DASHES | {Sort.OPEN, Sort.COLON, Sort.COMMA, Sort.SKIP}
_AFTER_ORDINALS = frozenset(
    {Sort.OF_MONTH, Sort.CLOCK, Sort.CLOSE, Sort.BREAK, Sort.COMMA, Sort.DASH, Sort.COLON, None}
)
_WHEN = frozenset(
    {Sort.DAYS, Sort.BANK, Sort.DATE, Sort.CLOCK, Sort.ORDINAL, Sort.OF_MONTH, Sort.PART, Sort.EVERY}
)
_ENDS = frozenset({Sort.CLOSE, Sort.STOP, Sort.BREAK, None})
_NEAR_A_SEASON = 3
_BESIDE_A_MONTH = frozenset({"in", "during", "for", "only", "over"})
_LONG_HOLIDAYS = ("hol", "half", "break", "only", "vacation")


def step_remark(walk: Walk) -> None:
    """How often, which part of the day, term time, by appointment."""
    word = walk.cursor.take()
    walk.add(
        Phrase(
            _KINDS[word.sort],
            word.words.lower() if word.sort is Sort.NOTE else word.words,
            number=word.number,
            part=word.part,
            is_heading=walk.stands_as_heading(),
        )
    )


def step_dated(walk: Walk) -> None:
    """From a date on, or until one."""
    word = walk.cursor.take()
    written = parse_date(word.text)
    if written is None:
        raise UnclearTimesError(words=word.words)
    walk.add(Phrase(_KINDS[word.sort], word.words, dates=(written,)))


def step_dates(walk: Walk) -> None:
    """Single days, of a year that is not sure: "11, 18 and 25 March"."""
    raise WhichYearError(words=walk.cursor.word().text)


def step_season(walk: Walk) -> None:
    """From one date to another."""
    word = walk.cursor.take()
    season = parse_season(word.text)
    if season is None:
        raise UnclearTimesError(words=word.words)
    walk.add(Phrase(Kind.SEASON, word.words, season=season, is_heading=walk.stands_as_heading()))


def step_holiday(walk: Walk) -> None:
    """A remark when it is about weeks, as in "school holidays only"; "Christmas lunch" is none."""
    word = walk.cursor.word()
    follows = walk.cursor.before({Sort.SKIP}) in _DASHES or walk.cursor.sort(1) in _DASHES | {Sort.NO_LATER}
    if follows and walk.cursor.sort(2) is not Sort.CLOCK:
        # "Easter to October": a movable feast makes no season.
        raise UnclearTimesError(words=word.words)
    if any(part in word.text.casefold() for part in _LONG_HOLIDAYS):
        walk.cursor.at += 1
        walk.add(Phrase(Kind.NOTE, word.words.lower(), is_heading=walk.stands_as_heading()))
    else:
        walk.pass_by()


def step_loose_ordinals(walk: Walk) -> None:
    """As in "Tuesday (2nd and 4th of the month)"; "first come, first served" is passed by."""
    cursor, start = walk.cursor, walk.cursor.at
    ahead = cursor.past(_LISTED | {Sort.ORDINAL})
    follows_day = cursor.before(_AROUND_ORDINALS) is Sort.DAYS
    if cursor.sort(ahead) is Sort.OF_MONTH or (follows_day and cursor.sort(ahead) in _AFTER_ORDINALS):
        nths = _ordinals(cursor, ahead)
        if len(nths) == 1 and cursor.sort(ahead) is not Sort.OF_MONTH:
            # "Thursday 3rd" may be a date.
            raise WhichOfMonthError
        cursor.at += ahead
        walk.add(Phrase(Kind.NTHS, cursor.said(start), nths=nths))
    else:
        walk.pass_by()


def _ordinals(cursor: Cursor, ahead: int) -> tuple[int, ...]:
    return tuple(word.number for word in map(cursor.word, range(ahead)) if word.sort is Sort.ORDINAL)


def step_month(walk: Walk) -> None:
    """A month without a day matters in "not in August", not in "April's art club"."""
    cursor, word = walk.cursor, walk.cursor.word()
    beside = {cursor.word(at).text.casefold() for at in (-1, 1) if cursor.sort(at)}
    begins_a_list = cursor.sort(cursor.past(_LISTED, 1)) in {Sort.MONTH, Sort.SEASON}
    if beside & _BESIDE_A_MONTH or begins_a_list:
        raise UnclearTimesError(words=word.words)
    walk.pass_by()


def step_wary(walk: Walk) -> None:
    """Words that matter only beside a day or an hour: "about 10am", "or Tuesday"."""
    cursor, word = walk.cursor, walk.cursor.word()
    ahead = cursor.past({Sort.SKIP}, 1)
    if cursor.sort(ahead) in _WHEN:
        raise UnclearTimesError(words=f"{word.text} {cursor.word(ahead).text}")
    walk.pass_by()


def step_nearly(walk: Walk) -> None:
    """Kept as a remark on what follows: "about 10am", "most Tuesdays"."""
    cursor = walk.cursor
    ahead = cursor.past({Sort.SKIP}, 1)
    if cursor.sort(ahead) in {Sort.CLOCK, Sort.DAYS}:
        walk.add(Phrase(Kind.NOTE, cursor.words_ahead(ahead)))
        cursor.at += 1
    else:
        step_wary(walk)


def step_rarely(walk: Walk) -> None:
    """No promise in "Tuesdays 10-12, sometimes"; "occasional shared lunches" say nothing about times."""
    cursor = walk.cursor
    is_last = cursor.sort(1) in _ENDS and cursor.before(_AROUND_ORDINALS) in {Sort.CLOCK, Sort.DAYS}
    if is_last:
        raise UnclearTimesError(words=cursor.word().text)
    step_wary(walk)


def step_seasonal(walk: Walk) -> None:
    """Clear in "winter (November to March)"; "summer opening times" leaves open when that is."""
    cursor = walk.cursor
    beside = {cursor.sort(ahead) for ahead in range(-_NEAR_A_SEASON, _NEAR_A_SEASON + 1)}
    if Sort.SEASON not in beside:
        raise UnclearTimesError(words=cursor.word().text)
    walk.pass_by()


def step_doubt(walk: Walk) -> None:
    """Words that leave the times open wherever they stand."""
    raise UnclearTimesError(words=walk.cursor.word().text)
