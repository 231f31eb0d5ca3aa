"""In what order: by fit, distance, next date, last check or name; only as far as anyone looks."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.asking import Asked
from directory.matching.index.listings import Listings
from directory.matching.nearness import Floats, Rows
from directory.model.place import METRES_PER_MILE
from directory.model.search import ServiceQuery, Sort

# What needs no journey stands where something this far away would stand: after the near, before the far.
NO_JOURNEY_STANDS_AT_METRES = 3 * METRES_PER_MILE
_HALF_AS_NEAR_METRES = 2_000.0
_CHECK_FADES_OVER_SECONDS = 180 * 86_400.0
_NEARNESS_WEIGHT = 0.35
_FRESHNESS_WEIGHT = 0.15
_NAMES_COMPARED = 200
_THE_VERY_NAME, _MUCH_LIKE_IT, _OTHERS = 2, 1, 0


def default_sort(query: ServiceQuery) -> Sort:
    """Words ask for the best fit, a place alone for the nearest, nothing at all for the alphabet."""
    if query.words.strip():
        return Sort.BEST
    return Sort.NEAREST if query.near else Sort.NAME


class Order:
    """The order of some rows; ties are broken by name."""

    def __init__(self, listings: Listings, rows: Rows, asked: Asked, *, now: datetime) -> None:
        self._listings = listings
        self._ranks = listings.order.ranks
        self._checked = listings.kept.facts.rows.column("checked", np.float64)
        self._rows = rows
        self._named = np.zeros(len(rows), dtype=np.int8)
        match asked.query.sort or default_sort(asked.query):
            case Sort.NAME:
                self._values = self._ranks[rows]
            case Sort.CHECKED:
                self._values = -self._checked[rows]
            case Sort.SOONEST:
                self._values = listings.coming_up.starts(rows, now)
            case Sort.NEAREST:
                self._values = self._journeys(asked.query)
            case Sort.BEST:
                self._values = self._best(asked, now)

    def first(self, most: int, among: NDArray[np.bool_] | None = None) -> Rows:
        """The first few of the rows, or of those ``among`` them that are marked."""
        found: list[Rows] = []
        for named in (_THE_VERY_NAME, _MUCH_LIKE_IT, _OTHERS):
            alike = self._named == named if among is None else (self._named == named) & among
            places = np.flatnonzero(alike)
            rows = least_first(self._rows[places], self._values[places], self._ranks, most=most)
            found.append(rows)
            most -= len(rows)
        return np.concatenate(found)

    def _journeys(self, query: ServiceQuery) -> Floats:
        if query.near is None:
            return np.full(len(self._rows), np.inf)
        journeys = self._listings.whereabouts.journeys(query.near.point, self._rows)
        metres = journeys.metres
        return np.where(journeys.no_journey, np.minimum(metres, NO_JOURNEY_STANDS_AT_METRES), metres)

    def _best(self, asked: Asked, now: datetime) -> Floats:
        """Whatever is named is first however stale or far; then fit to the words, nearness, freshness."""
        fit = asked.text.fit(self._rows) if asked.text else np.zeros(len(self._rows))
        self._name(asked, fit)
        ages = np.maximum(now.timestamp() - self._checked[self._rows], 0.0)
        score = fit / max(float(fit.max(initial=0.0)), 1e-9)
        score += _FRESHNESS_WEIGHT * np.exp(-ages / _CHECK_FADES_OVER_SECONDS)
        if asked.query.near:
            score += _NEARNESS_WEIGHT / (1.0 + self._journeys(asked.query) / _HALF_AS_NEAR_METRES)
        return -np.round(score, 9)

    def _name(self, asked: Asked, fit: Floats) -> None:
        """Mark the very name, then the organisation's and names nearly the same."""
        names, keys = self._listings.names, asked.keys
        likely = np.flatnonzero(fit)
        likely_rows = least_first(self._rows[likely], -fit[likely], self._ranks, most=_NAMES_COMPARED)
        self._mark(names.called(keys), _MUCH_LIKE_IT)
        self._mark(names.nearly_called(keys, likely_rows), _MUCH_LIKE_IT)
        self._mark(names.named(keys), _THE_VERY_NAME)

    def _mark(self, rows: Rows, named: int) -> None:
        places = np.searchsorted(self._rows, rows)
        rows, places = rows[places < len(self._rows)], places[places < len(self._rows)]
        self._named[places[self._rows[places] == rows]] = named


def least_first(rows: Rows, values: Floats, ranks: Floats, *, most: int) -> Rows:
    """The ``most`` rows with the least values, ties by rank; the others are never sorted."""
    if most <= 0:
        return rows[:0]
    if len(rows) > most:
        edge = np.partition(values, most - 1)[most - 1]
        below, at = np.flatnonzero(values < edge), np.flatnonzero(values == edge)
        missing = most - len(below)
        if len(at) > missing:
            at = at[np.argpartition(ranks[rows[at]], missing - 1)[:missing]]
        chosen = np.concatenate((below, at))
        rows, values = rows[chosen], values[chosen]
    return rows[np.lexsort((ranks[rows], values))]
