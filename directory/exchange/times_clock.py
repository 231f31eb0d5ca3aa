"""From the hours as typed to hours of the day: which half of the day "2 - 4pm" and "9-5" mean."""

from datetime import time

from directory.exchange.times_tokens import Sort, Token

_HALF_DAY = 12 * 60
_DAY = 24 * 60
_EVENING = 17 * 60
_SMALL_HOURS = 5 * 60
_AFTER_NOON = 13 * 60
_LONGEST_UNSAID = 12 * 60
_SURE_OPENING = range(9 * 60, 13 * 60)
_UNSURE_OPENING = range(7 * 60, 9 * 60)

Span = tuple[int, int | None]


def span(opens: Token, closes: Token | None) -> Span | None:
    """Minutes after midnight; None when the words leave it open which half of the day is meant."""
    if closes is None or closes.number < 0:
        return _start_alone(opens)
    if opens.sort is Sort.CLOCK and closes.sort is Sort.CLOCK:
        return _said(opens.number, closes.number)
    if opens.sort is Sort.CLOCK:
        return _with_close_unsaid(opens.number, closes.number)
    if _is_by_24_hours(closes):
        return _said(opens.number, closes.number) if opens.number >= _SMALL_HOURS else None
    if closes.sort is Sort.CLOCK:
        return _with_open_unsaid(opens.number, closes.number)
    return _neither_said(opens.number, closes.number)


def as_time(minutes: int) -> time:
    """Minutes after midnight as a time of day; midnight at the end of a day is 00:00."""
    return time(*divmod(minutes % _DAY, 60))


def _is_by_24_hours(word: Token) -> bool:
    """Beside "23:00", "10:00" is a morning; beside "11pm" it may not be."""
    return word.sort is Sort.CLOCK and word.number >= _AFTER_NOON and "m" not in word.text.casefold()


def _start_alone(opens: Token) -> Span | None:
    if opens.sort is Sort.CLOCK and opens.number >= 0:
        return opens.number, None
    # "10:30" alone is a morning; "6" or "2:30" alone may be anything.
    return (opens.number, None) if opens.number in _SURE_OPENING and ":" in opens.text else None


def _said(opens: int, closes: int) -> Span | None:
    if 0 < opens < _SMALL_HOURS and closes > opens:
        # "01:30 - 03:30" is nearly always an afternoon typed into a clock that wanted 13:30.
        return None
    if opens < closes:
        return opens, closes
    runs_past_midnight = opens >= _EVENING and closes <= _SMALL_HOURS
    return (opens, closes) if runs_past_midnight else None


def _with_close_unsaid(opens: int, closes: int) -> Span | None:
    """The first such hour after the opening."""
    choices = [half for half in (closes % _DAY, closes % _HALF_DAY + _HALF_DAY) if half > opens]
    return (opens, min(choices)) if choices else None


def _with_open_unsaid(opens: int, closes: int) -> Span | None:
    """The latest such hour before the closing: "2-4pm" is two hours, "10-4pm" is six."""
    half = opens % _HALF_DAY
    choices = [choice for choice in (half, half + _HALF_DAY) if choice < closes]
    return (max(choices), closes) if choices else None


def _neither_said(opens: int, closes: int) -> Span | None:
    """As people mean it in a village hall: 9 to 12 is a morning opening, 1 to 6 an afternoon one."""
    half = opens % _HALF_DAY
    if opens in _UNSURE_OPENING and closes > opens:
        return None
    starts = opens if opens in _SURE_OPENING or opens in _UNSURE_OPENING else half + _HALF_DAY
    found = _with_close_unsaid(starts, closes)
    if found is None or found[1] is None or found[1] - starts > _LONGEST_UNSAID:
        return None
    return found
