"""Words about time, one by one: the first step of reading when something is on."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from directory.exchange.times.clock import HALF_DAY, Clock, Said
from directory.exchange.times.misspelt import misspelt_day
from directory.exchange.times.patterns import ANY_WORD, BLANKS, OSM_DAY, TAGS, TAGS_IN_LINE
from directory.model.schedule import PartOfDay, Weekday


class Sort(Enum):
    """What a word is to the grammar."""

    DAYS = auto()
    ORDINAL = auto()
    CLOCK = auto()
    DASH = auto()
    UNTIL = auto()
    BETWEEN = auto()
    EXCEPT = auto()
    CLOSED = auto()
    EVERY = auto()
    OF_MONTH = auto()
    PART = auto()
    IN_DAYS = auto()
    DATE = auto()
    DATES = auto()
    SEASON = auto()
    SINCE = auto()
    NO_LATER = auto()
    BANK = auto()
    HOLIDAY = auto()
    NOTE = auto()
    COMMA = auto()
    AND = auto()
    SLASH = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    STOP = auto()
    BREAK = auto()
    SKIP = auto()
    WORD = auto()
    FIGURE = auto()
    MONTH = auto()
    SEASONAL = auto()
    NEARLY = auto()
    RARELY = auto()
    WARY = auto()
    DOUBT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, with the number it carries, the days it names or the time of day it says."""

    sort: Sort
    text: str
    number: int = 0
    days: tuple[Weekday, ...] = ()
    clock: Clock | None = None
    part: PartOfDay | None = None

    @property
    def words(self) -> str:
        """As typed, on one line and without the punctuation around it."""
        return " ".join(self.text.split()).strip(" .,;:")


_HOUR = 60
_DAY_OF = MappingProxyType({day.name[:3].casefold(): day for day in Weekday})
_NTH_OF = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "forth": 4, "fifth": 5})
_FROM_THE_END = MappingProxyType({"last": -1, "final": -1, "penultimate": -2})
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_OF = MappingProxyType({word: number for number, word in enumerate(_NUMBERS, start=1)})
_WEEK = tuple(Weekday)
_DAY_GROUPS = MappingProxyType({"daily": _WEEK, "weekdays": _WEEK[:5], "weekend": _WEEK[5:]})
_PARTS = MappingProxyType({"morning": PartOfDay.MORNING, "afternoon": PartOfDay.AFTERNOON})
_NOON = Clock(HALF_DAY, Said.NAMED, has_minutes=True)
_MIDNIGHT = Clock(2 * HALF_DAY, Said.NAMED, has_minutes=True)
_LATE = Clock(0, Said.LATE)
_FIRST_SURE_HOUR = 13
_LAST_HOUR = 24

_PLAIN: Mapping[str, Sort] = MappingProxyType(
    {
        "ofmonth": Sort.OF_MONTH,
        "term": Sort.NOTE,
        "appointment": Sort.NOTE,
        "with_bank": Sort.NOTE,
        "bank": Sort.BANK,
        "holiday": Sort.HOLIDAY,
        "season": Sort.SEASON,
        "since": Sort.SINCE,
        "no_later": Sort.NO_LATER,
        "date": Sort.DATE,
        "dates": Sort.DATES,
        "figure": Sort.FIGURE,
        "digits": Sort.DOUBT,
        "closed": Sort.CLOSED,
        "until": Sort.UNTIL,
        "end": Sort.DASH,
        "dash": Sort.DASH,
        "break": Sort.BREAK,
        "slash": Sort.SLASH,
        "comma": Sort.COMMA,
        "and": Sort.AND,
        "colon": Sort.COLON,
        "open": Sort.OPEN,
        "close": Sort.CLOSE,
        "stop": Sort.STOP,
        "except": Sort.EXCEPT,
        "between": Sort.BETWEEN,
        "address": Sort.SKIP,
        "phone": Sort.SKIP,
        "street": Sort.WORD,
        "postcode": Sort.SKIP,
        "ages": Sort.SKIP,
        "money": Sort.SKIP,
        "amount": Sort.SKIP,
        "name": Sort.WORD,
        "mixed": Sort.WORD,
        "weekno": Sort.DOUBT,
        "skip": Sort.SKIP,
        "seasonal": Sort.SEASONAL,
        "hedge": Sort.NOTE,
        "nearly": Sort.NEARLY,
        "rarely": Sort.RARELY,
        "wary": Sort.WARY,
        "month": Sort.MONTH,
        "doubt": Sort.DOUBT,
        "everymonth": Sort.DOUBT,
    }
)


def tokens(text: str) -> Iterator[tuple[int, Token]]:
    """The words of a plain text, each after the place where it stands."""
    for match in ANY_WORD.finditer(text):
        for token in _token(match):
            yield match.start(), token


def plain(typed: str) -> str:
    """The text without markup, its blanks made single and its lines kept."""
    text = TAGS_IN_LINE.sub(" ", html.unescape(html.unescape(typed)))
    return BLANKS.sub(" ", TAGS.sub("\n", text)).strip()


def _token(match: re.Match[str]) -> Iterator[Token]:
    name = (match.lastgroup or "").partition("_")[2]
    if name in _PLAIN:
        yield Token(_PLAIN[name], match.group())
    elif name in _DAY_GROUPS:
        yield Token(Sort.DAYS, match.group(), days=_DAY_GROUPS[name])
    else:
        yield from _READERS[name](match)


def _word(match: re.Match[str]) -> Iterator[Token]:
    day = misspelt_day(match.group())
    yield Token(Sort.DAYS, match.group(), days=(day,)) if day else Token(Sort.WORD, match.group())


