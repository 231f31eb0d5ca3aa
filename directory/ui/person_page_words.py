"""The page that stays with the person, as a value and as markup: their words, then who, where and when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from html import escape
from types import MappingProxyType

from directory.model.connection import Direction
from directory.model.conversation import Conversation, StatementKind, build_statements
from directory.model.person import Person
from directory.model.schedule import EVENING_STARTS, NOON
from directory.model.service import Delivery, Service
from directory.model.user import User
from directory.services.finding import Occurrence
from directory.ui.listing_words import address_words, clock_words, schedule_words
from directory.ui.people_words import first_name
from directory.ui.words import cost_words, long_date_words

MOST_PLACES = 3
_MOST_QUOTES = 2
_LONG_QUOTE = 180

_MINUTES: Mapping[int, str] = MappingProxyType(
    {
        0: "{hour} o’clock",
        5: "five past {hour}",
        10: "ten past {hour}",
        15: "quarter past {hour}",
        20: "twenty past {hour}",
        25: "twenty-five past {hour}",
        30: "half past {hour}",
        35: "twenty-five to {next}",
        40: "twenty to {next}",
        45: "quarter to {next}",
        50: "ten to {next}",
        55: "five to {next}",
    }
)
_HOURS = (
    *("twelve", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten", "eleven"),
)
_NO_BREAK = "\u00a0"
_HAS_DIGIT = re.compile(r"\d")
_SURELY_MORNING, _SURELY_OVER = time(9), EVENING_STARTS
_WITHOUT_A_PLACE: Mapping[Delivery, str] = MappingProxyType(
    {
        Delivery.COMES_TO_YOU: "They come to you",
        Delivery.PHONE: "By phone",
        Delivery.ONLINE: "Online",
    }
)


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """One chosen place: its number, its name, what it is, and lines such as ("When", "Tuesday …")."""

    number: int
    name: str
    what: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the sheet and nothing else.

    ``picture`` is the map as markup of ours; ``sources`` are whom its licences ask us to name under it.
    """

    heading: str
    quotes: tuple[tuple[str, tuple[str, ...]], ...]
    picture: str
    sources: str
    places: tuple[PlaceOnPage, ...]
    worker: str


def build_quotes(conversation: Conversation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Strengths and wishes, each as it was said; never rewritten, and long ones left to the conversation."""
    said = build_statements(conversation)
    sections = (("Your strengths", StatementKind.STRENGTH), ("Your wishes", StatementKind.WISH))
    found = []
    for heading, kind in sections:
        words = [each.words for each in said if each.kind is kind and len(each.words) <= _LONG_QUOTE]
        if words:
            found.append((heading, tuple(words[:_MOST_QUOTES])))
    return tuple(found)


def build_heading(person: Person) -> str:
    """Whose page it is."""
    return f"For {first_name(person)}" if first_name(person) else "For you"


def build_worker(worker: User) -> str:
    """Whom to ring."""
    call = f"Ring {worker.name} on {worker.phone}." if worker.phone else f"Ask for {worker.name}."
    return f"Any questions, or if it is not for you? {call}"


def build_place(
    service: Service, coming: Sequence[Occurrence], *, number: int, direction: Direction
) -> PlaceOnPage:
    """One place with all that helps a first visit."""
    what = service.summary or service.description.split(". ")[0]
    if direction is Direction.GIVE and service.welcomes:
        what = f"They would welcome {service.welcomes[0]}"
    lines = tuple((label, _begin(words.strip())) for label, words in _lines(service, coming) if words.strip())
    return PlaceOnPage(number, service.name, what.strip(), lines)


def spoken_date(coming: Occurrence) -> str:
    """Such as "Tuesday 24 November, half past ten"."""
    day = long_date_words(coming.start.date())
    return f"{day}, {spoken_time(coming.start.time())}" if coming.time_known else day


def spoken_time(moment: time) -> str:
    """Such as "half past ten", or "eight o’clock in the evening" where one could be in doubt."""
    if moment == NOON:
        return "twelve noon"
    if moment.minute not in _MINUTES:
        return clock_words(moment)
    hour, following = _HOURS[moment.hour % 12], _HOURS[(moment.hour + 1) % 12]
    said = _MINUTES[moment.minute].format(hour=hour, next=following)
    if _SURELY_MORNING <= moment < _SURELY_OVER:
        return said
    return f"{said} in the {'morning' if moment < NOON else 'evening'}"


def page_html(page: Page) -> str:
    """The sheet; every word that people wrote is escaped."""
    quotes = "".join(_quotes_html(heading, words) for heading, words in page.quotes)
    sources = f"<figcaption>{escape(page.sources)}</figcaption>"
    picture = f'<figure class="kith-sheet-map">{page.picture}{sources}</figure>' if page.picture else ""
    places = "".join(map(_place_html, page.places))
    return (
        f'<article class="kith-sheet" lang="en-GB"><h1>{escape(page.heading)}</h1>'
        f'<div class="kith-sheet-said">{quotes}</div>{picture}{places}'
        f'<p class="kith-sheet-worker">{escape(page.worker)}</p></article>'
    )


def _lines(service: Service, coming: Sequence[Occurrence]) -> Iterator[tuple[str, str]]:
    visit = service.first_visit
    yield "When", _when(service, coming)
    yield "Where", _where(service)
    yield "How to get there", visit.getting_there
    yield "The door", visit.door
    yield "Who meets you", visit.who_meets_you
    yield "What to say", visit.what_to_say
    yield "Cost", cost_words(service)
    yield "Phone", next((phone.number for phone in service.phones), "")
    if service.ring_first:
        yield "Before you go", "Ring them first."


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _when(service: Service, coming: Sequence[Occurrence]) -> str:
    if coming:
        return "\n".join(map(spoken_date, coming))
    return "; ".join(filter(None, map(schedule_words, service.schedules)))


def _where(service: Service) -> str:
    if service.locations and Delivery.AT_A_PLACE in service.deliveries:
        return _unbroken(address_words(service.locations[0]))
    ways = [words for way, words in _WITHOUT_A_PLACE.items() if way in service.deliveries]
    return " or ".join([*ways[:1], *(words.lower() for words in ways[1:])])


def _unbroken(address: str) -> str:
    """The two halves of a postcode stay on one line."""
    before, comma, last = address.rpartition(", ")
    return before + comma + last.replace(" ", _NO_BREAK) if _HAS_DIGIT.search(last) else address


def _quotes_html(heading: str, words: Sequence[str]) -> str:
    quotes = "".join(f"<p>“{escape(each)}”</p>" for each in words)
    return f"<section><h2>{heading}</h2>{quotes}</section>"


def _place_html(place: PlaceOnPage) -> str:
    lines = "".join(
        f"<dt>{label}</dt><dd>{'<br>'.join(map(escape, words.splitlines()))}</dd>"
        for label, words in place.lines
    )
    return (
        f'<section class="kith-sheet-place"><h2><span class="kith-sheet-number">{place.number}</span> '
        f"{escape(place.name)}</h2><p>{escape(place.what)}</p><dl>{lines}</dl></section>"
    )
