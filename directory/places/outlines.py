"""A quiet ground for a map that has no tiles: approximate outlines of postcode districts, worked out.

Each sector owns what is nearer to its middle than to any other; a district (outcode) is its sectors together.
Lines are rounded a little, and neighbours share them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from directory.model.place import Point, metres_between
from directory.places.ground import Floats, build_ground
from directory.places.sectors import SectorCentroid

_GRID, _DEGREES = 27700, 4326
_MARGIN = (0.3, 0.5)
_MOST_SECTORS = 3_500
_FEWEST_SECTORS = 4
_FEW_IN_SECTOR = 3
_FEW_IN_DISTRICT = 40
_LARGE_USERS = re.compile(r"(?!B9[0-8])[A-Z]+9\d")  # from 90 on only those of Birmingham have homes
_NEXT_DOOR_METRES = 2_500.0
_BEYOND_METRES = 30_000.0
_DETAIL_METRES = 120.0
_SCRAP_SQUARE_METRES = 1_000_000.0
_ROUNDINGS = 2
_FEWEST_TO_ROUND = 3

Faces = NDArray[np.object_]
Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A part of the earth in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point, margin: tuple[float, float] = (0.0, 0.0)) -> bool:
        """Whether the point is inside, or outside by at most so many degrees of latitude and longitude."""
        north, east = margin
        return (
            self.south - north <= point.latitude <= self.north + north
            and self.west - east <= point.longitude <= self.east + east
        )


class Feature(TypedDict):
    """A GeoJSON feature; its positions are (longitude, latitude)."""

    type: str
    properties: Mapping[str, str | float]
    geometry: Mapping[str, object]


class FeatureCollection(TypedDict):
    """What Leaflet and every other map draws."""

    type: str
    features: list[Feature]


@dataclass(frozen=True, slots=True)
class _District:
    name: str
    shape: shapely.Geometry


def build_outlines(centroids: Iterable[SectorCentroid], bounds: Bounds) -> FeatureCollection:
    """Outline the districts that touch the bounds, in order of name.

    Properties: ``name`` (the outcode), and ``latitude`` and ``longitude`` of a good place for its label.
    Where the bounds hold much of the country, a district is drawn around its biggest sector alone.
    """
    near = _worth_drawing([item for item in centroids if bounds.holds(item.point, _MARGIN)])
    if len(near) > _MOST_SECTORS:
        near = _one_each(near)
    names, places = _on_grid(near)
    if len(names) < _FEWEST_SECTORS:
        return collect([])
    districts = _in_degrees(_round(_divide(names, places)))
    frame = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)
    return collect(_as_feature(one) for one in districts if shapely.intersects(one.shape, frame))


def collect(features: Iterable[Feature]) -> FeatureCollection:
    """Put features into a collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def _worth_drawing(centroids: Sequence[SectorCentroid]) -> list[SectorCentroid]:
    """Leave out postcodes of single firms and sorting offices, which lie inside other districts.

    Small districts stay where nobody else is near, as islands are. Biggest first.
    """
    sizes = Counter[str]()
    for item in centroids:
        sizes[item.outcode] += item.postcodes
    named = [item for item in centroids if not _LARGE_USERS.fullmatch(item.outcode)]
    homes = [
        item for item in named if sizes[item.outcode] >= _FEW_IN_DISTRICT and item.postcodes > _FEW_IN_SECTOR
    ]
    others = [item for item in named if sizes[item.outcode] < _FEW_IN_DISTRICT]
    return sorted(homes + _remote(others, homes), key=lambda item: (-item.postcodes, item.sector))


def _remote(others: Sequence[SectorCentroid], homes: Sequence[SectorCentroid]) -> list[SectorCentroid]:
    """Choose those with no home next door."""
    if not homes or not others:
        return list(others)
    tree = shapely.STRtree([shapely.Point(item.point.longitude, item.point.latitude) for item in homes])
    nearest = tree.nearest([shapely.Point(item.point.longitude, item.point.latitude) for item in others])
    return [
        item
        for item, index in zip(others, nearest, strict=True)
        if metres_between(item.point, homes[index].point) > _NEXT_DOOR_METRES
    ]


def _one_each(centroids: Sequence[SectorCentroid]) -> list[SectorCentroid]:
    """Stand for each district by its biggest sector."""
    biggest: dict[str, SectorCentroid] = {}
    for item in centroids:
        biggest.setdefault(item.outcode, item)
    return list(biggest.values())


