"""Words about time, one by one: the first step of reading when something is on."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from directory.exchange.times_patterns import ANY_WORD, OSM_DAY, TAGS
from directory.model.schedule import Weekday


class Sort(Enum):
    """What a word is to the grammar."""

    DAYS = auto()
    ORDINAL = auto()
    CLOCK = auto()
    NUMBER = auto()
    DASH = auto()
    JOIN = auto()
    STOP = auto()
    EVERY_N_WEEKS = auto()
    MONTHLY = auto()
    IN_DAYS = auto()
    DATE = auto()
    SEASON = auto()
    CLOSED = auto()
    NOTE = auto()
    SKIP = auto()
    WORD = auto()
    DOUBT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, with the number it carries, or the days it names."""

    sort: Sort
    text: str
    number: int = 0
    days: tuple[Weekday, ...] = ()


_DAY_OF = {day.name[:3].casefold(): day for day in Weekday}
_NTH_OF = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4}
_WEEK = tuple(Weekday)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOUR = 60
_NOON = 12 * _HOUR
_PLAIN = {
    "ages": Sort.SKIP,
    "money": Sort.SKIP,
    "ofmonth": Sort.SKIP,
    "monthly": Sort.MONTHLY,
    "term": Sort.NOTE,
    "holidays": Sort.NOTE,
    "appointment": Sort.NOTE,
    "fulldate": Sort.DATE,
    "month": Sort.DOUBT,
    "closed": Sort.CLOSED,
    "digits": Sort.DOUBT,
    "dash": Sort.DASH,
    "join": Sort.JOIN,
    "semicolon": Sort.STOP,
    "comma": Sort.JOIN,
    "doubt": Sort.DOUBT,
    "skip": Sort.SKIP,
    "word": Sort.WORD,
}
_DAY_GROUPS = {"daily": _WEEK, "weekdays": _WEEK[:5], "weekend": _WEEK[5:]}


def tokens(typed: str) -> Iterator[Token]:
    """The words of a text; entities and markup are taken away first."""
    text = TAGS.sub("\n", html.unescape(typed)).replace("\u00a0", " ")
    for match in ANY_WORD.finditer(text):
        yield from _token(match)


def _token(match: re.Match[str]) -> Iterator[Token]:
    name = (match.lastgroup or "").removeprefix("k_")
    word = match.group()
    if name in _PLAIN:
        yield Token(_PLAIN[name], word)
    elif name in _DAY_GROUPS:
        yield Token(Sort.DAYS, word, days=_DAY_GROUPS[name])
    else:
        yield from _token_with_number(name, word, match)


def _token_with_number(name: str, word: str, match: re.Match[str]) -> Iterator[Token]:
    if name == "day":
        yield Token(Sort.DAYS, word, days=(_DAY_OF[match["day"][:3].casefold()],))
    elif name == "osmday":
        yield from _osm_day(word)
    elif name == "nth":
        yield Token(Sort.ORDINAL, word, number=_nth(match["nth"].casefold()))
    elif name == "osmnth":
        yield from (Token(Sort.ORDINAL, "[]", number=int(part)) for part in match["osm_n"].split(","))
    elif name == "season":
        yield _season(word, match)
    elif name == "everyn":
        yield Token(Sort.EVERY_N_WEEKS, word, number=_interval(match["every_n"]))
    elif name == "indays":
        yield Token(Sort.IN_DAYS, word, number=int(match["in_n"]))
    elif name == "always":
        yield Token(Sort.DAYS, word, days=_WEEK)
        yield Token(Sort.CLOCK, "00:00", number=0)
        yield Token(Sort.DASH, "-")
        yield Token(Sort.CLOCK, "23:59", number=23 * 60 + 59)
    else:
        yield _clock(name, word, match)


def _osm_day(word: str) -> Iterator[Token]:
    if OSM_DAY.fullmatch(word):
        yield Token(Sort.DAYS, word, days=(Weekday(word.upper()),))
    else:
        yield Token(Sort.SKIP, word)


def _season(word: str, match: re.Match[str]) -> Token:
    """Months as 100 times the first plus the last: "October to March" is 1003."""
    since, until = (MONTHS.index(match[name][:3].casefold()) + 1 for name in ("since", "until"))
    is_pair = match["link"].casefold() in {"and", "&"}
    if is_pair and until != since % len(MONTHS) + 1:
        return Token(Sort.DOUBT, word)
    return Token(Sort.SEASON, word, number=since * 100 + until)


def _nth(word: str) -> int:
    return _NTH_OF[word] if word in _NTH_OF else int(word[0])


def _interval(word: str | None) -> int:
    if word is None:
        return 2
    return _WORD_NUMBERS.get(word.casefold()) or int(word)


_FIXED = {"noon": _NOON, "midnight": 2 * _NOON, "late": -1}


def _clock(name: str, word: str, match: re.Match[str]) -> Token:
    """A time of day in minutes. NUMBER is one whose half of the day is still open."""
    if name in _FIXED:
        return Token(Sort.CLOCK, word, number=_FIXED[name])
    if name == "number":
        return Token(Sort.NUMBER, word, number=int(match["number"]) * _HOUR)
    return _with_meridiem(word, match) if match["mer"] else _by_24_hours(word, match)


def _with_meridiem(word: str, match: re.Match[str]) -> Token:
    """Read "10am", "2.30 p.m.", and "14:00pm", which some people write."""
    minutes = int(match["h"]) * _HOUR + int(match["m"] or match["mh"] or 0)
    if minutes >= _NOON + _HOUR:
        return Token(Sort.CLOCK, word, number=minutes)
    is_afternoon = match["mer"].casefold().startswith("p")
    return Token(Sort.CLOCK, word, number=minutes % _NOON + _NOON * is_afternoon)


def _by_24_hours(word: str, match: re.Match[str]) -> Token:
    """Of "14:00" and "09:30" one is certain; "2:00" may be either half of the day."""
    parts = match.groupdict()
    hours = next(parts[name] for name in ("h2", "h4", "h5", "h6") if parts[name])
    minutes = int(hours) * _HOUR + int(next(parts[name] for name in ("m2", "m4", "m5", "m6") if parts[name]))
    is_certain = minutes >= _NOON + _HOUR or hours.startswith("0")
    return Token(Sort.CLOCK if is_certain else Sort.NUMBER, word, number=minutes)
