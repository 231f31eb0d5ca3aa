"""Hours: "10 - 12.30pm", "between 1 and 3", "until 8pm"."""

from directory.exchange.times.clock import Said
from directory.exchange.times.cursor import Cursor
from directory.exchange.times.phrases import Kind, Phrase
from directory.exchange.times.questions import WhichHoursError
from directory.exchange.times.tokens import Sort
from directory.exchange.times.walk import Walk

_DASHES = frozenset({Sort.DASH, Sort.UNTIL})
_NUMBERS = frozenset({Sort.DOUBT, Sort.FIGURE})


def step_hours(walk: Walk) -> None:
    """One time of day or two."""
    if _counts_something(walk):
        walk.pass_by()
        return
    phrase = read_hours(walk.cursor)
    if phrase:
        walk.add(phrase)


def _counts_something(walk: Walk) -> bool:
    """As in "£2 for 10 items": a bare number before other words, where no day waits for its hours."""
    cursor, clock = walk.cursor, walk.cursor.word().clock
    is_bare = clock is not None and clock.said is Said.OPEN and not clock.has_minutes
    stands_alone = cursor.sort(-1) not in {*_DASHES, Sort.AND, Sort.BETWEEN} and cursor.sort(1) is Sort.WORD
    waits = walk.days_without_hours() or not any(phrase.kind is Kind.DAYS for phrase in walk.phrases)
    return is_bare and stands_alone and (not waits or cursor.sort(-1) is Sort.WORD)


def step_until(walk: Walk) -> None:
    """Hours of which only the end is said: "Thursday until 8pm"."""
    cursor, start = walk.cursor, walk.cursor.at
    ahead = cursor.past(_DASHES | {Sort.SKIP})
    opens_a_range = cursor.sort(ahead + 1) in _DASHES and cursor.sort(ahead + 2) is Sort.CLOCK
    if cursor.sort(ahead) is not Sort.CLOCK or opens_a_range:
        walk.pass_by()
        return
    cursor.at += ahead
    closes = cursor.take().clock
    if closes and closes.said is not Said.LATE:
        walk.add(Phrase(Kind.HOURS, cursor.said(start), closes=closes))


def read_hours(cursor: Cursor) -> Phrase | None:
    """From the time of day here to the one after a dash, if any; None for "late"."""
    start = cursor.at
    is_between = cursor.before({Sort.SKIP}) is Sort.BETWEEN
    opens = cursor.take().clock
    if opens is None or opens.said is Said.LATE:
        return None
    ahead = _closing_ahead(cursor, is_between=is_between)
    if not ahead:
        return Phrase(Kind.HOURS, cursor.said(start), opens=opens)
    cursor.at += ahead
    closes = cursor.take().clock
    if _closing_ahead(cursor, is_between=False):
        raise WhichHoursError(words=cursor.said(start))
    return Phrase(Kind.HOURS, cursor.said(start), opens=opens, closes=closes)


def _closing_ahead(cursor: Cursor, *, is_between: bool) -> int:
    """How far ahead the closing time stands; 0 when there is none."""
    ahead = cursor.past({Sort.SKIP})
    past = cursor.past(_DASHES, ahead)
    if is_between and cursor.sort(ahead) is Sort.AND:
        past = ahead + 1
    if past == ahead:
        return 0
    past = cursor.past({Sort.SKIP}, past)
    if cursor.sort(past) in _NUMBERS and cursor.word(past).text[:1].isdigit():
        raise WhichHoursError(words=f"{cursor.word(-1).text} - {cursor.word(past).text}")
    return past if cursor.sort(past) is Sort.CLOCK else 0
