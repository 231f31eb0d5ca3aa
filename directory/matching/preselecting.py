"""From everything near someone to the few listings that are looked at one by one, best first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, prod

import numpy as np

from directory.matching.audiences import Asking
from directory.matching.choosing import GOOD_ENOUGH, Candidate, Step
from directory.matching.eligibility import REMOTE, concepts_that_bar, find_barrier
from directory.matching.estimating import Estimate, Estimator, falling
from directory.matching.fitting import Sought, suits
from directory.matching.nearness import Floats, Nearby, Rows
from directory.matching.prepared.aspects import ASPECTS, FULLY, MATTER_WHEN_STOPPED, Aspect
from directory.matching.prepared.columns import MarkColumn
from directory.matching.prepared.packed import SAMENESS
from directory.matching.prepared.rows import Part, PreparedRows
from directory.matching.reading import PreparedService
from directory.model.service import Service

# Barred ones are looked for among so many times so many.
_LOOKS_FOR_BARRED, _AT_A_TIME = 8, 32
# Estimates and scores differ in their last digits.
_SURELY = 1.005


Verdict = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows with their estimates, the highest score first; NaN metres for what needs no journey."""

    rows: Rows
    metres: Floats
    answers: Floats
    scores: Floats


@dataclass(slots=True)
class Neighbourhood:
    """Who is near one person, as rows; listings are put together only when they are looked at.

    Of those that are candidates everywhere no more than ``from_everywhere`` are weighed, the most linked.
    """

    prepared: PreparedRows
    nearby: Nearby
    service_at: Callable[[int], Service]
    from_everywhere: int = 2_000
    _made: dict[int, PreparedService] = field(default_factory=dict)

    def listing(self, row: int) -> PreparedService:
        """What matching has read of a row."""
        if row not in self._made:
            self._made[row] = self.prepared.listing(row, self.service_at(row))
        return self._made[row]

    @property
    def looked_at(self) -> int:
        """How many listings have been put together so far."""
        return len(self._made)

    def ranked(self, estimator: Estimator, *, giving: bool, at_least: float) -> Ranked:
        """All that may be relevant enough, by estimate; with ``giving``, those that would like help."""
        found = [self._ranked_in(part, estimator, giving=giving) for part in self.prepared.parts]
        rows, metres = (np.concatenate([one[at] for one in found]) for at in (0, 1))
        relevance = np.concatenate([estimate.relevance for _, _, estimate in found])
        scores = np.concatenate([estimate.score for _, _, estimate in found])
        answers = np.concatenate([estimate.answers for _, _, estimate in found])
        some = np.flatnonzero(relevance * _SURELY >= at_least)
        order = some[np.lexsort((rows[some], -scores[some]))]
        return Ranked(rows[order], metres[order], answers[order], scores[order])

    def _ranked_in(self, part: Part, estimator: Estimator, *, giving: bool) -> tuple[Rows, Floats, Estimate]:
        rows, metres = self._near_in(part, estimator, giving=giving)
        return rows + part.first, metres, estimator.estimate(part.packed, rows, metres)

    def _near_in(self, part: Part, estimator: Estimator, *, giving: bool) -> tuple[Rows, Floats]:
        """The rows of one part, counted from its first, and how far they are."""
        inside = _inside(part, self.nearby.rows)
        staying = self.nearby.no_journey[_inside(part, self.nearby.no_journey)] - part.first
        everywhere = part.everywhere_wanting if giving else part.everywhere
        if len(staying) > self.from_everywhere:
            linked = estimator.most_linked(part.packed, everywhere, self.from_everywhere)
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


class Judge:
    """Asks the rules about each aspect of a listing once, however many listings share it."""

    def __init__(self, prepared: PreparedRows, asking: Asking) -> None:
        self.asking = asking
        self._prepared = prepared
        self._offered = {name: FULLY for name in asking.heard.concepts if name not in REMOTE}
        self._aspects = [name for name in ASPECTS if asking.heard.stops or name not in MATTER_WHEN_STOPPED]
        self._barring = concepts_that_bar(asking)
        self._known: dict[tuple[int, str, int] | Aspect, Verdict] = {}

    def judged(self, rows: Rows) -> Iterator[tuple[int, Verdict]]:
        """By place among the rows: what its manner leaves of its score, and whether it is of no use."""
        for part in self._prepared.parts:
            places = np.flatnonzero((rows >= part.first) & (rows < part.first + len(part.packed)))
            inside = rows[places] - part.first
            columns = [part.packed.values[name].numbers[inside].tolist() for name in self._aspects]
            about = self._about(part, inside)
            for at, numbers in enumerate(zip(*columns, strict=True)):
                verdicts = [self._verdict(part, *each) for each in zip(self._aspects, numbers, strict=True)]
                verdicts += [self._ask(about[at])] if at in about else []
                factor = prod(factor for factor, _ in verdicts)
                yield int(places[at]), (factor, any(barred for _, barred in verdicts))

    def _about(self, part: Part, rows: Rows) -> Mapping[int, Aspect]:
        """By place among the rows, which of the concepts that bar it shows; not there when it shows none."""
        concepts = part.packed.shown["concepts"]
        wanted = np.zeros(len(concepts.names), dtype=np.bool_)
        wanted[[number for name in self._barring if (number := concepts.names.find(name)) is not None]] = True
        if not wanted.any():
            return {}
        found = concepts.find(rows, wanted)
        shown: dict[int, set[tuple[str, float]]] = {}
        for at, name, strength in zip(
            found.asked.tolist(), found.names.tolist(), found.strengths.tolist(), strict=True
        ):
            shown.setdefault(at, set()).add((concepts.names[name], strength))
        return {at: Aspect(about=frozenset(strengths)) for at, strengths in shown.items()}

    def _verdict(self, part: Part, name: str, number: int) -> Verdict:
        key = (part.first, name, number)
        if key not in self._known:
            aspect = part.packed.values[name].table[number]
            self._known[key] = self._ask(aspect) if isinstance(aspect, Aspect) else (1.0, False)
        return self._known[key]

    def _ask(self, aspect: Aspect) -> Verdict:
        known = self._known.get(aspect)
        if known is None:
            listing = self._prepared.outlines.listing(aspect, self._offered)
            factor = prod(each.worth for each in suits(listing, self.asking))
            known = self._known[aspect] = (factor, bool(find_barrier(listing, self.asking)))
        return known


