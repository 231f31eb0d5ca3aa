"""Putting what a file says about places on the map: by its own coordinates, by postcode, or by town."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from statistics import median

from directory.errors import KithError
from directory.exchange.reading import ReadRow
from directory.model.location import Location
from directory.model.place import Place, Point, Precision
from directory.places.gazetteer import Gazetteer


def place_listings(gazetteer: Gazetteer, rows: Iterable[ReadRow]) -> list[ReadRow]:
    """Give every location a point that can have one; a row without any stays as it is.

    A town is good enough to say roughly how far it is (``Precision.AREA``), not to set a pin.
    """
    by_postcode = _placed_by_postcode(gazetteer, list(rows))
    towns = _find_towns(gazetteer, by_postcode)
    return [_with_locations(row, lambda place: _at_town(place, towns)) for row in by_postcode]


def _placed_by_postcode(gazetteer: Gazetteer, rows: list[ReadRow]) -> list[ReadRow]:
    postcodes = {
        place.address.postal_code for place in _unplaced(rows) if place.address and place.address.postal_code
    }
    found = gazetteer.find_places(postcodes)
    return [_with_locations(row, lambda place: _at_postcode(place, found)) for row in rows]


def _unplaced(rows: Iterable[ReadRow]) -> Iterable[Location]:
    return (place for row in rows if row.service for place in row.service.locations if place.point is None)


def _with_locations(row: ReadRow, placed: Callable[[Location], Location]) -> ReadRow:
    if row.service is None or all(place.point for place in row.service.locations):
        return row
    return replace(row, service=replace(row.service, locations=tuple(map(placed, row.service.locations))))


def _at_postcode(location: Location, places: Mapping[str, Place | KithError]) -> Location:
    if location.point or location.address is None:
        return location
    place = places.get(location.address.postal_code)
    if not isinstance(place, Place):
        return location
    # The postcode's own point is not the door of the building; a bare outcode is as good as a sector.
    known = place.precision in {Precision.EXACT, Precision.POSTCODE}
    return replace(location, point=place.point, precision=Precision.POSTCODE if known else Precision.SECTOR)


def _find_towns(gazetteer: Gazetteer, rows: Collection[ReadRow]) -> Mapping[str, Place]:
    """Places of the towns named by locations that have nothing better, of two Newports the nearer one."""
    names = {place.address.city for place in _unplaced(rows) if place.address and place.address.city}
    around = _middle(rows) if names else None
    return {name: place for name in sorted(names) if (place := _find_town(gazetteer, name, around))}


def _find_town(gazetteer: Gazetteer, name: str, around: Point | None) -> Place | None:
    try:
        place = gazetteer.find_place(name, around=around)
    except KithError:
        return None
    return place if place.precision is Precision.AREA else None


def _middle(rows: Iterable[ReadRow]) -> Point | None:
    """Where the file's other listings are."""
    points = [point for row in rows if row.service for point in row.service.points]
    if not points:
        return None
    return Point(median(one.latitude for one in points), median(one.longitude for one in points))


def _at_town(location: Location, towns: Mapping[str, Place]) -> Location:
    if location.point or location.address is None or location.address.city not in towns:
        return location
    return replace(location, point=towns[location.address.city].point, precision=Precision.AREA)
