"""What the words of a text come to: days, hours, and remarks on them, each with the break before it."""

from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from directory.exchange.times.calendar_words import Season, Written
from directory.exchange.times.clock import DAY, Clock
from directory.model.schedule import PartOfDay, Weekday

Nth = tuple[int, Weekday]


class Gap(IntEnum):
    """How far a phrase stands from the one before it."""

    NONE = 0
    DASH = 1
    LIST = 2
    SENTENCE = 3
    LINE = 4


class Kind(Enum):
    """What a phrase says. Days and hours make clauses; all else is a remark on one of them."""

    DAYS = auto()
    HOURS = auto()
    CLOSED = auto()
    BREAK = auto()
    EVERY = auto()
    OF_MONTH = auto()
    NTHS = auto()
    PART = auto()
    SEASON = auto()
    SINCE = auto()
    NO_LATER = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A day is (0, weekday), or (n, weekday) for the nth of the month.

    ``is_group`` marks days that were not named one by one. ``after_words`` and ``before_words`` say that
    other words stand beside it, ``is_heading`` that a colon or a line's end follows. Hours without ``opens``
    say only until when.
    """

    kind: Kind
    text: str
    gap: Gap = Gap.NONE
    after_words: bool = False
    before_words: bool = False
    is_heading: bool = False
    days: tuple[Nth, ...] = ()
    is_group: bool = False
    on_bank_holidays: bool = False
    dates: tuple[Written, ...] = ()
    in_days: int | None = None
    opens: Clock | None = None
    closes: Clock | None = None
    number: int = 0
    nths: tuple[int, ...] = ()
    part: PartOfDay | None = None
    season: Season | None = None

    @property
    def is_all_day(self) -> bool:
        """Whether these are the hours from midnight to midnight."""
        ends = (self.opens, self.closes)
        return self.kind is Kind.HOURS and [one and one.minutes for one in ends] == [0, DAY - 1]
