"""Listings as the peers get them: flat, with the same words and the same rule of who is near as Kith has."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from math import cos, radians, sin
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from directory.model.place import METRES_PER_MILE, Point
from directory.model.service import Delivery, Service

EARTH_METRES = 6_371_008.8
_ROWS = "rows.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """One listing. ``everywhere``: no journey needed. ``reach_metres``: how far it comes to people, or 0."""

    id: str
    name: str
    organization: str
    topics: str
    venue: str
    description: str
    latitude: float | None
    longitude: float | None
    everywhere: bool
    reach_metres: float

    @property
    def text(self) -> str:
        """All of its words."""
        return f"{self.name} {self.organization} {self.topics} {self.venue} {self.description}"


def row_of(service: Service) -> Row:
    """Flatten one listing."""
    point = next(iter(service.points), None)
    comes = Delivery.COMES_TO_YOU in service.deliveries
    miles = [area.miles for area in service.service_areas if area.miles is not None]
    by_wire = not {Delivery.PHONE, Delivery.ONLINE}.isdisjoint(service.deliveries)
    return Row(
        id=service.id,
        name=service.name,
        organization=service.organization.name,
        topics=" ".join(attribute.term for attribute in service.attributes),
        venue=" ".join(location.name for location in service.locations),
        description=" ".join((service.description, *service.welcomes)),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        everywhere=point is None or by_wire or (comes and not miles),
        reach_metres=max(miles) * METRES_PER_MILE if comes and miles else 0.0,
    )


def write_rows(services: Iterable[Service], folder: Path) -> None:
    """One line of JSON for each listing, in order."""
    with (folder / _ROWS).open("w", encoding="utf-8") as lines:
        for service in services:
            lines.write(json.dumps(astuple(row_of(service)), ensure_ascii=False) + "\n")


def read_rows(folder: Path) -> Iterator[Row]:
    """What was written, one at a time."""
    with (folder / _ROWS).open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(*json.loads(line))


class Nearby:
    """Who is near, for engines that have no index of places of their own: a k-d tree on the sphere."""

    def __init__(self, rows: Iterable[tuple[float | None, float | None, bool, float]]) -> None:
        table = np.array(
            [(lat or 0.0, lon or 0.0, everywhere, reach) for lat, lon, everywhere, reach in rows]
        )
        around = np.cos(np.radians(table[:, 0]))
        east, north = np.radians(table[:, 1]), np.radians(table[:, 0])
        self._sphere = np.column_stack((around * np.cos(east), around * np.sin(east), np.sin(north)))
        self._tree = cKDTree(self._sphere)
        self._reach = table[:, 3]
        self._widest = float(self._reach.max(initial=0.0))
        self._everywhere = np.flatnonzero(table[:, 2])
        self._is_everywhere = table[:, 2].astype(bool)

    def within(self, point: Point, metres: float) -> NDArray[np.int64]:
        """Numbers of the rows within so far of the point, or that come so far, or that need no journey."""
        north, east = radians(point.latitude), radians(point.longitude)
        centre = np.array((cos(north) * cos(east), cos(north) * sin(east), sin(north)))
        wide = 2 * sin(max(metres, self._widest) / EARTH_METRES / 2)
        found = np.array(self._tree.query_ball_point(centre, wide), dtype=np.int64)
        chords = np.linalg.norm(self._sphere[found] - centre, axis=1)
        far = 2 * EARTH_METRES * np.arcsin(np.minimum(chords / 2, 1.0))
        reach = np.where(self._reach[found] > 0, self._reach[found], metres)
        near = found[(far <= reach) & ~self._is_everywhere[found]]
        return np.sort(np.concatenate((near, self._everywhere)))
