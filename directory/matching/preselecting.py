"""From everything near someone to the few listings that are looked at one by one, best first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import isnan, prod
from typing import Self

import numpy as np

from directory.matching.audiences import Asking
from directory.matching.choosing import GOOD_ENOUGH, Candidate
from directory.matching.eligibility import find_barrier
from directory.matching.estimating import Estimator
from directory.matching.fitting import Sought, suits
from directory.matching.nearness import Floats, Nearby, Rows
from directory.matching.prepared.aspects import ASPECTS, Aspect
from directory.matching.prepared.rows import Part, PreparedRows
from directory.matching.reading import PreparedService
from directory.model.service import Service

# Of those that are candidates everywhere, so many are weighed, and of all so many are judged at a time.
_FROM_EVERYWHERE = 2_000
_AT_A_TIME = 96
# Estimates and scores differ in their last digits.
_SURELY = 1.005


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows with their estimates, the highest score first; NaN metres for what needs no journey."""

    rows: Rows
    metres: Floats
    scores: Floats


@dataclass(slots=True)
class Neighbourhood:
    """Who is near one person, as rows; listings are put together only when they are looked at."""

    prepared: PreparedRows
    nearby: Nearby
    service_at: Callable[[int], Service]
    _made: dict[int, PreparedService] = field(default_factory=dict)

    def listing(self, row: int) -> PreparedService:
        """What matching has read of a row."""
        if row not in self._made:
            self._made[row] = self.prepared.listing(row, self.service_at(row))
        return self._made[row]

    def ranked(self, estimator: Estimator, *, giving: bool, at_least: float) -> Ranked:
        """All that may be relevant enough, by estimate; with ``giving``, those that would like help."""
        found = [self._ranked_in(part, estimator, giving=giving) for part in self.prepared.parts]
        rows, metres, relevance, scores = (np.concatenate(each) for each in zip(*found, strict=True))
        some = np.flatnonzero(relevance * _SURELY >= at_least)
        order = some[np.lexsort((rows[some], -scores[some]))]
        return Ranked(rows[order], metres[order], scores[order])

    def _ranked_in(
        self, part: Part, estimator: Estimator, *, giving: bool
    ) -> tuple[Rows, Floats, Floats, Floats]:
        rows, metres = self._near_in(part, estimator, giving=giving)
        estimate = estimator.estimate(part.packed, rows, metres)
        return rows + part.first, metres, estimate.relevance, estimate.score

    def _near_in(self, part: Part, estimator: Estimator, *, giving: bool) -> tuple[Rows, Floats]:
        """The rows of one part, counted from its first, and how far they are."""
        inside = _inside(part, self.nearby.rows)
        staying = self.nearby.no_journey[_inside(part, self.nearby.no_journey)] - part.first
        everywhere = part.everywhere_wanting if giving else part.everywhere
        if len(staying) > _FROM_EVERYWHERE:
            linked = estimator.most_linked(part.packed, everywhere, _FROM_EVERYWHERE)
            others = staying[~part.packed.flags("everywhere", staying)]
            staying = np.concatenate((others, np.intersect1d(linked, staying, assume_unique=True)))
        rows = np.concatenate((self.nearby.rows[inside] - part.first, staying))
        metres = np.concatenate((self.nearby.metres[inside], np.full(len(staying), np.nan)))
        if not giving:
            return rows, metres
        wanting = part.packed.flags("wants_help", rows)
        return rows[wanting], metres[wanting]


def _inside(part: Part, rows: Rows) -> slice:
    """Where the rows of a part stand among rising rows."""
    first, end = np.searchsorted(rows, (part.first, part.first + len(part.packed))).tolist()
    return slice(first, end)


class Shortlist:
    """Candidates one after the other, the likeliest first, those with an obvious barrier aside."""

    def __init__(self, near: Neighbourhood, ranked: Ranked, asking: Asking) -> None:
        self._near = near
        self._ranked = ranked
        self._judge = _Judge(near.prepared, asking)
        self._seen = 0
        self._waiting: list[tuple[float, int]] = []
        self._barred: list[tuple[float, int]] = []

    @classmethod
    def of(cls, near: Neighbourhood, sought: Sought, asking: Asking, *, giving: bool) -> Self:
        """With ``giving``, those that would like help."""
        ranked = near.ranked(Estimator(sought, asking), giving=giving, at_least=GOOD_ENOUGH)
        return cls(near, ranked, asking)

    @property
    def bound(self) -> float:
        """No candidate that was not taken yet has a higher score, but for those with a barrier."""
        waiting = -self._waiting[0][0] if self._waiting else 0.0
        return max(waiting, self._next) * _SURELY

    def take(self, count: int) -> list[Candidate]:
        """The next so many; fewer when there are no more."""
        taken: list[Candidate] = []
        while len(taken) < count and (self._waiting or self._next):
            if self._waiting and -self._waiting[0][0] >= self._next:
                taken.append(self._candidate(heappop(self._waiting)[1]))
            else:
                self._look_further()
        return taken

    def barred(self, count: int) -> list[Candidate]:
        """The likeliest of those seen so far that the person could not use."""
        return [self._candidate(place) for _, place in sorted(self._barred)[:count]]

    @property
    def _next(self) -> float:
        scores = self._ranked.scores
        return float(scores[self._seen]) if self._seen < len(scores) else 0.0

    def _look_further(self) -> None:
        some = slice(self._seen, self._seen + _AT_A_TIME)
        for place, factor, is_barred in self._judge.judged(self._ranked.rows[some]):
            score = float(self._ranked.scores[self._seen + place]) * factor
            heappush(self._barred if is_barred else self._waiting, (-score, self._seen + place))
        self._seen += len(self._ranked.rows[some])

    def _candidate(self, place: int) -> Candidate:
        metres = float(self._ranked.metres[place])
        return self._near.listing(int(self._ranked.rows[place])), None if isnan(metres) else metres


class _Judge:
    """Asks the rules about each aspect of a listing once, however many listings share it."""

    def __init__(self, prepared: PreparedRows, asking: Asking) -> None:
        self._prepared = prepared
        self._asking = asking
        self._known: dict[tuple[int, str, int], tuple[float, bool]] = {}

    def judged(self, rows: Rows) -> Iterator[tuple[int, float, bool]]:
        """By place among the rows: what its manner leaves of its score, and whether it is of no use."""
        for part in self._prepared.parts:
            places = np.flatnonzero((rows >= part.first) & (rows < part.first + len(part.packed)))
            columns = [
                part.packed.values[name].numbers[rows[places] - part.first].tolist() for name in ASPECTS
            ]
            for place, numbers in zip(places.tolist(), zip(*columns, strict=True), strict=True):
                verdicts = [self._verdict(part, *each) for each in zip(ASPECTS, numbers, strict=True)]
                yield place, prod(factor for factor, _ in verdicts), any(barred for _, barred in verdicts)

    def _verdict(self, part: Part, name: str, number: int) -> tuple[float, bool]:
        key = (part.first, name, number)
        if key not in self._known:
            aspect = part.packed.values[name].table[number]
            self._known[key] = self._ask(aspect) if isinstance(aspect, Aspect) else (1.0, False)
        return self._known[key]

    def _ask(self, aspect: Aspect) -> tuple[float, bool]:
        listing = self._prepared.outlines.listing(aspect, self._asking.heard.concepts)
        factor = prod(each.worth for each in suits(listing, self._asking))
        return factor, bool(find_barrier(listing, self._asking))
