"""From candidates to what is shown: good enough, of use to the person, and varied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from directory.matching.audiences import Asking
from directory.matching.eligibility import find_barrier
from directory.matching.fitting import Fit, Sought, fit, together
from directory.matching.reading import PreparedService
from directory.matching.sameness import name_key, organization_key

GOOD_ENOUGH = 0.4
BESIDE_THE_BEST = 0.3
_ANSWERED_BEFORE = 0.9
# What the same name, organisation and wish are still worth when they come again.
_AGAIN = (0.85, 0.92, 0.97)
_MOST_LOOKED_AT = 320

Candidate = tuple[PreparedService, float | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One place in the order of showing: who took it, and what one had to be worth to take it.

    ``keeps`` is what was left of each thing said after what stood before had answered it; ``fresh`` is what
    a name, an organisation and a wish were still worth that had been shown.
    """

    fit: Fit
    worth: float
    keeps: Mapping[int, float]
    fresh: Mapping[str, float]


class Candidates(Protocol):
    """Those who may be chosen, handed out the likeliest first."""

    def take(self, count: int) -> Iterable[Candidate]:
        """The next so many or more; fewer when there are no more."""
        ...

    def contenders(self, steps: Sequence[Step], limit: int) -> Iterable[Candidate]:
        """Some of those not yet taken who may deserve one of these places, or one of ``limit`` still free."""
        ...

    def barred(self, count: int) -> Iterable[Candidate]:
        """The likeliest of those that were passed over because the person could not use them."""
        ...


class Everyone:
    """All candidates at once."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = tuple(candidates)

    def take(self, _: int) -> Iterable[Candidate]:
        """All of them."""
        return self._candidates

    def contenders(self, _: Sequence[Step], __: int) -> Iterable[Candidate]:
        """Nobody is kept back."""
        return ()

    def barred(self, _: int) -> Iterable[Candidate]:
        """None are passed over."""
        return ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """``shown`` in the order of showing; ``stopped``, best first, each with what stands in the way."""

    shown: tuple[Fit, ...]
    stopped: tuple[tuple[Fit, str], ...]


@dataclass(slots=True)
class _Look:
    """Those looked at so far."""

    sought: Sought
    asking: Asking
    fits: list[Fit] = field(default_factory=list)
    barriers: dict[int, str] = field(default_factory=dict)

    def at(self, candidates: Iterable[Candidate]) -> None:
        """Weigh some more."""
        for prepared, metres in candidates:
            each = fit(self.sought, prepared, metres, asking=self.asking)
            if each.relevance >= GOOD_ENOUGH:
                self.barriers[id(each)] = find_barrier(prepared, self.asking)
                self.fits.append(each)

    def good(self, *, is_barred: bool) -> list[Fit]:
        """Those that stand up beside the best."""
        least = BESIDE_THE_BEST * max((each.relevance for each in self.fits), default=0.0)
        return [e for e in self.fits if e.relevance >= least and bool(self.barriers[id(e)]) is is_barred]


def choose(
    candidates: Candidates, sought: Sought, asking: Asking, *, limit: int, left_out: int = 0
) -> Chosen:
    """As if every candidate were looked at, looking only at those that may come among the first.

    ``left_out`` is how many are wanted of those that the person cannot use.
    """
    look = _Look(sought, asking)
    look.at(candidates.take(limit))
    look.at(candidates.barred(left_out))
    steps = vary(look.good(is_barred=False), limit)
    while len(look.fits) < _MOST_LOOKED_AT and (more := tuple(candidates.contenders(steps, limit))):
        look.at(more)
        steps = vary(look.good(is_barred=False), limit)
    stopped = sorted(look.good(is_barred=True), key=_rank)[:left_out]
    return Chosen(tuple(step.fit for step in steps), tuple((e, look.barriers[id(e)]) for e in stopped))


def _rank(each: Fit) -> tuple[float, float, str]:
    return -each.score, each.metres or 0.0, each.prepared.service.id


@dataclass(frozen=True, slots=True)
class _Waiting:
    fit: Fit
    keys: tuple[str, str, str]
    whole: float


def vary(fits: Iterable[Fit], limit: int) -> list[Step]:
    """Best first; what repeats a name, an organisation or a wish already answered counts a little less."""
    waiting = [
        _Waiting(each, _keys(each), together(each.answers.values())) for each in sorted(fits, key=_rank)
    ]
    covered: dict[int, float] = {}
    fresh: dict[str, float] = {}
    steps: list[Step] = []
    while waiting and len(steps) < limit:
        keeps = {at: _ANSWERED_BEFORE**answered for at, answered in covered.items()}
        place, worth = _best(waiting, fresh, keeps)
        best = waiting.pop(place)
        steps.append(Step(best.fit, worth, keeps, dict(fresh)))
        for key, again in zip(best.keys, _AGAIN, strict=True):
            fresh[key] = fresh.get(key, 1.0) * again
        whole = sum(best.fit.answers.values())
        for at, answered in best.fit.answers.items():
            covered[at] = covered.get(at, 0.0) + answered / whole
    return steps


def _best(
    waiting: Sequence[_Waiting], fresh: Mapping[str, float], keeps: Mapping[int, float]
) -> tuple[int, float]:
    """The place of the best of them and its worth; nothing is ever worth more than its score."""
    best, most = 0, -1.0
    for place, each in enumerate(waiting):
        if each.fit.score <= most:
            break
        worth = each.fit.score * _freshness(each, fresh) * _uncovered(each, keeps)
        if worth > most:
            best, most = place, worth
    return best, most


def _uncovered(each: _Waiting, keeps: Mapping[int, float]) -> float:
    """What it answers counts less the more of it others before it have answered."""
    answers = each.fit.answers.items()
    return together(worth * keeps.get(at, 1.0) for at, worth in answers) / each.whole


def _keys(each: Fit) -> tuple[str, str, str]:
    service, top = each.prepared.service, each.threads[0]
    return name_key(service), organization_key(service), f"wish {top.meant.concept} {top.concept}"


def _freshness(each: _Waiting, fresh: Mapping[str, float]) -> float:
    name, organization, wish = (fresh.get(key, 1.0) for key in each.keys)
    return name * organization * wish
