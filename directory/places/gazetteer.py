"""From what people type to a place: a postcode or a part of one, a name, or a latitude and longitude."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from directory.errors import BadInputError, KithError
from directory.model.place import Place, Point, Precision
from directory.model.postcode import (
    NotAPostcodeError,
    Outcode,
    Postcode,
    Sector,
    parse_postcode_or_part,
)
from directory.places.files import SECTORS_FILE
from directory.places.named import find_named, place_name_in
from directory.places.names import NameIndex, NameSource, read_names
from directory.places.sectors import SectorPoints, read_sectors

FindExact = Callable[[Collection[str]], Mapping[str, Point]]
CountExact = Callable[[], int]
_Parsed = Postcode | Sector | Outcode

_APPROXIMATE = "Approximate: shown at the middle of {shown_at}."
_NOT_IN_THE_LIST = (
    "{postcode} is not in the list of postcodes: it may be retired or mistyped. "
    "Shown at the middle of {shown_at}."
)
_LATITUDE_AND_LONGITUDE = re.compile(r"\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_POSTCODE_AMONG_WORDS = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_GREAT_BRITAIN = ((49.8, 60.9), (-8.7, 1.8))


class NoPlacesLoadedError(KithError):
    """Neither sectors nor exact postcodes are there, so nothing can be placed."""

    sentence = (
        "{text} cannot be placed: no postcodes are loaded. "
        "Add them with kith postcodes add FILE, or put data/places/sectors.csv back."
    )


class UnknownPostcodeError(BadInputError):
    """Written like a postcode, but nothing that begins like it is known."""

    sentence = "Kith knows no postcodes that begin with {outcode}. Check {text} for a slip."


class NotInTheListError(BadInputError):
    """Exact postcodes are loaded, this is none of them, and there are no sectors to fall back on."""

    sentence = "{text} is not in the list of postcodes: it may be retired or mistyped."


class NotInGreatBritainError(BadInputError):
    """Latitude and longitude of somewhere else, or the wrong way round."""

    sentence = "{text} is not in Great Britain. Give latitude first, such as 52.11, -2.33."


class NoPlaceGivenError(BadInputError):
    """Nothing was typed."""

    sentence = "Give a postcode, such as WR14 1AA, or the name of a town or village."


class Gazetteer:
    """Finds places.

    ``find_exact`` is the store's list of full postcodes, which may be empty, and ``count_exact`` its length;
    the two files are read when first needed. ``names`` may be more than one source.
    """

    def __init__(
        self,
        find_exact: FindExact,
        count_exact: CountExact,
        *,
        names: Iterable[NameSource] = (read_names,),
        sectors_file: Path = SECTORS_FILE,
    ) -> None:
        self._find_exact = find_exact
        self._count_exact = count_exact
        self._sectors_file = sectors_file
        self.names = NameIndex(names)

    @cached_property
    def sectors(self) -> SectorPoints:
        """The middle of each sector; none when the file is missing."""
        return read_sectors(self._sectors_file)

    def find_place(self, text: str, around: Point | None = None) -> Place:
        """Find where someone means; of several places with one name the nearest ``around``, or the biggest.

        Raises ``NotAPostcodeError``, ``UnknownPlaceError``, ``UnknownPostcodeError``,
        ``OutsideGreatBritainError``, ``NoPlacesLoadedError``, ``NotInGreatBritainError`` or
        ``NoPlaceGivenError``, each a sentence to a person.
        """
        if not text.strip():
            raise NoPlaceGivenError
        if degrees := _LATITUDE_AND_LONGITUDE.fullmatch(text):
            return _at_degrees(text, Point(float(degrees[1]), float(degrees[2])))
        if not re.search(r"\d", text):
            return find_named(self.names, text, around)
        try:
            parsed = _parse(text)
        except NotAPostcodeError:
            return self._named_in_address(text, around)
        return self._place_of(text, parsed, self._exact_of([parsed]))

    def find_places(self, postcodes: Collection[str]) -> Mapping[str, Place | KithError]:
        """Find many postcodes, or parts of them, at once: by what was typed, the place or why there is none.

        Names are not looked up: a slip in a postcode must not become a town.
        """
        parsed = {text: _parse_or_error(text) for text in set(postcodes)}
        exact = self._exact_of([one for one in parsed.values() if not isinstance(one, KithError)])
        return {text: self._place_or_error(text, one, exact) for text, one in parsed.items()}

    def _place_or_error(
        self, text: str, parsed: _Parsed | KithError, exact: Mapping[str, Point]
    ) -> Place | KithError:
        if isinstance(parsed, KithError):
            return parsed
        try:
            return self._place_of(text, parsed, exact)
        except KithError as error:
            return error

    def _exact_of(self, parsed: Iterable[_Parsed]) -> Mapping[str, Point]:
        wanted = {one.text for one in parsed if isinstance(one, Postcode)}
        return self._find_exact(wanted) if wanted else {}

    def _place_of(self, text: str, parsed: _Parsed, exact: Mapping[str, Point]) -> Place:
        if isinstance(parsed, Outcode):
            return self._at_outcode(text, parsed, parsed.text)
        if isinstance(parsed, Sector):
            return self._at_sector(text, parsed, parsed.text)
        if point := exact.get(parsed.text):
            return Place(parsed.text, point, Precision.POSTCODE)
        return self._at_sector(text, parsed, parsed.sector)

    def _at_sector(self, text: str, parsed: Postcode | Sector, sector: str) -> Place:
        point = self.sectors.by_sector.get(sector)
        if not point:
            return self._at_outcode(text, parsed, parsed.outcode)
        return Place(parsed.text, point, Precision.SECTOR, self._why_not_exact(parsed, sector))

    def _at_outcode(self, text: str, parsed: _Parsed, outcode: str) -> Place:
        if not self.sectors.centroids:
            raise self._without_sectors(text)
        point = self.sectors.by_outcode.get(outcode)
        if not point:
            raise UnknownPostcodeError(text=text.strip(), outcode=outcode)
        return Place(parsed.text, point, Precision.AREA, self._why_not_exact(parsed, outcode))

    def _without_sectors(self, text: str) -> KithError:
        kind = NotInTheListError if self._count_exact() else NoPlacesLoadedError
        return kind(text=text.strip())

    def _why_not_exact(self, parsed: _Parsed, shown_at: str) -> str:
        if isinstance(parsed, Postcode) and self._count_exact():
            return _NOT_IN_THE_LIST.format(postcode=parsed, shown_at=shown_at)
        return _APPROXIMATE.format(shown_at=shown_at)

    def _named_in_address(self, text: str, around: Point | None) -> Place:
        """``12 High Street, Malvern``: what comes after the last comma may be a town."""
        last = place_name_in(text)
        if not self.names.find(last):
            raise NotAPostcodeError(text=text)
        return find_named(self.names, last, around)


def _parse(text: str) -> _Parsed:
    """Read the whole text, or else the one full postcode among its words."""
    try:
        return parse_postcode_or_part(text)
    except NotAPostcodeError:
        among = _POSTCODE_AMONG_WORDS.findall(text)
        if len(among) != 1:
            raise
        return Postcode.parse(among[0])


def _parse_or_error(text: str) -> _Parsed | KithError:
    try:
        return _parse(text)
    except KithError as error:
        return error


def _at_degrees(text: str, point: Point) -> Place:
    (south, north), (west, east) = _GREAT_BRITAIN
    if not (south <= point.latitude <= north and west <= point.longitude <= east):
        raise NotInGreatBritainError(text=text.strip())
    return Place(f"{point.latitude:.4f}, {point.longitude:.4f}", point, Precision.EXACT)
