"""How well one listing answers what a person means: threads from their words to the listing's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp, prod
from typing import NamedTuple

from directory.matching.aboutness import Shown
from directory.matching.audiences import Asking, audience_factor
from directory.matching.availability import when_factor
from directory.matching.hearing import Facet, Meant
from directory.matching.lexicon import Lexicon
from directory.matching.reading import PreparedService
from directory.model.conversation import StatementKind
from directory.model.person import Travel

NEXT_THREADS = (1.0, 0.45, 0.2)
NEXT_FACETS = (1.0, 0.45, 0.25, 0.12, 0.06)
_SAME_WORD, _SAME_WORD_KNOWN = 0.35, 0.2
ALIKE_FROM, ALIKE_COUNTS = 0.2, 0.6
_SCALE_METRES: Mapping[Travel | None, float] = {
    Travel.WALK: 800.0,
    Travel.BUS: 3_000.0,
    None: 3_000.0,
    Travel.CAR: 8_000.0,
}
_FAR_KEEPS = 0.6
_NO_JOURNEY = 0.93
_CHECK_AGES = ((180, 1.0), (365, 0.97), (730, 0.93))
_STALE, _NEVER_CHECKED = 0.88, 0.94
_RING_FIRST = 0.98


class Thread(NamedTuple):
    """From what was said to what was found. ``concept`` is empty when the very same word links them."""

    facet: Facet
    meant: Meant
    concept: str
    found: Shown
    worth: float


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that counts beside fit, by name."""

    name: str
    worth: float


@dataclass(frozen=True, slots=True)
class Fit:
    """``relevance`` is fit alone; ``score`` has every factor in it. Threads are strongest first."""

    prepared: PreparedService
    metres: float | None
    relevance: float
    score: float
    threads: tuple[Thread, ...]
    factors: tuple[Factor, ...]
    answers: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wanted:
    facet: int
    meant: Meant
    worth: float


class Sought:
    """Everything a person's words lead to, worked out once for all listings.

    ``same_words`` are the stems that link by themselves, each with the number of its facet and its worth.
    """

    def __init__(self, facets: Iterable[Facet], lexicon: Lexicon) -> None:
        self.facets = tuple(facets)
        self._numbers = {id(facet): at for at, facet in enumerate(self.facets)}
        self._lexicon = lexicon
        self._wanted: dict[str, list[_Wanted]] = {}
        for at, facet in enumerate(self.facets):
            for meant in facet.meant:
                self._add(at, facet, meant)
        self.same_words = tuple(self._same_words())

    def _add(self, at: int, facet: Facet, meant: Meant) -> None:
        for concept, link in self._lexicon.links[meant.concept].items():
            weight = self._lexicon.vocabulary.concepts[concept].weight
            worth = facet.weight * meant.sure * link * weight
            self._wanted.setdefault(concept, []).append(_Wanted(at, meant, worth))

    def leads(self) -> Iterator[tuple[str, int, float]]:
        """Each concept that something said leads to, the number of its facet, and what it is worth."""
        for concept, wanted in self._wanted.items():
            for want in wanted:
                yield concept, want.facet, want.worth

    def _same_words(self) -> Iterator[tuple[str, int, float]]:
        for at, facet in enumerate(self.facets):
            if facet.statement.kind is not StatementKind.CIRCUMSTANCE:
                worth = (_SAME_WORD_KNOWN if facet.meant else _SAME_WORD) * facet.weight
                yield from ((stem, at, worth) for stem in sorted(facet.stems))

    def threads(self, prepared: PreparedService) -> list[Thread]:
        """Every thread to the listing, strongest first."""
        found = [*self._by_concept(prepared), *self._by_word(prepared)]
        return sorted(found, key=lambda t: (-t.worth, t.meant.start, t.concept, t.found.start))

    def _by_concept(self, prepared: PreparedService) -> Iterator[Thread]:
        for concept in prepared.concepts.keys() & self._wanted.keys():
            shown = prepared.concepts[concept]
            for want in self._wanted[concept]:
                facet = self.facets[want.facet]
                yield Thread(facet, want.meant, concept, shown, want.worth * shown.strength)

    def _by_word(self, prepared: PreparedService) -> Iterator[Thread]:
        for stem, at, worth in self.same_words:
            shown, facet = prepared.stems.get(stem), self.facets[at]
            if shown:
                said = Meant(stem, 1.0, facet.start, facet.end)
                yield Thread(facet, said, "", shown, worth * shown.strength)

    def answers(self, prepared: PreparedService, threads: Iterable[Thread]) -> dict[int, float]:
        """How well each thing said is answered, by its number; each counts by its best threads."""
        by_facet: dict[int, list[Thread]] = {}
        for thread in threads:
            by_facet.setdefault(self._numbers[id(thread.facet)], []).append(thread)
        return {at: self._facet_worth(group, prepared) for at, group in by_facet.items()}

    def _facet_worth(self, threads: list[Thread], prepared: PreparedService) -> float:
        distinct = list({(t.meant.concept, t.concept): t for t in reversed(threads)}.values())[::-1]
        worth = sum(t.worth * share for t, share in zip(distinct, NEXT_THREADS, strict=False))
        alike = float(threads[0].facet.vector @ prepared.vector)
        return worth + threads[0].facet.weight * ALIKE_COUNTS * max(0.0, alike - ALIKE_FROM)


