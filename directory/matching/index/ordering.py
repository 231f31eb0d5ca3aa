"""In what order: by fit, distance, next date, last check or name; only as far as anyone looks."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from directory.matching.index.asking import Asked
from directory.matching.index.bits import Bits, are_set, count, rows_of
from directory.matching.index.listings import Listings
from directory.matching.nearness import Floats, Rows
from directory.model.place import METRES_PER_MILE, Point
from directory.model.search import ServiceQuery, Sort

# What needs no journey stands where something this far away would stand: after the near, before the far.
NO_JOURNEY_STANDS_AT_METRES = 3 * METRES_PER_MILE
_HALF_AS_NEAR_METRES = 2_000.0
_CHECK_FADES_OVER_SECONDS = 180 * 86_400.0
_NEARNESS_WEIGHT = 0.35
_FRESHNESS_WEIGHT = 0.15
_NAMES_COMPARED = 200
# More than fit, nearness and freshness can ever add up to; the very name counts twice.
_NAMED = 10.0
# The nearest of very many are looked for in a circle first.
_CIRCLES_METRES = tuple(miles * METRES_PER_MILE for miles in (5, 20, 80))
_VERY_MANY = 100_000
# Of many values, so many are looked at to guess how small the least ones are.
_SAMPLE = 8_192
_BEYOND_THE_GUESS, _AND_SOME_MORE = 1.5, 16
_A_BLOCK = 16_384


def default_sort(query: ServiceQuery) -> Sort:
    """Words ask for the best fit, a place alone for the nearest, nothing at all for the alphabet."""
    if query.words.strip():
        return Sort.BEST
    return Sort.NEAREST if query.near else Sort.NAME


class Order:
    """The order of the rows that answer a question; ties are broken by name."""

    def __init__(self, listings: Listings, asked: Asked, fitting: Bits, *, now: datetime) -> None:
        self._listings = listings
        self._asked = asked
        self._fitting = fitting
        self._now = now
        self._sort = asked.query.sort or default_sort(asked.query)
        self._checked = listings.kept.facts.rows.column("checked", np.float64)
        self._valued: tuple[Rows, Floats] | None = None

    def first(self, most: int, among: Bits | None = None) -> Rows:
        """The first few of the rows, or of those of them that are ``among`` some others."""
        fitting = self._fitting if among is None else self._fitting & among
        if self._sort is Sort.NAME:
            return self._by_name(fitting, most)
        near = self._asked.query.near
        if self._sort is Sort.NEAREST and near and count(fitting) > _VERY_MANY:
            return self._nearest(near.point, fitting, most)
        rows, values = self._values()
        if among is not None:
            # Mostly nearly all are among them, and the first of twice as many are enough.
            likely = self._least(rows, values, 2 * most)
            likely = likely[are_set(among, likely)]
            if len(likely) >= most or len(rows) <= 2 * most:
                return likely[:most]
            marked = np.flatnonzero(are_set(among, rows))
            rows, values = rows[marked], values[marked]
        return self._least(rows, values, most)

    def _least(self, rows: Rows, values: Floats, most: int) -> Rows:
        return least_first(rows, values, self._listings.order.ranks, most=most)

    def _by_name(self, fitting: Bits, most: int) -> Rows:
        """From the beginning of the alphabet until there are enough."""
        filed = self._listings.order.rows
        found: list[Rows] = [filed[:0]]
        start, step = 0, max(4 * most, 1_024)
        while start < len(filed) and most > 0:
            rows = filed[start : start + step]
            found.append(rows[are_set(fitting, rows)][:most])
            most -= len(found[-1])
            start, step = start + step, 2 * step
        return np.concatenate(found)

    def _nearest(self, point: Point, fitting: Bits, most: int) -> Rows:
        """Within a circle, if there are enough in it; what needs no journey is always in it."""
        for metres in _CIRCLES_METRES:
            rows = rows_of(fitting & self._listings.whereabouts.in_reach(point, metres))
            values = self._journeys(point, rows)
            if np.count_nonzero(values <= metres) >= most:
                return self._least(rows, values, most)
        rows = rows_of(fitting)
        return self._least(rows, self._journeys(point, rows), most)

    def _journeys(self, point: Point, rows: Rows) -> Floats:
        journeys = self._listings.whereabouts.journeys(point, rows)
        staying = np.minimum(journeys.metres, NO_JOURNEY_STANDS_AT_METRES)
        return np.where(journeys.no_journey, staying, journeys.metres)

    def _values(self) -> tuple[Rows, Floats]:
        if self._valued is None:
            rows = rows_of(self._fitting)
            self._valued = rows, self._valued_by(rows)
        return self._valued

    def _valued_by(self, rows: Rows) -> Floats:
        match self._sort:
            case Sort.CHECKED:
                return -self._checked[rows]
            case Sort.SOONEST:
                return self._listings.coming_up.starts(rows, self._now)
            case Sort.BEST:
                return -self._best(rows)
            case _:
                near = self._asked.query.near
                return self._journeys(near.point, rows) if near else np.full(len(rows), np.inf)

    def _best(self, rows: Rows) -> Floats:
        """Whatever is named is first however stale or far; then fit to the words, nearness, freshness."""
        text = self._asked.text
        fit = np.zeros(len(rows))
        if text:
            for some in _blocks(rows):
                fit[some] = text.fit(rows[some])
        score = fit / max(float(fit.max(initial=0.0)), 1e-9)
        for some in _blocks(rows):
            score[some] = np.round(score[some] + self._beside_fit(rows[some]), 9)
        self._favour_named(rows, fit, score)
        return score

    def _beside_fit(self, rows: Rows) -> Floats:
        """What freshness and nearness add."""
        ages = np.maximum(self._now.timestamp() - self._checked[rows], 0.0)
        more: Floats = _FRESHNESS_WEIGHT * np.exp(ages / -_CHECK_FADES_OVER_SECONDS)
        if near := self._asked.query.near:
            more += _NEARNESS_WEIGHT / (1.0 + self._journeys(near.point, rows) / _HALF_AS_NEAR_METRES)
        return more

    def _favour_named(self, rows: Rows, fit: Floats, score: Floats) -> None:
        """The organisation's name and names much like what was typed first, before them the very name."""
        names, keys = self._listings.names, self._asked.keys
        likely = rows, -fit
        if not fit.all():
            fitting = np.flatnonzero(fit)
            likely = rows[fitting], -fit[fitting]
        alike = names.nearly_called(keys, self._least(*likely, most=_NAMES_COMPARED))
        much_like_it = np.union1d(names.called(keys), alike)
        for named in (much_like_it, names.named(keys)):
            score[_places_of(named, rows)] += _NAMED


