"""Lists and ranges of days: "Mon-Thurs & Sat", "2nd and 4th Weds", "the last Friday"."""

from directory.exchange.times.calendar_words import Written, parse_date
from directory.exchange.times.cursor import Cursor
from directory.exchange.times.phrases import Kind, Nth, Phrase
from directory.exchange.times.questions import (
    NthOrOtherError,
    WhichOfMonthError,
    WhichYearError,
    WhoseHoursError,
)
from directory.exchange.times.tokens import Sort
from directory.model.schedule import Weekday

_WEEK = tuple(Weekday)
_NAMED = frozenset({Sort.DAYS, Sort.ORDINAL, Sort.BANK, Sort.DATE, Sort.IN_DAYS})
_BETWEEN = frozenset({Sort.COMMA, Sort.AND, Sort.SLASH, Sort.SKIP})
_DASHES = frozenset({Sort.DASH, Sort.UNTIL})
_MONTHLY_BY_ITSELF = frozenset({1, 5, -1, -2})
_BRACKET = "[]"


def read_days(cursor: Cursor) -> Phrase:
    """All days of a list; raise ``UnclearTimesError`` when it can mean more than one set of days."""
    reading = _DayList(cursor)
    start = cursor.at
    reading.read()
    return Phrase(
        Kind.DAYS,
        cursor.said(start),
        days=tuple(dict.fromkeys(reading.found)),
        is_group=reading.is_group,
        on_bank_holidays=reading.on_bank_holidays,
        dates=tuple(reading.dates),
        in_days=reading.in_days,
    )


def ordinals_of_a_day(cursor: Cursor, ahead: int = 0) -> bool:
    """Whether the ordinals there are followed by a day: "first and third Wednesday"."""
    return cursor.sort(cursor.past(_BETWEEN | {Sort.ORDINAL}, ahead)) is Sort.DAYS


class _DayList:
    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._nths: list[int] = []
        self._plain: list[Weekday] = []
        self._by_brackets = False
        self.found: list[Nth] = []
        self.dates: list[Written] = []
        self.in_days: int | None = None
        self.is_group = False
        self.on_bank_holidays = False

    def read(self) -> None:
        while self._is_day():
            self._read_one()
            ahead = self._cursor.past(_BETWEEN)
            if not self._is_day(ahead) or self._repeats(ahead):
                break
            self._cursor.at += ahead
        self._flush()

    def _repeats(self, ahead: int) -> bool:
        """In "Monday and Friday Monday 11-2 Friday 12-4" the days come a second time, with their hours."""
        said = {day for _, day in self.found} | set(self._plain)
        return not self._nths and not said.isdisjoint(self._cursor.word(ahead).days)

    def _is_day(self, ahead: int = 0) -> bool:
        sort = self._cursor.sort(ahead)
        if sort is not Sort.ORDINAL or self._cursor.word(ahead).text == _BRACKET:
            return sort in _NAMED
        return ordinals_of_a_day(self._cursor, ahead)

    def _read_one(self) -> None:
        match self._cursor.sort():
            case Sort.ORDINAL:
                self._read_ordinal()
            case Sort.DAYS:
                self._read_day()
            case Sort.BANK:
                self.on_bank_holidays = bool(self._cursor.take())
            case Sort.DATE:
                self._read_date()
            case _:
                self.in_days = self._cursor.take().number

    def _read_ordinal(self) -> None:
        word = self._cursor.word()
        self._by_brackets = word.text == _BRACKET
        if self._plain and not self._by_brackets:
            self._flush()
        self._doubt_every_nth()
        self._nths.append(self._cursor.take().number)

    def _read_day(self) -> None:
        if self._by_brackets:
            self._flush()
        days = self._cursor.take().days
        self._plain.extend(days)
        self.is_group = self.is_group or len(days) > 1
        self._fill_range()

    def _read_date(self) -> None:
        word = self._cursor.take()
        written = parse_date(word.text)
        if written is None:
            raise WhichYearError(words=word.text)
        self.dates.append(written)

    def _doubt_every_nth(self) -> None:
        """Without "of the month", "every 2nd Tuesday" may also mean every other one."""
        nth, day = self._cursor.word(), self._cursor.sort(1)
        if self._cursor.before() is not Sort.SKIP or self._cursor.word(-1).text.casefold() != "every":
            return
        says_month = any(self._cursor.sort(ahead) is Sort.OF_MONTH for ahead in (2, 3, 4))
        if day is Sort.DAYS and nth.number not in _MONTHLY_BY_ITSELF and not says_month:
            raise NthOrOtherError(words=f"every {nth.text} {self._cursor.word(1).text}")

    def _fill_range(self) -> None:
        ahead = self._range_ahead()
        if not ahead:
            return
        last = self._cursor.word(ahead).days
        if len(last) != 1 or self._nths:
            raise WhoseHoursError
        day = self._plain[-1]
        while day is not last[0]:
            day = _WEEK[(_WEEK.index(day) + 1) % len(_WEEK)]
            self._plain.append(day)
        self.is_group = True
        self._cursor.at += ahead + 1
        if self._range_ahead():
            raise WhoseHoursError

    def _range_ahead(self) -> int:
        """How far ahead the last day of a range is; 0 when there is none."""
        ahead = self._cursor.past(_DASHES)
        is_between = self._cursor.before({Sort.DAYS}) is Sort.BETWEEN
        if not ahead and is_between and self._cursor.sort() is Sort.AND:
            ahead = 1
        return ahead if self._cursor.sort(ahead) is Sort.DAYS else 0

    def _flush(self) -> None:
        if self._nths and len(self._plain) != 1:
            raise WhichOfMonthError
        self.found += [(nth, day) for day in self._plain for nth in self._nths or [0]]
        self._nths, self._plain, self._by_brackets = [], [], False
