"""How far it is: every point of every row, the nearest of them, and what needs no journey at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from directory.model.place import METRES_PER_MILE, Point, Precision
from directory.model.service import Delivery, Service

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

TOWN_METRES = 5 * METRES_PER_MILE
_EARTH_RADIUS_METRES = 6_371_008.8
_NO_JOURNEY = frozenset({Delivery.PHONE, Delivery.ONLINE})


@dataclass(frozen=True, slots=True)
class Distances:
    """``metres`` by row, infinite where no distance applies; ``no_journey`` by row; ``by_point`` by point."""

    metres: Floats
    no_journey: Flags
    by_point: Floats


@dataclass(frozen=True, slots=True)
class Nearby:
    """Who is near a point, as row numbers in rising order, no row in both lists.

    ``rows`` are places within reach and ``metres`` how far each is; ``no_journey`` are the rows that are by
    phone or online, have no place, or come to this point. These may be a tenth of the whole directory.
    """

    rows: Rows
    metres: Floats
    no_journey: Rows


class Whereabouts:
    """Where each row happens, and which rows come to the person or need no place.

    A row *needs no journey* when it is by phone or online, when none of its places could be put on a map,
    or when it comes to people and its stated reach (if it states one) covers the point asked about. The
    base of a group that only comes to people is not a place to go to: no distance is given for it.
    """

    def __init__(self, services: Sequence[Service]) -> None:
        self.points: list[Point] = [point for service in services for point in service.points]
        self.has_pin: Flags = _flags(sure for service in services for sure in _known_beyond_town(service))
        counts = [len(service.points) for service in services]
        self.point_row: Rows = np.repeat(np.arange(len(services)), counts)
        self._placed: Rows = np.flatnonzero(counts)
        self._first_point: Rows = np.cumsum([0, *counts])[self._placed]
        self._latitude, self._longitude = _radians_of(self.points)
        self._tree = cKDTree(_on_unit_sphere(self._latitude, self._longitude)) if self.points else None
        self.is_place: Flags = _flags(_is_place(service) for service in services)
        # Known by its town alone: it may as well be some miles nearer than the middle of the town.
        self.slack: Floats = np.array(
            [0.0 if any(_known_beyond_town(service)) else TOWN_METRES for service in services]
        )
        self._always: Flags = _flags(_is_everywhere(service) for service in services)
        self._comes: Flags = _flags(Delivery.COMES_TO_YOU in service.deliveries for service in services)
        self._reach: Floats = np.array([_reach_metres(service) for service in services], dtype=np.float64)
        self._everywhere: Rows = np.flatnonzero(self._always | (self._comes & np.isinf(self._reach)))
        self._some_reach: Rows = np.flatnonzero(~self._always & self._comes & np.isfinite(self._reach))
        self._widest_reach = float(self._reach[self._some_reach].max(initial=0.0))

    def distances_from(self, point: Point) -> Distances:
        """Every row's distance; grows with the whole directory, for questions asked of all of it."""
        by_point = self._metres_to(point, slice(None))
        nearest = np.full(len(self._always), np.inf)
        if self.points:
            nearest[self._placed] = np.minimum.reduceat(by_point, self._first_point)
        no_journey = self._always | (self._comes & (self._reach >= nearest))
        return Distances(np.where(self.is_place, nearest, np.inf), no_journey, by_point)

    def near(self, point: Point, metres: float) -> Nearby:
        """Rows within ``metres`` and those that need no journey; grows with who is near."""
        rows, far = self._nearest_within(point, max(metres, self._widest_reach))
        to_go = self.is_place[rows] & (far <= metres)
        coming = rows[np.isin(rows, self._some_reach) & (far <= self._reach[rows])]
        no_journey = np.setdiff1d(np.union1d(self._everywhere, coming), rows[to_go], assume_unique=True)
        return Nearby(rows[to_go], far[to_go], no_journey)

    def _nearest_within(self, point: Point, metres: float) -> tuple[Rows, Floats]:
        """Rows with a point within ``metres``, each once, and how far its nearest point is."""
        if self._tree is None:
            return np.array([], dtype=np.int64), np.array([], dtype=np.float64)
        chord = 2 * sin(min(metres / _EARTH_RADIUS_METRES, np.pi) / 2) * (1 + 1e-9) + 1e-12
        latitude, longitude = radians(point.latitude), radians(point.longitude)
        centre = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
        places = np.array(self._tree.query_ball_point(centre, chord), dtype=np.int64)
        far = self._metres_to(point, places)
        order = np.lexsort((far, self.point_row[places]))
        rows, first = np.unique(self.point_row[places][order], return_index=True)
        return rows, far[order][first]

    def _metres_to(self, point: Point, places: Rows | slice) -> Floats:
        latitude, longitude = self._latitude[places], self._longitude[places]
        half_north = np.sin((latitude - radians(point.latitude)) / 2)
        half_east = np.sin((longitude - radians(point.longitude)) / 2)
        square = half_north**2 + np.cos(latitude) * cos(radians(point.latitude)) * half_east**2
        metres: Floats = 2 * _EARTH_RADIUS_METRES * np.arcsin(np.sqrt(np.minimum(square, 1.0)))
        return metres


def _known_beyond_town(service: Service) -> list[bool]:
    return [place.precision is not Precision.AREA for place in service.locations if place.point]


def _is_place(service: Service) -> bool:
    return bool(service.points) and (Delivery.AT_A_PLACE in service.deliveries or not service.deliveries)


def _is_everywhere(service: Service) -> bool:
    return not service.points or not _NO_JOURNEY.isdisjoint(service.deliveries)


def _reach_metres(service: Service) -> float:
    miles = [area.miles for area in service.service_areas]
    stated = [reach for reach in miles if reach is not None]
    return max(stated) * METRES_PER_MILE if stated and len(stated) == len(miles) else np.inf


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def _radians_of(points: Sequence[Point]) -> tuple[Floats, Floats]:
    degrees = np.array([(point.latitude, point.longitude) for point in points], dtype=np.float64)
    both: Floats = np.radians(degrees.reshape(-1, 2))
    return both[:, 0], both[:, 1]


def _on_unit_sphere(latitude: Floats, longitude: Floats) -> Floats:
    around = np.cos(latitude)
    return np.column_stack((around * np.cos(longitude), around * np.sin(longitude), np.sin(latitude)))
