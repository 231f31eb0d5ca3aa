"""Points on the earth and how well we know them. Always (latitude, longitude), WGS84 degrees."""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

METRES_PER_MILE = 1609.344
_EARTH_RADIUS_METRES = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees."""

    latitude: float
    longitude: float


class Precision(StrEnum):
    """How a point was found."""

    EXACT = "exact"
    POSTCODE = "postcode"
    SECTOR = "sector"
    AREA = "area"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, in words and as a point; ``note`` says in a sentence what is approximate."""

    label: str
    point: Point
    precision: Precision
    note: str = ""


def metres_between(one: Point, other: Point) -> float:
    """Great-circle distance in metres."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half_lat = sin((lat2 - lat1) / 2)
    half_lon = sin(radians(other.longitude - one.longitude) / 2)
    return 2 * _EARTH_RADIUS_METRES * asin(sqrt(half_lat**2 + cos(lat1) * cos(lat2) * half_lon**2))


def miles(metres: float) -> float:
    """Metres as miles."""
    return metres / METRES_PER_MILE
