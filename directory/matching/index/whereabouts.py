"""Where each row happens, and which rows come to the person or need no place."""

from dataclasses import dataclass, replace

import numpy as np

from directory.matching.index.bits import Bits, are_set, bits_of, pack, rows_of
from directory.matching.index.facts import Facts
from directory.matching.nearness import TOWN_METRES, Flags, Floats, Grid, Nearby, Rows, Sphere
from directory.model.place import Point


@dataclass(frozen=True, slots=True)
class Journeys:
    """By row asked about: how far its nearest place is, infinite where no distance applies."""

    metres: Floats
    no_journey: Flags


@dataclass(frozen=True, slots=True)
class Around:
    """Finds points by number. The grids are made once; the few that come later are all looked at."""

    sphere: Sphere
    sure: Grid
    town: Grid
    later: Rows

    @classmethod
    def of(cls, facts: Facts) -> "Around":
        """The points of all rows."""
        latitudes, longitudes = _degrees(facts)
        vague = facts.rows.column("vague", np.bool_)[facts.points.column("row", np.int64)]
        sure, town = (Grid(latitudes, longitudes, np.flatnonzero(flags)) for flags in (~vague, vague))
        return cls(Sphere.of(latitudes, longitudes), sure, town, np.zeros(0, dtype=np.int64))

    def carried_on(self, facts: Facts) -> "Around":
        """For facts that begin with those it was made of."""
        known = len(self.sphere)
        latitudes, longitudes = _degrees(facts)
        sphere = self.sphere.appended(latitudes[known:], longitudes[known:])
        more = np.arange(known, len(latitudes))
        return replace(self, sphere=sphere, later=np.concatenate((self.later, more)))

    def candidates(self, point: Point, metres: float, *, town_metres: float) -> Rows:
        """All points within so far, and some that are a little further."""
        near, town = self.sure.around(point, metres), self.town.around(point, town_metres)
        return np.concatenate((near, town, self.later))


@dataclass(frozen=True, slots=True)
class _Reaching:
    """Points, whose row each is, and how far that comes."""

    sphere: Sphere
    numbers: Rows
    rows: Rows
    metres: Floats