class Shortlist:
    """Candidates one after the other, the likeliest first, those with an obvious barrier aside."""

    def __init__(self, near: Neighbourhood, sought: Sought, judge: Judge, *, giving: bool) -> None:
        self._near = near
        self._judge = judge
        self._ranked = near.ranked(Estimator(sought, judge.asking), giving=giving, at_least=GOOD_ENOUGH)
        # At most the score; exactly that, but for the last digits, once it is judged.
        self._scores = self._ranked.scores.copy()
        self._judged = np.zeros(len(self._scores), dtype=np.bool_)
        self._there = np.ones(len(self._scores), dtype=np.bool_)
        self._barred: list[int] = []

    def take(self, count: int) -> list[Candidate]:
        """The next so many; fewer when there are no more."""
        while True:
            first = _highest(self._scores, np.flatnonzero(self._there), count)
            if self._judged[first].all():
                return self._taken(first)
            self._look_at(first)

    def contenders(self, steps: Sequence[Step], limit: int) -> list[Candidate]:
        """Those whose estimate would have taken one of the places, as far as can be told from it."""
        if len(steps) < limit:
            return self.take(limit)
        while True:
            rivals = self._rivals(steps)
            if self._judged[rivals].all():
                return self._taken(_highest(self._scores, rivals, limit))
            self._look_at(rivals)

    def barred(self, count: int) -> list[Candidate]:
        """The likeliest of those that the person could not use, as far as one needs to look for them."""
        for _ in range(_LOOKS_FOR_BARRED if count else 0):
            known = self._likeliest_barred(count)
            least = self._scores[known[-1]] if len(known) == count else 0.0
            further = np.flatnonzero(~self._judged & (self._scores > least))
            if not len(further):
                break
            self._look_at(further[:_AT_A_TIME])
        return [self._candidate(place) for place in self._likeliest_barred(count).tolist()]

    def _likeliest_barred(self, count: int) -> Rows:
        return _highest(self._scores, np.array(self._barred, dtype=np.int64), count)

    def _rivals(self, steps: Sequence[Step]) -> Rows:
        places = np.flatnonzero(self._there & (self._scores * _SURELY > steps[-1].worth))
        answers = self._ranked.answers[places]
        scores, whole = self._scores[places] * _SURELY, falling(answers)
        fresh = _Freshness(self._near.prepared, self._ranked.rows[places])
        could = np.zeros(len(places), dtype=np.bool_)
        for step in steps:
            keeps = np.array([step.keeps.get(at, 1.0) for at in range(answers.shape[1])])
            could |= scores * fresh.worth(step.fresh) * falling(answers * keeps) > step.worth * whole
        return places[could]

    def _look_at(self, places: Rows) -> None:
        new = places[~self._judged[places]]
        for at, (factor, is_barred) in self._judge.judged(self._ranked.rows[new]):
            place = int(new[at])
            self._scores[place] *= factor
            if is_barred:
                self._barred.append(place)
                self._there[place] = False
        self._judged[new] = True

    def _taken(self, places: Rows) -> list[Candidate]:
        self._there[places] = False
        return [self._candidate(place) for place in places.tolist()]

    def _candidate(self, place: int) -> Candidate:
        metres = float(self._ranked.metres[place])
        return self._near.listing(int(self._ranked.rows[place])), None if isnan(metres) else metres


class _Freshness:
    """What names and organisations that have been shown leave of some rows."""

    def __init__(self, prepared: PreparedRows, rows: Rows) -> None:
        self._marks = [prepared.marks(name, rows) for name in SAMENESS]

    def worth(self, fresh: Mapping[str, float]) -> Floats:
        """By row; ``fresh`` is what is left, by key."""
        worth = np.ones(len(self._marks[0]))
        for key, left in fresh.items():
            mark = MarkColumn.mark(key)
            for marks in self._marks:
                worth[marks == mark] *= left
        return worth


def _highest(scores: Floats, places: Rows, count: int) -> Rows:
    """The places with the highest scores, highest first."""
    return places[np.argsort(-scores[places], kind="stable")[:count]]
