"""How far it is: points on the sphere, and those around a point without looking at all the others."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

import numpy as np
from numpy.typing import NDArray

from directory.model.place import METRES_PER_MILE, Point

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

TOWN_METRES = 5 * METRES_PER_MILE
EARTH_RADIUS_METRES = 6_371_008.8
# Points lie in bands of about a mile and a half from south to north, from west to east within each.
_BANDS_A_DEGREE = 50.0
_ROOM_FOR_A_BAND = 512.0
# Beyond this, or near a pole or the date line, looking at every point is simpler and hardly dearer.
_WIDE_DEGREES = 4.0
_FAR_NORTH_DEGREES = 85.0
_HALF_WAY_ROUND_DEGREES = 180.0
_A_HAIR_DEGREES = 1e-7


@dataclass(frozen=True, slots=True)
class Nearby:
    """Who is near a point, as row numbers in rising order, no row in both lists.

    ``rows`` are places within reach and ``metres`` how far each is; ``no_journey`` are the rows that are by
    phone or online, have no place, or come to this point. These may be a tenth of the whole directory.
    """

    rows: Rows
    metres: Floats
    no_journey: Rows


class Sphere:
    """Points by number, as directions from the middle of the earth."""

    def __init__(self, directions: Floats) -> None:
        self.directions = directions

    @classmethod
    def of(cls, latitudes: Floats, longitudes: Floats) -> "Sphere":
        """From degrees."""
        north, east = np.radians(latitudes), np.radians(longitudes)
        around = np.cos(north)
        return cls(np.stack((around * np.cos(east), around * np.sin(east), np.sin(north))))

    def __len__(self) -> int:
        """How many points."""
        return len(self.directions[0])

    def appended(self, latitudes: Floats, longitudes: Floats) -> "Sphere":
        """These points and more behind them."""
        more = Sphere.of(latitudes, longitudes)
        return Sphere(np.concatenate((self.directions, more.directions), axis=1))

    def metres_to(self, point: Point, numbers: Rows) -> Floats:
        """How far each of these points is, along the great circle."""
        north, east = radians(point.latitude), radians(point.longitude)
        here = (cos(north) * cos(east), cos(north) * sin(east), sin(north))
        square = np.zeros(len(numbers))
        for along, middle in zip(self.directions, here, strict=True):
            step = along[numbers]
            step -= middle
            step *= step
            square += step
        metres: Floats = 2 * EARTH_RADIUS_METRES * np.arcsin(np.minimum(np.sqrt(square) / 2, 1.0))
        return metres


class Grid:
    """Finds the points around a point by cutting out a few runs of a sorted list."""

    def __init__(self, latitudes: Floats, longitudes: Floats, numbers: Rows) -> None:
        keys = grid_keys(latitudes[numbers], longitudes[numbers])
        order = np.argsort(keys, kind="stable")
        self._keys: Floats = keys[order]
        self._numbers: Rows = numbers[order]

    def around(self, point: Point, metres: float) -> Rows:
        """Numbers of all points within ``metres`` and of some that are a little further."""
        if not len(self._numbers):
            return self._numbers
        north = degrees(metres / EARTH_RADIUS_METRES) + _A_HAIR_DEGREES
        if north > _WIDE_DEGREES or abs(point.latitude) + north > _FAR_NORTH_DEGREES:
            return self._numbers
        east = degrees(asin(sin(radians(north)) / cos(radians(point.latitude)))) + _A_HAIR_DEGREES
        if abs(point.longitude) + east > _HALF_WAY_ROUND_DEGREES:
            return self._numbers
        return self._cut(_bands(point.latitude, north), point.longitude - east, point.longitude + east)

    def _cut(self, bands: Floats, west: float, east: float) -> Rows:
        starts = np.searchsorted(self._keys, bands * _ROOM_FOR_A_BAND + (west + _HALF_WAY_ROUND_DEGREES))
        ends = np.searchsorted(
            self._keys, bands * _ROOM_FOR_A_BAND + (east + _HALF_WAY_ROUND_DEGREES), side="right"
        )
        runs = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.concatenate([self._numbers[start:end] for start, end in runs])


def grid_keys(latitudes: Floats, longitudes: Floats) -> Floats:
    """Numbers by which neighbours come to stand together: by band, then from west to east."""
    bands: Floats = np.floor((latitudes + 90.0) * _BANDS_A_DEGREE)
    return bands * _ROOM_FOR_A_BAND + (longitudes + _HALF_WAY_ROUND_DEGREES)


def _bands(latitude: float, degrees_north: float) -> Floats:
    first = np.floor((latitude - degrees_north + 90.0) * _BANDS_A_DEGREE)
    last = np.floor((latitude + degrees_north + 90.0) * _BANDS_A_DEGREE)
    return np.arange(first, last + 1)
