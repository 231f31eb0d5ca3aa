"""Names of towns and villages, as values, and how they are looked up by what people type."""

import csv
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from directory.model.place import Point
from directory.places.files import NAMES_FILE

_HEADINGS = ("name", "county", "nation", "latitude", "longitude", "people", "also")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_SHORTENED = re.compile(r"(?P<short>.{3,}?)[ -](?:upon|on|under|in|le|by|next|super)[ -]", re.IGNORECASE)
_SAME_WORD: Mapping[str, str] = MappingProxyType({"saint": "st", "upon": "on"})
_LEAST_RATIO = 65
_LEAST_LIKENESS = 165
_CANDIDATES = 30
_FIRST_LETTER = 15


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A town, village or suburb; ``people`` live there (0: not known), and it is ``also`` called these."""

    name: str
    point: Point
    people: int = 0
    county: str = ""
    nation: str = ""
    also: tuple[str, ...] = ()


NameSource = Callable[[], Iterable[NamedPlace]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing a place's name."""

    text: str
    place: NamedPlace

    @property
    def weight(self) -> float:
        """Better known first; a place is known by its full name more than by a short one."""
        return self.place.people if self.text == self.place.name else self.place.people / 2


class NameIndex:
    """Every spelling of every name. Several sources may be given: GeoNames, a council's own list."""

    def __init__(self, sources: Iterable[NameSource]) -> None:
        self._sources = tuple(sources)

    @cached_property
    def places(self) -> tuple[NamedPlace, ...]:
        """All places, the most people first."""
        found = (place for source in self._sources for place in source())
        return tuple(sorted(found, key=lambda place: (-place.people, place.name, place.county)))

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[Spelling, ...]]:
        found: dict[str, dict[NamedPlace, Spelling]] = {}
        for place in self.places:
            for text in (place.name, *place.also, *_short_forms(place.name)):
                found.setdefault(fold_name(text), {}).setdefault(place, Spelling(text, place))
        return {key: tuple(sorted(of.values(), key=lambda one: -one.weight)) for key, of in found.items()}

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(self._spellings)

    def find(self, name: str) -> tuple[Spelling, ...]:
        """All places written like this but for case, accents, hyphens and apostrophes; best known first."""
        return self._spellings.get(fold_name(name), ())

    def find_similar(self, name: str) -> Spelling | None:
        """Look for the likeliest name someone meant who wrote one that is not known."""
        typed = fold_name(name)
        close = process.extract(
            typed,
            self._folded,
            scorer=fuzz.ratio,
            score_cutoff=_LEAST_RATIO,
            limit=_CANDIDATES,
        )
        likely = [(_likeness(typed, key, ratio), self._spellings[key][0]) for key, ratio, _ in close]
        best = max(likely, key=lambda hit: (round(hit[0] / 5), hit[1].weight), default=None)
        return best[1] if best and best[0] >= _LEAST_LIKENESS else None


def fold_name(name: str) -> str:
    """Make one key of ``Kings Lynn``, ``KING'S LYNN`` and ``King’s-Lynn``."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("\u2019", "")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _NOT_IN_A_NAME.sub(" ", plain.replace("&", " and ")).split()
    return " ".join(_SAME_WORD.get(word, word) for word in words)


def _likeness(typed: str, key: str, ratio: float) -> float:
    """Weigh the beginning more than the rest: people seldom get the first letter wrong."""
    beginning = 100 * JaroWinkler.normalized_similarity(typed, key)
    return ratio + beginning + (_FIRST_LETTER if typed[:1] == key[:1] else 0)


def read_names(path: Path = NAMES_FILE) -> tuple[NamedPlace, ...]:
    """Read the names, after working them out the first time, which takes some seconds."""
    if not path.exists():
        return _work_out_names(path)
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_from_row(row) for row in list(csv.reader(lines))[1:])


def save_names(places: Iterable[NamedPlace], path: Path = NAMES_FILE) -> None:
    """Write the file that ``read_names`` reads, whole or not at all: several processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(_HEADINGS)
        for place in places:
            where = (f"{place.point.latitude:.4f}", f"{place.point.longitude:.4f}")
            rows.writerow(
                (place.name, place.county, place.nation, *where, place.people, "|".join(place.also))
            )
    unfinished.replace(path)


def _work_out_names(path: Path) -> tuple[NamedPlace, ...]:
    # Here and not above: it opens a package with the names of the whole world.
    from directory.places.build_names import build_names  # noqa: PLC0415

    places = build_names()
    # Where nothing may be written, the names are worked out at each start.
    with suppress(OSError):
        save_names(places, path)
    return places


def _from_row(row: list[str]) -> NamedPlace:
    name, county, nation, latitude, longitude, people, also = row
    point = Point(float(latitude), float(longitude))
    return NamedPlace(name, point, int(people), county, nation, tuple(also.split("|")) if also else ())


def _short_forms(name: str) -> tuple[str, ...]:
    """``Stratford`` for Stratford-upon-Avon."""
    found = _SHORTENED.match(name)
    return (found["short"],) if found else ()