def _on_grid(centroids: Sequence[SectorCentroid]) -> tuple[list[str], Floats]:
    """Give the outcode and place of each; of those within ten metres of each other, the first."""
    if not centroids:
        return [], np.empty((0, 2))
    degrees = np.array([(item.point.latitude, item.point.longitude) for item in centroids])
    places = np.column_stack(Transformer.from_crs(_DEGREES, _GRID).transform(*degrees.T))
    _, first = np.unique(places.round(-1), axis=0, return_index=True)
    first.sort()
    return [centroids[index].outcode for index in first], places[first]


def _divide(names: Sequence[str], places: Floats) -> list[_District]:
    """Share out the ground among the districts."""
    frame = shapely.box(*places.min(axis=0) - _BEYOND_METRES, *places.max(axis=0) + _BEYOND_METRES)
    divided = shapely.voronoi_polygons(shapely.multipoints(places), ordered=True, extend_to=frame)
    cells = shapely.get_parts(divided)
    districts = sorted(set(names))
    of_district = np.array(names)
    shapes = np.array([shapely.coverage_union_all(cells[of_district == name]) for name in districts])
    shapes = shapely.intersection(shapes, build_ground(places))
    return [_District(name, shape) for name, shape in zip(districts, shapes, strict=True)]


def _round(districts: Sequence[_District]) -> list[_District]:
    """Round each stretch of line between two junctions once, so that neighbours still meet."""
    before = [district.shape for district in districts]
    stretches = shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.boundary(before))))
    rounded = [
        _round_line(shapely.get_coordinates(line)) for line in shapely.simplify(stretches, _DETAIL_METRES)
    ]
    faces = shapely.get_parts(shapely.polygonize(rounded))
    found, owners = shapely.STRtree(before).query(shapely.point_on_surface(faces), predicate="within")
    faces = faces[found]
    owners = _without_scraps(faces, owners)
    return [
        _District(district.name, shapely.coverage_union_all(faces[owners == index]))
        for index, district in enumerate(districts)
        if (owners == index).any()
    ]


def _without_scraps(faces: Faces, owners: Indexes) -> Indexes:
    """Give a small piece that lies apart from its district to the neighbour with the longest line to it."""
    kept = owners.copy()
    tree = shapely.STRtree(faces)
    for index in np.flatnonzero(shapely.area(faces) < _SCRAP_SQUARE_METRES):
        others = np.array([one for one in tree.query(faces[index], predicate="touches") if one != index])
        if others.size and (owners == owners[index]).sum() > 1:
            shared = shapely.length(shapely.intersection(faces[index], faces[others]))
            kept[index] = owners[others[shared.argmax()]]
    return kept


def _round_line(corners: Floats) -> shapely.LineString:
    """Cut the corners; the ends of a line stay, a ring has none."""
    is_ring = bool((corners[0] == corners[-1]).all())
    for _ in range(_ROUNDINGS if len(corners) >= _FEWEST_TO_ROUND else 0):
        cut = np.empty((2 * len(corners) - 2, 2))
        cut[0::2] = 0.75 * corners[:-1] + 0.25 * corners[1:]
        cut[1::2] = 0.25 * corners[:-1] + 0.75 * corners[1:]
        corners = np.vstack([cut, cut[:1]]) if is_ring else np.vstack([corners[:1], cut[1:-1], corners[-1:]])
    return shapely.LineString(corners)


def _in_degrees(districts: Sequence[_District]) -> list[_District]:
    """Turn the grid into (longitude, latitude), as GeoJSON has it; four decimals are about ten metres."""
    to_degrees = Transformer.from_crs(_GRID, _DEGREES, always_xy=True)
    turned = shapely.transform(
        [district.shape for district in districts],
        lambda points: np.column_stack(to_degrees.transform(*points.T)).round(4),
    )
    return [_District(district.name, shape) for district, shape in zip(districts, turned, strict=True)]


def _as_feature(district: _District) -> Feature:
    largest = max(shapely.get_parts(district.shape), key=shapely.area)
    longitude, latitude = shapely.get_coordinates(shapely.point_on_surface(largest))[0]
    return {
        "type": "Feature",
        "properties": {
            "name": district.name,
            "latitude": round(float(latitude), 4),
            "longitude": round(float(longitude), 4),
        },
        "geometry": json.loads(shapely.to_geojson(district.shape)),
    }
