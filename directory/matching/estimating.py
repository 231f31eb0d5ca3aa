"""How well very many listings would fit, worked out for all of them at once from their packed rows.

The numbers are those of ``fitting``, but for what was rounded when the listings were packed and for barriers:
they say which listings are worth being looked at one by one, and never reach a screen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from directory.matching.audiences import Asking
from directory.matching.availability import when_factor
from directory.matching.fitting import (
    ALIKE_COUNTS,
    ALIKE_FROM,
    NEXT_FACETS,
    NEXT_THREADS,
    Sought,
    nearness,
    trust_after,
)
from directory.matching.nearness import Floats, Rows
from directory.matching.prepared.everywhere import Everywhere
from directory.matching.prepared.packed import LINKING, PackedServices
from directory.matching.prepared.shown import Found
from directory.matching.prepared.tables import Table
from directory.matching.times import NO_TIMES, Times
from directory.model.person import Travel

# A worth is kept beside its row and facet in one number, in so many parts of one.
_WORTH_BITS = 32
_MOST = (1 << _WORTH_BITS) - 1
_PARTS = 1 << 26
_STEPS = 256
# How alike in meaning a few words and a listing ever are, and how many are compared at least.
_MOST_ALIKE, _COMPARED = 0.5, 256


@dataclass(frozen=True, slots=True)
class Leads:
    """By name of a table: where its facets and worths begin, how many they are, and the best of them."""

    first: NDArray[np.int32]
    count: NDArray[np.int32]
    facets: NDArray[np.int64]
    worths: Floats
    best: Mapping[int, float]

    @classmethod
    def to(cls, names: Table[str], wanted: Iterable[tuple[str, int, float]]) -> Self:
        """Those of the names that the table has."""
        known = [(names.find(name), facet, worth) for name, facet, worth in wanted]
        found = sorted((number, facet, worth) for number, facet, worth in known if number is not None)
        numbers = np.array([number for number, _, _ in found], dtype=np.int64)
        count = np.bincount(numbers, minlength=len(names)).astype(np.int32)
        first = np.zeros(len(count), dtype=np.int32)
        first[numbers[::-1]] = np.arange(len(numbers))[::-1]
        facets = np.array([facet for _, facet, _ in found], dtype=np.int64)
        worths = np.array([worth for _, _, worth in found], dtype=np.float64)
        best: dict[int, float] = {}
        for number, _, worth in found:
            best[number] = max(best.get(number, 0.0), worth)
        return cls(first, count, facets, worths, best)

    def threads(self, found: Found, facet_count: int) -> NDArray[np.int64]:
        """A number for each thread, by row and facet and within these strongest first."""
        times = self.count[found.names]
        before = np.cumsum(times) - times
        which = np.arange(int(times.sum())) + np.repeat(self.first[found.names] - before, times)
        groups = np.repeat(found.asked * facet_count, times) + self.facets[which]
        worths = self.worths[which] * np.repeat(found.strengths, times)
        numbers: NDArray[np.int64] = (groups << _WORTH_BITS) - (worths * _PARTS).astype(np.int64)
        return numbers


@dataclass(frozen=True, slots=True)
class Estimate:
    """By row: how well each thing said is answered, ``relevance`` but for the listing's manner, and score."""

    answers: Floats
    relevance: Floats
    score: Floats


