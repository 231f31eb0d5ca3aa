"""What is said about suggestions and answers, in plain words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from directory.model.connection import Connection, Direction
from directory.model.place import Point, metres_between
from directory.model.search import Pin
from directory.model.suggestion import Relaxation, Suggestion
from directory.ui.words import list_words

TAB_WORDS: Mapping[Direction, str] = MappingProxyType(
    {Direction.GO: "Places to go", Direction.GIVE: "Places to give"}
)
NOTHING_SAID: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.GO: "Places to go appear here as soon as something is written.",
        Direction.GIVE: "Places that would welcome their help appear here as soon as something is written.",
    }
)
NOTHING_FITS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.GO: "Nothing {near} fits what has been said so far. More of their own words may help.",
        Direction.GIVE: "No group {near} has asked for what has been said so far.",
    }
)
REASONS_AGAINST = ("Too far", "Wrong time", "Not my thing", "The cost", "Nervous about going")
_MOST_QUOTES = 2
_ALSO_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "evenings": "in the evening too",
        "mornings": "in the morning too",
        "afternoons": "in the afternoon too",
        "phone": "by phone too",
        "online": "online too",
    }
)


def reason_words(suggestion: Suggestion, notes: str = "") -> str:
    """Why this one, quoting the person; nothing is said about who they are.

    What stands in the worker's ``notes`` is quoted as such, after the person's own words.
    """
    quotes: list[str] = []
    for said in (reason.said.strip(" .,;") for reason in suggestion.reasons):
        if said and not any(_says_the_same(said, quote) for quote in quotes):
            quotes.append(said)
    theirs = [quote for quote in quotes if quote not in notes]
    noted = [quote for quote in quotes if quote in notes]
    shown = (theirs + noted)[:_MOST_QUOTES]
    parts = (
        ("they said", [quote for quote in shown if quote in theirs]),
        ("you noted", [quote for quote in shown if quote in noted]),
    )
    words = " and ".join(
        f"{who} {list_words([f'“{quote}”' for quote in said])}" for who, said in parts if said
    )
    return f"because {words}" if words else ""


def nothing_words(direction: Direction, *, miles: float | None) -> str:
    """An honest sentence for an empty list; ``miles`` is None when nobody has said where they live."""
    near = f"within {miles:g} miles" if miles else "in the directory"
    return NOTHING_FITS[direction].format(near=near)


def rung_words(rung: Relaxation) -> str:
    """One step of the ladder with what it brings."""
    return f"{rung.words}: {rung.more}"


def wider_words(miles: float | None, also: Iterable[str]) -> str:
    """How much wider than usual is looked; empty when it is not."""
    parts = [f"within {miles:g} miles"] if miles else []
    parts += [_ALSO_WORDS[word] for word in also if word in _ALSO_WORDS]
    return f"Looking {list_words(parts)}." if parts else ""


def chosen_words(count: int) -> str:
    """How many places were chosen so far."""
    return f"{count} chosen" if count else "Nothing chosen yet"


def answer_words(answer: Connection) -> str:
    """Why a place is not for them, as far as they said."""
    return f"“{answer.reason}”" if answer.reason else "No reason given"


def jump_words(go: int, give: int) -> str:
    """The words of the way down to the suggestions on a narrow screen."""
    if not go + give:
        return "See places"
    return f"See {go} to go, {give} to give"


def build_pins(suggestions: tuple[Suggestion, ...], home: Point | None) -> tuple[Pin, ...]:
    """A pin with its card's number for each place one can go to: the nearest where there are several.

    What comes to people or is by phone has no pin: its office is not a place to go to.
    """
    pins = []
    for number, suggestion in enumerate(suggestions, start=1):
        points = suggestion.service.points
        if points and not (home and suggestion.metres is None):
            nearest = min(points, key=lambda point: metres_between(home, point)) if home else points[0]
            pins.append(Pin(suggestion.service.id, suggestion.service.name, nearest, number))
    return tuple(pins)


def _says_the_same(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()
