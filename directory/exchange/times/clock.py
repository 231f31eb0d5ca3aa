"""From hours as typed to hours of the day: which half of the day "2 - 4pm" and "9-5" mean.

Times are minutes after midnight. Nothing is guessed: where both halves of the day make sense, it is None.
"""

from dataclasses import dataclass
from datetime import time
from enum import Enum, auto

from directory.model.schedule import PartOfDay

HALF_DAY = 12 * 60
DAY = 24 * 60
_EVENING = 17 * 60
_SMALL_HOURS = 5 * 60
_LONGEST_UNSAID = 12 * 60
_LATEST_END_OF_MORNING = 14 * 60
_SURE_OPENING = range(9 * 60, 13 * 60)
_UNSURE_OPENING = range(7 * 60, 9 * 60)
_LAST_MINUTES = (DAY, DAY - 1)


class Said(Enum):
    """How much a word said about the half of the day."""

    HALF = auto()  # "2pm", "10 a.m."
    BY_24 = auto()  # "14:00", "09:30"
    NAMED = auto()  # "noon", "midnight"
    OPEN = auto()  # "2", "2.30", "10:00"
    LATE = auto()  # "late", "close"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when; a start alone is "from 10am", an end alone "until 8pm"."""

    opens: int | None
    closes: int | None

    def overlaps(self, other: "Hours") -> bool:
        """Whether both are on at some time; a start alone lasts a moment."""
        return (self.opens or 0) < other.ends and (other.opens or 0) < self.ends

    def contains(self, other: "Hours") -> bool:
        """Whether the other lies within these."""
        return (self.opens or 0) <= (other.opens or 0) and other.ends <= self.ends

    def without(self, pause: "Hours") -> "tuple[Hours, ...]":
        """The hours before and after a pause in them; the hours themselves when it is not in them."""
        if None in {self.opens, self.closes, pause.opens, pause.closes}:
            return (self,)
        if (self.opens or 0) < (pause.opens or 0) and pause.ends < self.ends:
            return Hours(self.opens, pause.opens), Hours(pause.closes, self.closes)
        return (self,)

    @property
    def ends(self) -> int:
        """When it is over, counted on past midnight."""
        opens = self.opens or 0
        if self.closes is None:
            return opens + 1
        return self.closes if self.closes > opens else self.closes + DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed; ``has_minutes`` tells "2:00" from "2"."""

    minutes: int
    said: Said
    has_minutes: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it can mean one time of the day only."""
        return self.said is not Said.OPEN


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around say: the part of the day, whether hours are by 24, and the hours before."""

    part: PartOfDay | None = None
    by_24: bool = False
    after: Hours | None = None


NOWHERE = Around()


def hours_between(opens: Clock, closes: Clock | None, around: Around = NOWHERE) -> Hours | None:
    """Opening and closing; the closing is None when it was not said."""
    if closes is None or closes.said is Said.LATE:
        return _start_alone(opens, around)
    if opens.is_sure and closes.is_sure:
        return _said(opens, closes)
    if not opens.is_sure and not closes.is_sure:
        return _neither_said(opens, closes, around)
    if opens.is_sure:
        return _with_close_unsaid(opens.minutes, closes.minutes)
    if closes.said is Said.BY_24:
        return _said(opens, closes) if opens.minutes >= _SMALL_HOURS else None
    return _with_open_unsaid(opens, closes)


def as_time(minutes: int) -> time:
    """Minutes after midnight as a time of day; midnight at the end of a day is 00:00."""
    return time(*divmod(minutes % DAY, 60))


def _start_alone(opens: Clock, around: Around) -> Hours | None:
    if opens.is_sure:
        return Hours(opens.minutes % DAY, None) if opens.said is not Said.LATE else None
    if around.part:
        return Hours(_in_part(opens.minutes, around.part), None)
    # "10:30" alone is a morning; "6" or "2:30" alone may be anything.
    return Hours(opens.minutes, None) if opens.minutes in _SURE_OPENING and opens.has_minutes else None


def _said(opens: Clock, closes: Clock) -> Hours | None:
    starts, ends = opens.minutes % DAY, closes.minutes
    if 0 < starts < _SMALL_HOURS and ends > starts:
        # "01:30 - 03:30" is nearly always an afternoon typed into a clock that wanted 13:30.
        return None
    if starts == 0 and opens.said is Said.HALF and ends not in _LAST_MINUTES:
        # "12am - 2pm" nearly always wanted noon.
        return None
    if starts < ends:
        return Hours(starts, ends)
    if ends == 0 and closes.said is Said.BY_24 and starts >= _SURE_OPENING.start:
        return Hours(starts, DAY)
    runs_past_midnight = starts >= _EVENING and ends <= _SMALL_HOURS
    return Hours(starts, ends or DAY) if runs_past_midnight else None


def _with_close_unsaid(opens: int, closes: int) -> Hours | None:
    """The first such hour after the opening."""
    choices = [half for half in (closes % DAY, closes % HALF_DAY + HALF_DAY) if half > opens]
    return Hours(opens, min(choices)) if choices else None


def _with_open_unsaid(opens: Clock, closes: Clock) -> Hours | None:
    """The latest such hour before the closing: "2-4pm" is two hours, "10-4pm" is six."""
    half = opens.minutes % HALF_DAY
    choices = [choice for choice in (half, half + HALF_DAY) if choice < closes.minutes]
    # "2-4am" is hardly ever meant.
    return Hours(max(choices), closes.minutes) if choices and closes.minutes > _SMALL_HOURS else None


def _neither_said(opens: Clock, closes: Clock, around: Around) -> Hours | None:
    if around.part:
        return _part_said(opens.minutes, closes.minutes, around.part)
    usual = _as_usual(opens.minutes, closes.minutes) or _later(opens.minutes, closes.minutes, around.after)
    if not (around.by_24 and opens.has_minutes):
        return usual
    is_by_day = _SMALL_HOURS <= opens.minutes < closes.minutes
    literal = Hours(opens.minutes, closes.minutes) if is_by_day else None
    return literal if usual in {None, literal} else None


def _as_usual(opens: int, closes: int) -> Hours | None:
    """As people mean it in a village hall: 9 to 12 is a morning opening, 1 to 6 an afternoon one."""
    half = opens % HALF_DAY
    if opens in _UNSURE_OPENING:
        # "8-4" is a working day; "7-9" may be breakfast or an evening.
        return _with_close_unsaid(opens, closes) if closes <= opens or closes > HALF_DAY else None
    starts = opens if opens in _SURE_OPENING else half + HALF_DAY
    found = _with_close_unsaid(starts, closes)
    return found if found and found.ends - starts <= _LONGEST_UNSAID else None


def _later(opens: int, closes: int, before: Hours | None) -> Hours | None:
    """In "10-12, 7-9" the second hours come after the first."""
    if (
        before is None
        or before.closes is None
        or opens >= (before.opens or 0)
        or opens % HALF_DAY < _SMALL_HOURS
    ):
        return None
    found = _with_close_unsaid(opens % HALF_DAY + HALF_DAY, closes)
    return found if found and (found.opens or 0) >= before.ends else None


def _part_said(opens: int, closes: int, part: PartOfDay) -> Hours | None:
    """As in "Friday evenings 7-9", "Saturday mornings 8 - 10"."""
    starts = _in_part(opens, part)
    found = _with_close_unsaid(starts, closes)
    if part is PartOfDay.MORNING and found and found.ends > _LATEST_END_OF_MORNING:
        return None
    return found


def _in_part(minutes: int, part: PartOfDay) -> int:
    half = minutes % HALF_DAY
    return half if part is PartOfDay.MORNING and half >= _SMALL_HOURS else half + HALF_DAY