def _day(match: re.Match[str]) -> Iterator[Token]:
    yield Token(Sort.DAYS, match.group(), days=(_DAY_OF[_letters(match["day"])[:3]],))


def _letters(text: str) -> str:
    return "thu" if text.casefold().startswith("thr") else text.casefold()


def _osm_day(match: re.Match[str]) -> Iterator[Token]:
    word = match["osm_day"]
    is_day = OSM_DAY.fullmatch(word)
    yield Token(Sort.DAYS, word, days=(Weekday(word.upper()),)) if is_day else Token(Sort.SKIP, word)


def _nth(match: re.Match[str]) -> Iterator[Token]:
    word = match["nth"].casefold()
    number = _NTH_OF.get(word) or _FROM_THE_END.get(word) or int(word[0])
    yield Token(Sort.ORDINAL, match.group(), number=number)


def _osm_nth(match: re.Match[str]) -> Iterator[Token]:
    yield from (Token(Sort.ORDINAL, "[]", number=int(part)) for part in match["osm_n"].split(","))


def _every(match: re.Match[str]) -> Iterator[Token]:
    said = (match["every_n"] or "2").casefold()
    yield Token(Sort.EVERY, match.group(), number=_NUMBER_OF.get(said) or _NTH_OF.get(said) or int(said[0]))


def _in_days(match: re.Match[str]) -> Iterator[Token]:
    yield Token(Sort.IN_DAYS, match.group(), number=int(match["in_n"]))


def _part(match: re.Match[str]) -> Iterator[Token]:
    said = (match["part"] or "lunchtime").casefold()
    part = None if said == "lunchtime" else _PARTS.get(said, PartOfDay.EVENING)
    yield Token(Sort.PART, match.group(), part=part)


def _always(match: re.Match[str]) -> Iterator[Token]:
    yield Token(Sort.DAYS, match.group(), days=_WEEK)
    yield from _all_day(match)


def _all_day(match: re.Match[str]) -> Iterator[Token]:
    yield Token(Sort.CLOCK, match.group(), clock=Clock(0, Said.NAMED))
    yield Token(Sort.DASH, "-")
    yield Token(Sort.CLOCK, "", clock=Clock(2 * HALF_DAY - 1, Said.NAMED))


def _clock(match: re.Match[str]) -> Iterator[Token]:
    hours, minutes = (
        _figures(match, "h", "h2", "h4", "h5"),
        _figures(match, "m", "mh", "mm", "m2", "m4", "m5"),
    )
    clock = _time_of(int(hours), int(minutes or 0), match["mer"] or "")
    is_certain = clock.said is Said.OPEN and len(hours) > 1 and hours.startswith("0")
    said = Said.BY_24 if is_certain else clock.said
    yield Token(Sort.CLOCK, match.group(), clock=Clock(clock.minutes, said, has_minutes=bool(minutes)))


def _figures(match: re.Match[str], *names: str) -> str:
    return next((match[name] for name in names if match[name]), "")


def _time_of(hours: int, minutes: int, meridiem: str) -> Clock:
    """Read 10 "am", and also 14 "pm", which some people write."""
    if hours >= _FIRST_SURE_HOUR:
        return Clock(hours * _HOUR + minutes, Said.BY_24)
    if not meridiem:
        return Clock(hours * _HOUR + minutes, Said.OPEN)
    is_afternoon = meridiem.casefold().startswith("p")
    return Clock(hours % 12 * _HOUR + minutes + HALF_DAY * is_afternoon, Said.HALF)


def _number(match: re.Match[str]) -> Iterator[Token]:
    hours = int(match["number"])
    # More than any hour: a number of people, or of a house.
    sort = Sort.CLOCK if hours <= _LAST_HOUR else Sort.FIGURE
    yield Token(sort, match.group(), clock=_time_of(hours, 0, ""))


def _hour_word(match: re.Match[str]) -> Iterator[Token]:
    hours = _NUMBER_OF[_figures(match, "hw", "hw2").casefold()]
    yield Token(Sort.CLOCK, match.group(), clock=_time_of(hours, 0, match["wmer"] or ""))


def _half_past(match: re.Match[str]) -> Iterator[Token]:
    hours = _NUMBER_OF.get(match["hour"].casefold()) or int(match["hour"])
    minutes = 30 if match["bit"].casefold() == "half" else 15
    if match["side"].casefold() == "to":
        hours, minutes = hours - 1 or 12, _HOUR - minutes
    clock = _time_of(hours, minutes, match["hmer"] or "")
    yield Token(Sort.CLOCK, match.group(), clock=Clock(clock.minutes, clock.said, has_minutes=True))


def _fixed(clock: Clock) -> Callable[[re.Match[str]], Iterator[Token]]:
    return lambda match: iter((Token(Sort.CLOCK, match.group(), clock=clock),))


_READERS: Mapping[str, Callable[[re.Match[str]], Iterator[Token]]] = MappingProxyType(
    {
        "word": _word,
        "day": _day,
        "osmday": _osm_day,
        "nth": _nth,
        "osmnth": _osm_nth,
        "every": _every,
        "indays": _in_days,
        "part": _part,
        "always": _always,
        "allday": _all_day,
        "clock": _clock,
        "number": _number,
        "hourword": _hour_word,
        "halfpast": _half_past,
        "noon": _fixed(_NOON),
        "midnight": _fixed(_MIDNIGHT),
        "late": _fixed(_LATE),
    }
)
