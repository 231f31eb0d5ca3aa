"""Chooses which place someone means by a name, and says so where there are several."""

from collections.abc import Callable, Sequence

from directory.errors import BadInputError
from directory.model.place import Place, Point, Precision, metres_between, miles
from directory.places.names import NamedPlace, NameIndex, fold_name

_NEAR_MILES = 40
_MOST_OTHERS_NAMED = 3


class UnknownPlaceError(BadInputError):
    """No place has that name; ``advice`` names the likeliest, or what to type instead."""

    sentence = "No place called “{text}” is known. {advice}"

    def __init__(self, *, text: str, similar: str = "") -> None:
        advice = f"Did you mean {similar}?" if similar else "Try a postcode or the nearest town."
        super().__init__(text=text.strip()[:40], advice=advice)


def find_named(names: NameIndex, text: str, around: Point | None = None) -> Place:
    """Find the place of a name, alone or with its county or a town near by: ``Ashford, Kent``."""
    for name, hint in _readings(text):
        places = _called(names, name)
        if fitting := _fitting(names, places, hint):
            return _as_place(fitting[0])
        if places and _is_whole(text, hint):
            return _as_place(*_choose(places, around))
    if "," in text and (places := _called(names, place_name_in(text))):
        place, note = _choose(places, around)
        return _as_place(place, f"{text.strip()} is not known; shown at {place.name}. {note}".strip())
    similar = names.find_similar(text.partition(",")[0])
    raise UnknownPlaceError(text=text, similar=similar.text if similar else "")


def _called(names: NameIndex, name: str) -> list[NamedPlace]:
    return [spelling.place for spelling in names.find(name)]


def _is_whole(text: str, hint: str) -> bool:
    """After a comma, where a place is may be unknown to us; among words, ``Malvern Link`` is its own name."""
    return not hint or "," in text


def place_name_in(address: str) -> str:
    """Take the last part of an address."""
    return address.rsplit(",", 1)[-1].strip()


def _readings(text: str) -> list[tuple[str, str]]:
    """``Newport Isle of Wight`` may be a whole name, or a name and where it is, split at any space."""
    whole = [(text.replace(",", " "), "")]
    if "," in text:
        name, _, hint = text.partition(",")
        return [*whole, (name, hint)]
    words = text.split()
    return whole + [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words) - 1, 0, -1)]


def _choose(places: Sequence[NamedPlace], around: Point | None) -> tuple[NamedPlace, str]:
    """Take the nearest, or the best known, and say which where that could be another."""
    chosen = min(places, key=_nearness_to(around)) if around else places[0]
    return chosen, _which(chosen, places)


def _fitting(names: NameIndex, places: Sequence[NamedPlace], hint: str) -> list[NamedPlace]:
    """Those in the county or nation that the hint names, or else near the town it names, nearest first."""
    key = fold_name(hint)
    if not key:
        return []
    if inside := [place for place in places if key in {fold_name(place.county), fold_name(place.nation)}]:
        return inside
    towns = names.find(hint)
    if not towns:
        return []
    nearness = _nearness_to(towns[0].place.point)
    return sorted((place for place in places if miles(nearness(place)) < _NEAR_MILES), key=nearness)


def _nearness_to(point: Point) -> Callable[[NamedPlace], float]:
    return lambda place: metres_between(point, place.point)


def _which(chosen: NamedPlace, places: Sequence[NamedPlace]) -> str:
    others = sorted({_where(place) for place in places} - {_where(chosen)})
    if not others:
        return ""
    shown = others[:_MOST_OTHERS_NAMED]
    if more := len(others) - len(shown):
        shown.append(f"{more} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"Took {chosen.name} in {_where(chosen)}; the same name is found in {listed}."


def _where(place: NamedPlace) -> str:
    return place.county or place.nation or "Great Britain"


def _as_place(place: NamedPlace, note: str = "") -> Place:
    label = f"{place.name}, {place.county}" if note and place.county != place.name else place.name
    return Place(label, place.point, Precision.AREA, note)