class Estimator:
    """Everything about the person by which all listings are weighed."""

    def __init__(self, sought: Sought, asking: Asking) -> None:
        self._asking = asking
        self._leads = tuple(sought.leads())
        self._words = sought.same_words
        self._width = len(sought.facets)
        self._vectors = np.array([facet.vector for facet in sought.facets], dtype=np.float32)
        self._weights = np.array([facet.weight for facet in sought.facets])

    def most_linked(self, packed: PackedServices, everywhere: Everywhere, most: int) -> Rows:
        """Of the rows that are candidates everywhere, those with the strongest link."""
        return everywhere.most_linked([leads.best for leads in self._leads_in(packed)], most)

    def estimate(self, packed: PackedServices, rows: Rows, metres: Floats) -> Estimate:
        """Weigh these rows; ``metres`` is NaN for what needs no journey."""
        if not self._width or not len(rows):
            return Estimate(np.zeros((len(rows), self._width)), np.zeros(len(rows)), np.zeros(len(rows)))
        around = self._around(packed, rows, metres)
        answers = self._answers(packed, rows)
        some = self._worth_comparing(answers, around)
        alike = packed.vectors["vector"].likeness(rows[some], self._vectors) - ALIKE_FROM
        counts = np.where(answers[some] > 0, np.maximum(alike, 0.0), 0.0)
        answers[some] += counts * (ALIKE_COUNTS * self._weights)
        relevance = falling(answers)
        return Estimate(answers, relevance, relevance * around)

    def _around(self, packed: PackedServices, rows: Rows, metres: Floats) -> Floats:
        """What counts beside fit because of where and when it is, and when it was last checked."""
        near = _nearness(metres, self._asking.portrait.travel)
        today = self._asking.now.date().toordinal()
        checked = packed.values["checked"].judged(
            rows, lambda day: trust_after(today - day if isinstance(day, int) and day else None)
        )
        wanted = self._asking.heard.times
        if wanted == NO_TIMES:
            return near * checked
        on = packed.values["times"].judged(
            rows, lambda times: when_factor(wanted, times) if isinstance(times, Times) else 1.0
        )
        return near * checked * on

    def _worth_comparing(self, answers: Floats, around: Floats) -> Rows:
        """The rows that likeness in meaning could bring among the first, which saves comparing the others."""
        plain = falling(answers) * around
        gain = float(falling(np.full(self._width, _MOST_ALIKE * ALIKE_COUNTS) * self._weights[None])[0])
        floor = np.partition(plain, -_COMPARED)[-_COMPARED] if len(plain) > _COMPARED else 0.0
        return np.flatnonzero((plain > 0) & (plain + gain * around >= floor))

    def _answers(self, packed: PackedServices, rows: Rows) -> Floats:
        """By row and facet, what its best threads are worth together."""
        columns = (packed.shown[name] for name in LINKING)
        threads = np.sort(
            np.concatenate(
                [
                    leads.threads(column.find(rows, leads.count > 0), self._width)
                    for column, leads in zip(columns, self._leads_in(packed), strict=True)
                ]
            )
        )
        groups = (threads + _MOST) >> _WORTH_BITS
        worths = ((groups << _WORTH_BITS) - threads) / _PARTS
        starts = np.flatnonzero(np.diff(groups, prepend=-1))
        ranks = np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))
        shares = np.array((*NEXT_THREADS, 0.0))[np.minimum(ranks, len(NEXT_THREADS))]
        total = np.bincount(groups, worths * shares, minlength=len(rows) * self._width)
        return np.asarray(total.reshape(len(rows), self._width), dtype=np.float64)

    def _leads_in(self, packed: PackedServices) -> tuple[Leads, ...]:
        wanted = (self._leads, self._words)
        return tuple(
            Leads.to(packed.shown[name].names, one) for name, one in zip(LINKING, wanted, strict=True)
        )


def _nearness(metres: Floats, travel: Travel | None) -> Floats:
    """``nearness`` of many distances: read off a line between a few that are worked out."""
    furthest = float(np.nanmax(metres, initial=1.0))
    steps = np.linspace(0.0, furthest, _STEPS)
    near = np.interp(metres, steps, [nearness(float(step), travel) for step in steps])
    return np.where(np.isnan(metres), nearness(None, travel), near)


def falling(answers: Floats) -> Floats:
    """``together`` of each row: its largest counts whole and each further one less."""
    best = -np.sort(-answers, axis=1)[:, : len(NEXT_FACETS)]
    total: Floats = best @ np.array(NEXT_FACETS[: best.shape[1]])
    return total