def least_first(rows: Rows, values: Floats, ranks: Floats, *, most: int) -> Rows:
    """The ``most`` rows with the least values, ties by rank; the others are never sorted."""
    if most <= 0:
        return rows[:0]
    near = _least_of(values, most)
    rows, values = rows[near], values[near]
    if len(rows) > most:
        edge = np.partition(values, most - 1)[most - 1]
        below, at = np.flatnonzero(values < edge), np.flatnonzero(values == edge)
        missing = most - len(below)
        if len(at) > missing:
            at = at[np.argpartition(ranks[rows[at]], missing - 1)[:missing]]
        chosen = np.concatenate((below, at))
        rows, values = rows[chosen], values[chosen]
    return rows[np.lexsort((ranks[rows], values))]


def _least_of(values: Floats, most: int) -> Rows | slice:
    """The places of at least the ``most`` least values, and as a rule not of many more."""
    if len(values) <= 4 * (most + _SAMPLE):
        return slice(None)
    some = values[:: len(values) // _SAMPLE]
    turn = int(most / len(values) * len(some) * _BEYOND_THE_GUESS) + _AND_SOME_MORE
    if turn >= len(some):
        return slice(None)
    near = np.flatnonzero(values <= np.partition(some, turn)[turn])
    return near if len(near) >= most else slice(None)


def _blocks(rows: Rows) -> Iterator[slice]:
    """Some thousand at a time stay in the processor's cache: twice as quick as all at once."""
    return (slice(start, start + _A_BLOCK) for start in range(0, len(rows), _A_BLOCK))


def _places_of(some: Rows, rows: Rows) -> Rows:
    """Where those of ``some`` that are among the rising ``rows`` stand."""
    places = np.searchsorted(rows, some)
    there = np.flatnonzero(places < len(rows))
    places, some = places[there], some[there]
    found: Rows = places[rows[places] == some]
    return found