def fit(sought: Sought, prepared: PreparedService, metres: float | None, *, asking: Asking) -> Fit:
    """Weigh one listing; a relevance of zero means that nothing links it to the person."""
    threads = sought.threads(prepared)
    if not threads:
        return Fit(prepared, metres, 0.0, 0.0, (), ())
    suiting = tuple(suits(prepared, asking))
    around = tuple(_around(prepared, metres, asking))
    answers = sought.answers(prepared, threads)
    relevance = together(answers.values()) * prod(factor.worth for factor in suiting)
    score = relevance * prod(factor.worth for factor in around)
    return Fit(prepared, metres, relevance, score, tuple(threads), suiting + around, answers)


def together(answers: Iterable[float]) -> float:
    """Several things answered add up, each further one less."""
    return sum(
        worth * share for worth, share in zip(sorted(answers, reverse=True), NEXT_FACETS, strict=False)
    )


def suits(prepared: PreparedService, asking: Asking) -> Iterator[Factor]:
    """What counts beside fit because of whom the listing is for, and what manner of listing it is."""
    yield Factor("who it is for", audience_factor(prepared, asking))
    for mark in prepared.marks:
        if not mark.lifted_by & asking.heard.concepts:
            yield Factor(mark.id, mark.factor)


def _around(prepared: PreparedService, metres: float | None, asking: Asking) -> Iterator[Factor]:
    yield Factor("how far", nearness(metres, asking.portrait.travel))
    yield Factor("when it is on", when_factor(asking.heard.times, prepared.times))
    yield Factor("how lately checked", trust(prepared, asking.now.date()))
    if prepared.service.ring_first:
        yield Factor("ring first", _RING_FIRST)


def nearness(metres: float | None, travel: Travel | None) -> float:
    """One at the door, falling with distance on the scale of the person's travel, never to nothing."""
    if metres is None:
        return _NO_JOURNEY
    return _FAR_KEEPS + (1 - _FAR_KEEPS) * exp(-metres / _SCALE_METRES[travel])


def trust(prepared: PreparedService, today: date) -> float:
    """How sure we are that it is true, by when it was last checked; being stale lowers, never hides."""
    service = prepared.service
    checked = service.checked_at.date() if service.checked_at else service.assured_date
    return trust_after((today - checked).days if checked else None)


def trust_after(days: int | None) -> float:
    """The same by how many days ago that was, None for never."""
    if days is None:
        return _NEVER_CHECKED
    return next((worth for limit, worth in _CHECK_AGES if days <= limit), _STALE)
