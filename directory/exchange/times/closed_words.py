"""When it is not on: "closed Sundays and bank holidays", "closed for lunch 1-2", "except in August"."""

from dataclasses import replace

from directory.exchange.times.calendar_words import parse_season
from directory.exchange.times.day_words import ordinals_of_a_day, read_days
from directory.exchange.times.hour_words import read_hours
from directory.exchange.times.phrases import Kind, Phrase
from directory.exchange.times.questions import OpenOrClosedError, UnclearTimesError, WhichHoursError
from directory.exchange.times.tokens import Sort
from directory.exchange.times.walk import Walk

_DAY = frozenset({Sort.DAYS, Sort.ORDINAL, Sort.BANK, Sort.DATE})
_HOLIDAY = frozenset({Sort.HOLIDAY, Sort.NOTE, Sort.DATES})
_LISTED = frozenset({Sort.COMMA, Sort.AND, Sort.SLASH, Sort.SKIP})
_MATTERS = frozenset({*_DAY, Sort.CLOCK, Sort.SEASON, Sort.MONTH, Sort.SINCE, Sort.NO_LATER, Sort.OF_MONTH})
_ENDS = frozenset({Sort.COMMA, Sort.SLASH, Sort.BREAK, Sort.STOP, None})
_FOR_LUNCH = frozenset({"lunch", "a", "break", "breaks", "lunches"})


def step_closed(walk: Walk) -> None:
    """Of days before it, of days after it, or of some hours."""
    cursor = walk.cursor
    if cursor.before({Sort.SKIP}) is Sort.SLASH or _is_slot(walk):
        # "10:00 - 12:00 / Closed": one of two parts of the day.
        cursor.at += 1
    elif days := walk.days_without_hours():
        cursor.at += 1
        # Where hours come first, the days before have theirs.
        for at in days[:1] if _has_hours_before(walk) else days:
            walk.phrases[at] = replace(walk.phrases[at], kind=Kind.CLOSED)
    else:
        _read_what_is_closed(walk)


def step_except(walk: Walk) -> None:
    """Days taken out of those just named, and holidays; anything else is asked about."""
    cursor, start = walk.cursor, walk.cursor.at
    cursor.at += 1
    ahead = cursor.past({Sort.SKIP})
    sort, beside = cursor.sort(ahead), cursor.words_ahead(ahead)
    is_date = cursor.sort(ahead + 1) is Sort.DATE
    if (
        sort in {Sort.DAYS, Sort.ORDINAL}
        and not is_date
        and (_has_hours_before(walk) or not walk.days_without_hours())
    ):
        if not _has_hours_of_its_own(walk, ahead):
            # "Mon-Fri 9-5 except Wednesday" may mean closed, or other hours.
            raise OpenOrClosedError(words=beside)
    elif not _read_exceptions(walk, start) and sort in _MATTERS:
        raise UnclearTimesError(words=f"{cursor.said(start)} {beside}")


def _has_hours_before(walk: Walk) -> bool:
    """Whether hours come first in this text, so that the days just named have theirs."""
    items = [phrase.kind for phrase in walk.phrases if phrase.kind in {Kind.DAYS, Kind.HOURS}]
    return items[:1] == [Kind.HOURS]


def _has_hours_of_its_own(walk: Walk, ahead: int) -> bool:
    """As in "Weekdays 9-4 except Wed 9-2": other hours, said at once."""
    days = {Sort.DAYS, Sort.ORDINAL, *_LISTED, Sort.DASH}
    at = walk.cursor.past(days, ahead)
    return walk.cursor.sort(at) is Sort.CLOCK and walk.cursor.sort(walk.cursor.past({Sort.SKIP}, at + 1)) in {
        Sort.DASH,
        Sort.UNTIL,
    }


def step_dash(walk: Walk) -> None:
    """In "Tue: 9-12; Wed: -; Thu: 9-12" the dash says that Wednesday has no hours."""
    cursor = walk.cursor
    follows_day = cursor.before({Sort.SLASH, Sort.COLON}) is Sort.DAYS
    is_last = cursor.sort(1) in _ENDS and cursor.sort(cursor.past(_LISTED, 1)) is not Sort.CLOCK
    if follows_day and is_last:
        for at in walk.days_without_hours():
            walk.phrases[at] = replace(walk.phrases[at], kind=Kind.CLOSED)
    walk.pass_by()


def _is_slot(walk: Walk) -> bool:
    cursor = walk.cursor
    return cursor.sort(1) is Sort.SLASH and cursor.sort(cursor.past(_LISTED, 1)) is Sort.CLOCK


def _read_what_is_closed(walk: Walk) -> None:
    cursor, start = walk.cursor, walk.cursor.at
    cursor.at += 1
    while cursor.sort() in {Sort.SKIP, Sort.COLON, Sort.BETWEEN, Sort.PART} or _is_lunch(walk):
        cursor.at += 1
    if cursor.sort() is Sort.CLOCK:
        _read_break(walk)
    elif not _read_exceptions(walk, start):
        _read_closed_alone(walk)
    elif cursor.sort(cursor.past(_LISTED)) is Sort.CLOCK:
        raise OpenOrClosedError(words=cursor.said(start))


def _is_lunch(walk: Walk) -> bool:
    return walk.cursor.sort() is Sort.WORD and walk.cursor.word().text.casefold() in _FOR_LUNCH


def _read_closed_alone(walk: Walk) -> None:
    if walk.cursor.sort() in _MATTERS:
        raise OpenOrClosedError(words=walk.cursor.word().text)
    walk.says_closed = True


def _read_break(walk: Walk) -> None:
    hours = read_hours(walk.cursor)
    if hours is None or hours.closes is None:
        raise WhichHoursError(words=hours.text if hours else "closed")
    walk.add(replace(hours, kind=Kind.BREAK))


def _read_exceptions(walk: Walk, start: int) -> bool:
    """Whether there were any."""
    cursor, found = walk.cursor, False
    ahead = cursor.past({Sort.SKIP})
    while _is_exception(walk, ahead):
        cursor.at += ahead
        _read_exception(walk, start)
        found, ahead = True, cursor.past(_LISTED)
    return found


def _is_exception(walk: Walk, ahead: int) -> bool:
    sort = walk.cursor.sort(ahead)
    if sort is Sort.ORDINAL:
        return ordinals_of_a_day(walk.cursor, ahead)
    return sort in _DAY | _HOLIDAY | {Sort.SEASON}


def _read_exception(walk: Walk, start: int) -> None:
    if walk.cursor.sort() in _HOLIDAY:
        walk.cursor.at += 1
        walk.add(Phrase(Kind.NOTE, walk.cursor.said(start)))
        return
    if walk.cursor.sort() is Sort.SEASON:
        _read_closed_season(walk, start)
        return
    days = read_days(walk.cursor)
    if walk.cursor.sort() is Sort.OF_MONTH:
        walk.cursor.at += 1
    text = walk.cursor.said(start)
    if days.dates:
        walk.add(Phrase(Kind.NOTE, text))
    elif days.days or days.on_bank_holidays:
        walk.add(replace(days, kind=Kind.CLOSED, text=text))


def _read_closed_season(walk: Walk, start: int) -> None:
    """A remark when it has days, "from 24 December until 2 January"; months on end are another season."""
    season = parse_season(walk.cursor.take().text)
    text = walk.cursor.said(start)
    if season is None or not (season.since.day and season.until.day):
        raise OpenOrClosedError(words=text)
    walk.add(Phrase(Kind.NOTE, text))
