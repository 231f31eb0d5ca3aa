"""Numbers from a file as a point in these islands, or not at all."""

from functools import cache

from pyproj import Transformer

from directory.model.place import Point

_SOUTH, _NORTH, _WEST, _EAST = 49.0, 61.5, -9.5, 2.5
_GRID_EAST, _GRID_NORTH = 700_000, 1_300_000
_LEAST_METRES = 1000


def point_of(latitude: float | None, longitude: float | None) -> Point | None:
    """A point in the British Isles in WGS84 degrees; swapped, zero or foreign numbers are not trusted."""
    if latitude is None or longitude is None:
        return None
    is_here = _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
    return Point(round(latitude, 6), round(longitude, 6)) if is_here else None


def point_of_pair(across: float | None, up: float | None) -> Point | None:
    """A point from x and y whose system is told by their size: degrees, or metres of the National Grid."""
    if across is None or up is None:
        return None
    if is_on_grid(across, up):
        return point_on_grid(across, up)
    return point_of(up, across)


def is_on_grid(easting: float, northing: float) -> bool:
    """Whether both numbers can be metres of the British National Grid."""
    return _LEAST_METRES < easting < _GRID_EAST and _LEAST_METRES < northing < _GRID_NORTH


def point_on_grid(easting: float, northing: float) -> Point | None:
    """WGS84 degrees of a point of the British National Grid (EPSG:27700)."""
    longitude, latitude = _from_grid().transform(easting, northing)
    return point_of(latitude, longitude)


@cache
def _from_grid() -> Transformer:
    """Made once: building a transformer takes longer than a thousand points."""
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def number_of(typed: str) -> float | None:
    """A number as typed; None when it is none."""
    try:
        number = float(typed.strip().replace(",", ""))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