class Whereabouts:
    """Answers about places, by row.

    A row *needs no journey* when it is by phone or online, when none of its places could be put on a map,
    or when it comes to people and its stated reach (if it states one) covers the point asked about. The
    base of a group that only comes to people is not a place to go to: no distance is given for it. A row is
    *vague* when it is known by its town alone: it may as well be some miles nearer than the town's middle.
    """

    def __init__(self, facts: Facts, around: Around) -> None:
        rows, points = facts.rows, facts.points
        self.around = around
        self._is_place = rows.column("is_place", np.bool_)
        self.vague = rows.column("vague", np.bool_)
        self._always = rows.column("always", np.bool_)
        self._comes = rows.column("comes", np.bool_)
        self._reach = rows.column("reach", np.float64)
        self.point_row = points.column("row", np.int64)
        self.latitudes, self.longitudes = _degrees(facts)
        self.has_pin: Flags = points.column("has_pin", np.bool_) & self._is_place[self.point_row]
        self.pinned: Bits = bits_of(self.point_row[self.has_pin], len(rows))
        self._points: Rows = np.bincount(self.point_row, minlength=len(rows))
        self._first: Rows = np.cumsum(self._points) - self._points
        everywhere = self._always | (self._comes & np.isinf(self._reach))
        self._everywhere = pack(everywhere)
        self._reaching = self._points_reaching(np.flatnonzero(self._comes & ~everywhere))

    def _points_reaching(self, rows: Rows) -> "_Reaching":
        """Points of rows that say how far they come, apart, because each is looked at every time."""
        numbers = self.points_of(rows)
        sphere = Sphere.of(self.latitudes[numbers], self.longitudes[numbers])
        point_rows = self.point_row[numbers]
        return _Reaching(sphere, np.arange(len(numbers)), point_rows, self._reach[point_rows])

    def journeys(self, point: Point, rows: Rows) -> Journeys:
        """How far each of these rows is; grows with how many they are."""
        nearest = self._nearest(point, rows)
        no_journey = self._always[rows] | (self._comes[rows] & (self._reach[rows] >= nearest))
        return Journeys(np.where(self._is_place[rows], nearest, np.inf), no_journey)

    def in_reach(self, point: Point, metres: float) -> Bits:
        """The rows to be found within so far of a point, and all that need no journey."""
        rows, _ = self._close(point, metres, town_metres=metres + TOWN_METRES)
        found = np.concatenate((rows[self._is_place[rows]], self._coming(point)))
        reached: Bits = bits_of(found, len(self._is_place)) | self._everywhere
        return reached

    def near(self, point: Point, metres: float, findable: Bits) -> Nearby:
        """Findable rows within ``metres`` and those that need no journey; grows with who is near."""
        rows, far = self._rows_around(point, metres)
        to_go = self._is_place[rows] & are_set(findable, rows)
        rows, far = rows[to_go], far[to_go]
        size = len(self._is_place)
        staying = (self._everywhere | bits_of(self._coming(point), size)) & ~bits_of(rows, size) & findable
        return Nearby(rows, far, rows_of(staying))

    def pins_around(self, point: Point, metres: float) -> Rows:
        """The numbers of all points with a pin within so far, in no order."""
        numbers = self.around.candidates(point, metres, town_metres=metres)
        numbers = numbers[self.has_pin[numbers]]
        return numbers[self.around.sphere.metres_to(point, numbers) <= metres]

    def points_of(self, rows: Rows) -> Rows:
        """The numbers of all points of these rows, row by row."""
        several = self._points[rows]
        ends = np.cumsum(several)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - several, several)
        numbers: Rows = np.repeat(self._first[rows], several) + within
        return numbers

    def _close(self, point: Point, metres: float, *, town_metres: float) -> tuple[Rows, Floats]:
        """The row of each point within ``metres`` and how far that is, in no order, a row maybe twice."""
        numbers = self.around.candidates(point, metres, town_metres=town_metres)
        far = self.around.sphere.metres_to(point, numbers)
        rows = self.point_row[numbers]
        close = np.flatnonzero(far <= np.where(self.vague[rows], town_metres, metres))
        return rows[close], far[close]

    def _rows_around(self, point: Point, metres: float) -> tuple[Rows, Floats]:
        """Rows with a point within ``metres``, rising, each once, and how far its nearest point is."""
        rows, far = self._close(point, metres, town_metres=metres)
        order = np.lexsort((far, rows))
        rows, far = rows[order], far[order]
        first = np.ones(len(rows), dtype=np.bool_)
        first[1:] = rows[1:] != rows[:-1]
        return rows[first], far[first]

    def _coming(self, point: Point) -> Rows:
        """Rows that say how far they come and come as far as this."""
        reaching = self._reaching
        comes = reaching.sphere.metres_to(point, reaching.numbers) <= reaching.metres
        return np.unique(reaching.rows[comes])

    def _nearest(self, point: Point, rows: Rows) -> Floats:
        points = self._points[rows]
        nearest = np.full(len(rows), np.inf)
        one, several = np.flatnonzero(points == 1), np.flatnonzero(points > 1)
        nearest[one] = self.around.sphere.metres_to(point, self._first[rows[one]])
        if len(several):
            far = self.around.sphere.metres_to(point, self.points_of(rows[several]))
            starts = np.cumsum(points[several]) - points[several]
            nearest[several] = np.minimum.reduceat(far, starts)
        return nearest


def _degrees(facts: Facts) -> tuple[Floats, Floats]:
    points = facts.points
    return points.column("latitude", np.float64), points.column("longitude", np.float64)
