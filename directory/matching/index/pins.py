"""The marks on the map for what was found: chosen as numbers, made into pins when the map is drawn."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np

from directory.matching.index.bits import Bits, are_set, bits_of
from directory.matching.index.listings import Listings
from directory.matching.index.ordering import Order
from directory.matching.nearness import Rows
from directory.model.place import METRES_PER_MILE, Point
from directory.model.search import Pin, ServiceQuery

MOST_PINS = 5_000


class Pins(Sequence[Pin]):
    """Pins in the order of what was found; thousands of them are made only when someone looks at them."""

    def __init__(self, listings: Listings, points: Rows, page: Rows) -> None:
        self._listings = listings
        self._points = points
        self._page = page

    def __len__(self) -> int:
        return len(self._points)

    @overload
    def __getitem__(self, place: int) -> Pin: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Pin]: ...
    def __getitem__(self, place: int | slice) -> Pin | Sequence[Pin]:
        return self._pins[place]

    def __iter__(self) -> Iterator[Pin]:
        return iter(self._pins)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._pins == tuple(other)

    def __hash__(self) -> int:
        return hash(self._pins)

    @cached_property
    def _pins(self) -> tuple[Pin, ...]:
        whereabouts, kept = self._listings.whereabouts, self._listings.kept
        rows = whereabouts.point_row[self._points]
        numbers = {row: number for number, row in enumerate(self._page.tolist(), start=1)}
        latitudes, longitudes = whereabouts.latitudes[self._points], whereabouts.longitudes[self._points]
        return tuple(
            map(
                Pin,
                kept.ids.texts(rows),
                kept.names.texts(rows),
                map(Point, latitudes.tolist(), longitudes.tolist()),
                map(numbers.get, rows.tolist()),
            )
        )


def pins_of(listings: Listings, query: ServiceQuery, fitting: Bits, *, order: Order) -> Rows:
    """The numbers of the first points with a pin among these rows; those beyond the reach are not shown."""
    whereabouts = listings.whereabouts
    if query.near and query.within_miles is not None:
        points = whereabouts.pins_around(query.near.point, query.within_miles * METRES_PER_MILE)
        points = points[are_set(fitting, whereabouts.point_row[points])]
        first = order.first(MOST_PINS, bits_of(whereabouts.point_row[points], len(listings)))
        points = points[are_set(bits_of(first, len(listings)), whereabouts.point_row[points])]
        return _in_order(points, whereabouts.point_row[points], first)
    points = whereabouts.points_of(order.first(MOST_PINS, whereabouts.pinned))
    return points[whereabouts.has_pin[points]][:MOST_PINS]


def _in_order(points: Rows, point_rows: Rows, rows: Rows) -> Rows:
    """The points, each of one of the rows, in the rows' order."""
    by_row = np.argsort(rows)
    places = by_row[np.searchsorted(rows[by_row], point_rows)]
    in_order: Rows = points[np.lexsort((points, places))]
    return in_order[:MOST_PINS]
