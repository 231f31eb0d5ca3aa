"""Months and dates as people write them, alone and as the two ends of a season."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
YEAR = r"(?:20\d\d)(?!\d|[:.]\d)"
# Not the hour that follows: "November 12pm", "May 10-12".
_NO_HOUR = r"(?!\s*(?:[-–:.]\s*\d|[ap]\.?m|noon|\d|to\s+\d))"
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DAY_FIRST = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s*|-)(?:of\s+)?{MONTH}"
_MONTH_FIRST = rf"{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?{_NO_HOUR})?"
_FIGURES = (
    r"\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?|20\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.20\d\d|\d{1,2}-\d{1,2}-20\d\d"
)
_EDGE = r"(?:(?:the\s+)?(?:start|beginning|end)\s+of\s+)?"
DATE = rf"{_DAY_NAME}{_EDGE}(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_FIGURES})(?:(?:,?\s+|-){YEAR})?"
_LINK = r"\s*(?:[-–—−‐‑‒―]|\bto\b|\buntil\b|\btill?\b|\bthrough(?:\s+to)?\b|(?P<pair>\band\b|&))\s*"
_STARTING = r"(?:start(?:s|ing)?|beg(?:ins|inning)|running|runs)\s+)?"
SEASON = (
    rf"(?:{_STARTING}(?:(?:from|(?P<both>between))\s+)?(?P<since>{DATE}){_LINK}(?:the\s+)?(?P<until>{DATE})"
)
DAY_OF_MONTH = (
    rf"(?:{_DAY_FIRST}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_NO_HOUR}|{_FIGURES})(?:(?:,?\s+|-){YEAR})?"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(rf"(?P<year>{YEAR})|(?P<month>{MONTH})|(?P<day>\d{{1,2}})", re.IGNORECASE)
_TWO_DATES = re.compile(SEASON, re.IGNORECASE)
_IN_FIGURES = re.compile(r"(\d+)[/.-](\d+)(?:[/.-](\d+))?")
_END_OF = re.compile(r"\bend\s+of\b", re.IGNORECASE)
_CENTURY = 100
_THIS_CENTURY = 2000
_DIGITS_OF_A_YEAR = 4
_MONTHS_OF_A_YEAR = 12
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Written:
    """A date as far as it is said; ``day`` is 0 for a whole month, ``year`` is 0 for any year."""

    month: int
    day: int = 0
    year: int = 0

    def first(self, year: int) -> date:
        """Its first day in that year; 29 February is the 28th where there is none."""
        return date(year, self.month, min(self.day or 1, monthrange(year, self.month)[1]))

    def last(self, year: int) -> date:
        """Its last day in that year."""
        length = monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or length, length))


@dataclass(frozen=True, slots=True)
class Season:
    """From one date to another, each year unless both say their year."""

    since: Written
    until: Written

    @property
    def is_dated(self) -> bool:
        """Whether it comes once and never again."""
        return bool(self.since.year and self.until.year)

    def running(self, today: date) -> tuple[date, date]:
        """The one that runs today or comes next."""
        if self.is_dated:
            return self.since.first(self.since.year), self.until.last(self.until.year)
        spans = (self._in(year) for year in range(today.year - 1, today.year + 2))
        return next(span for span in spans if span[1] >= today)

    def _in(self, year: int) -> tuple[date, date]:
        turns = (self.until.month, self.until.day or 31) < (self.since.month, self.since.day)
        return self.since.first(year), self.until.last(year + turns)


def parse_date(text: str) -> Written | None:
    """Read "7th November", "March 2026", "end of May", "14/3/26"; None when there is no such day."""
    found = _by_figures(text) or _by_words(text)
    if found is None or not _is_on_the_calendar(found):
        return None
    return replace(found, day=0) if _END_OF.search(text) else found


def _is_on_the_calendar(written: Written) -> bool:
    if not 1 <= written.month <= _MONTHS_OF_A_YEAR:
        return False
    return written.day <= monthrange(written.year or _LEAP_YEAR, written.month)[1]


def parse_season(text: str) -> Season | None:
    """Read "April to October", "1 Nov - 31 March 2027"; "May and August" are two months and no season."""
    match = _TWO_DATES.fullmatch(text.strip())
    since, until = (parse_date(match[end]) for end in ("since", "until")) if match else (None, None)
    if match is None or since is None or until is None:
        return None
    if (
        match["pair"]
        and not match["both"]
        and (since.day or until.month != since.month % _MONTHS_OF_A_YEAR + 1)
    ):
        return None
    return _same_turn(Season(since, until))


def _same_turn(season: Season) -> Season:
    """When one end says its year, so does the other."""
    since, until = season.since, season.until
    turns = int(until.month < since.month)
    if until.year and not since.year:
        return replace(season, since=replace(since, year=until.year - turns))
    if since.year and not until.year:
        return replace(season, until=replace(until, year=since.year + turns))
    return season


def day_of(written: Written | None) -> date | None:
    """The day itself when day, month and year are all said."""
    return written.first(written.year) if written and written.day and written.year else None


def coming_day(written: Written | None, today: date) -> date | None:
    """The next such day from today on, when day and month are said and the year is not."""
    if written is None or not written.day:
        return None
    return next((day for year in (today.year, today.year + 1) if (day := written.first(year)) >= today), None)


def _by_figures(text: str) -> Written | None:
    match = _IN_FIGURES.search(text)
    if match is None:
        return None
    first, month, last = (int(part or 0) for part in match.groups())
    if len(match[1]) == _DIGITS_OF_A_YEAR:
        return Written(month, last, first)
    return Written(month, first, last + _THIS_CENTURY * (0 < last < _CENTURY))


def _by_words(text: str) -> Written | None:
    said = dict(_parts(text))
    month = said.get("month", "")[:3].casefold()
    if month not in _MONTHS:
        return None
    return Written(_MONTHS.index(month) + 1, int(said.get("day", 0)), int(said.get("year", 0)))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    return ((match.lastgroup or "", match.group()) for match in _PARTS.finditer(text))
