"""From what someone says to places to take part and to give, with reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from directory.matching.eligibility import Asking, find_barrier
from directory.matching.fitting import Factor, Fit, Sought, Thread, fit, together
from directory.matching.hearing import Facet, Heard, hear
from directory.matching.lexicon import Lexicon
from directory.matching.negotiable import negotiable
from directory.matching.quoting import quote_found, quote_said
from directory.matching.reading import PreparedService, prepare_services
from directory.model.conversation import Statement, StatementKind
from directory.model.service import Service
from directory.model.suggestion import LeftOut, Portrait, Reason, Suggestion, Suggestions

GOOD_ENOUGH = 0.4
BESIDE_THE_BEST = 0.3
_MOST_REASONS = 3
_MOST_LEFT_OUT = 5
_ANSWERED_BEFORE = 0.9
_SAME_NAME, _SAME_ORGANIZATION, _SAME_WISH = 0.75, 0.92, 0.97
_GIVING_CONCEPTS = frozenset({"being-useful", "give-back", "teaching-others", "helping-children"})

Candidate = tuple[PreparedService, float | None]


@dataclass(frozen=True, slots=True)
class ExplainedThread:
    """One line of the score: who said what, how it was read, and what it found."""

    said: str
    because: str
    found: str
    worth: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole score of one listing for one person. ``barrier`` is empty when nothing stands in the way."""

    service_id: str
    name: str
    relevance: float
    score: float
    good_enough: float
    barrier: str
    threads: tuple[ExplainedThread, ...]
    factors: tuple[Factor, ...]
    heard: tuple[tuple[str, str, float], ...]
    refused: tuple[tuple[str, str], ...]
    stops: tuple[str, ...]


class Matchmaker:
    """Built once per process from the vocabulary; holds nothing about any person or place."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def from_folder(cls, folder: Path) -> "Matchmaker":
        """Read the vocabulary folder; raises BrokenVocabularyError."""
        return cls(Lexicon.from_folder(folder))

    @property
    def known_words(self) -> frozenset[str]:
        """Words of the vocabulary, which search does not take for misspelt ones."""
        return self._lexicon.vocabulary.spelt

    def prepare(self, service: Service) -> PreparedService:
        """Read one listing."""
        return self.prepare_many((service,))[0]

    def prepare_many(self, services: Iterable[Service]) -> list[PreparedService]:
        """Read many listings, cheaper than one by one."""
        return prepare_services(services, self._lexicon)

    def suggest(
        self, portrait: Portrait, prepared: Iterable[Candidate], *, now: datetime, limit: int
    ) -> Suggestions:
        """Best first, the same for any order of the candidates; nothing good enough gives nothing."""
        asking = Asking(portrait, hear(portrait, self._lexicon), self._lexicon, now)
        candidates = sorted(prepared, key=lambda pair: pair[0].service.id)
        good = self._good(asking.heard.facets, candidates, asking)
        barriers = {id(each): find_barrier(each.prepared, asking) for each in good}
        usable = [each for each in good if not barriers[id(each)]]
        return Suggestions(
            go=tuple(map(self._suggestion, _varied(usable, limit))),
            give=tuple(map(self._suggestion, _varied(self._giving(candidates, asking), limit))),
            left_out=tuple(_left_out(good, barriers)),
        )

    def _good(self, facets: Iterable[Facet], candidates: Iterable[Candidate], asking: Asking) -> list[Fit]:
        sought = Sought(facets, self._lexicon)
        fits = (fit(sought, prepared, metres, asking=asking) for prepared, metres in candidates)
        good = [each for each in fits if each.relevance >= GOOD_ENOUGH]
        best = max((each.relevance for each in good), default=0.0)
        return [each for each in good if each.relevance >= BESIDE_THE_BEST * best]

    def _giving(self, candidates: Iterable[Candidate], asking: Asking) -> list[Fit]:
        # When someone looks for a place to give, what they can do says as much as any wish.
        facets = (replace(facet, weight=1.0) for facet in asking.heard.facets if _may_give(facet))
        wanting = (candidate for candidate in candidates if candidate[0].wants_help)
        good = self._good(facets, wanting, asking)
        return [each for each in good if not find_barrier(each.prepared, asking)]

    def negotiable(self, portrait: Portrait) -> tuple[str, ...]:
        """Effects of what would stop the person that one may ask about again."""
        return negotiable(hear(portrait, self._lexicon))

    def idea_of(self, words: str) -> str:
        """What a wish is about above all, in plain English; empty when nothing in it is recognised."""
        heard = hear(Portrait((Statement(StatementKind.WISH, words),)), self._lexicon)
        concepts = self._lexicon.vocabulary.concepts
        # Of two ideas heard alike, the later one is the thing itself: "a game of chess".
        ideas = [
            (each.sure * concepts[each.concept].weight, each.start, concepts[each.concept].label)
            for facet in heard.facets
            for each in facet.meant
        ]
        return max(ideas, default=(0.0, 0, ""))[2]

    def explain(
        self, portrait: Portrait, prepared: PreparedService, metres: float | None, *, now: datetime
    ) -> Explanation:
        """Everything that made one listing's score."""
        heard = hear(portrait, self._lexicon)
        asking = Asking(portrait, heard, self._lexicon, now)
        one = fit(Sought(heard.facets, self._lexicon), prepared, metres, asking=asking)
        return Explanation(
            service_id=prepared.service.id,
            name=prepared.service.name,
            relevance=one.relevance,
            score=one.score,
            good_enough=GOOD_ENOUGH,
            barrier=find_barrier(prepared, asking),
            threads=tuple(self._explained(thread, prepared) for thread in one.threads),
            factors=one.factors,
            heard=tuple(self._heard(heard)),
            refused=tuple((self._lexicon.label(c), said) for c, said in sorted(heard.refused.items())),
            stops=tuple(stop.said for stop in heard.stops),
        )

    def _heard(self, heard: Heard) -> Iterator[tuple[str, str, float]]:
        for facet in heard.facets:
            for meant in facet.meant:
                words = facet.statement.words[meant.start : meant.end]
                yield words, self._lexicon.label(meant.concept), meant.sure

    def _suggestion(self, each: Fit) -> Suggestion:
        return Suggestion(
            each.prepared.service, each.metres, round(each.score, 4), tuple(self._reasons(each))
        )

    def _reasons(self, each: Fit) -> Iterator[Reason]:
        told: set[tuple[str, str]] = set()
        for thread in each.threads:
            reason = self._reason(thread, each.prepared)
            if (thread.meant.concept, reason.said) not in told and reason.because not in {b for _, b in told}:
                told |= {(thread.meant.concept, reason.said), ("", reason.because)}
                yield reason
            if len(told) >= 2 * _MOST_REASONS:
                return

    def _reason(self, thread: Thread, prepared: PreparedService) -> Reason:
        return Reason(
            said=quote_said(thread.facet, thread.meant),
            because=self._because(thread, prepared),
            found=quote_found(prepared.text, thread.found.start, thread.found.end),
        )

    def _because(self, thread: Thread, prepared: PreparedService) -> str:
        if not thread.concept:
            return f"“{prepared.text[thread.found.start : thread.found.end]}”"
        meant, led_to = self._lexicon.label(thread.meant.concept), self._lexicon.label(thread.concept)
        return meant if meant == led_to else f"{meant}: {led_to}"

    def _explained(self, thread: Thread, prepared: PreparedService) -> ExplainedThread:
        reason = self._reason(thread, prepared)
        return ExplainedThread(reason.said, reason.because, reason.found, round(thread.worth, 4))


def _may_give(facet: Facet) -> bool:
    return facet.statement.kind in (StatementKind.STRENGTH, StatementKind.NOTE) or any(
        meant.concept in _GIVING_CONCEPTS for meant in facet.meant
    )


def _left_out(good: Sequence[Fit], barriers: dict[int, str]) -> Iterator[LeftOut]:
    stopped = sorted((each for each in good if barriers[id(each)]), key=_rank)
    for each in stopped[:_MOST_LEFT_OUT]:
        yield LeftOut(each.prepared.service, barriers[id(each)])


def _rank(each: Fit) -> tuple[float, float, str]:
    return -each.score, each.metres or 0.0, each.prepared.service.id


def _varied(fits: Iterable[Fit], limit: int) -> Iterator[Fit]:
    """Best first; what repeats a name, an organisation or a wish already answered counts a little less."""
    waiting = sorted(fits, key=_rank)
    names: dict[str, int] = {}
    covered: dict[int, float] = {}
    while waiting and limit > 0:
        best = max(waiting, key=lambda each: each.score * _freshness(each, names) * _uncovered(each, covered))
        waiting.remove(best)
        limit -= 1
        whole = sum(best.answers.values())
        for at, worth in best.answers.items():
            covered[at] = covered.get(at, 0.0) + worth / whole
        for key in _keys(best):
            names[key] = names.get(key, 0) + 1
        yield best


def _uncovered(each: Fit, covered: dict[int, float]) -> float:
    """What it answers counts less the more of it others before it have answered."""
    left = together(w * _ANSWERED_BEFORE ** covered.get(at, 0.0) for at, w in each.answers.items())
    return left / together(each.answers.values())


def _keys(each: Fit) -> tuple[str, str, str]:
    service = each.prepared.service
    top = each.threads[0]
    return (
        f"name {service.name.split(' - ')[0].casefold()}",
        f"organization {service.organization.id}",
        f"wish {top.meant.concept} {top.concept}",
    )


def _freshness(each: Fit, seen: dict[str, int]) -> float:
    name, organization, wish = (seen.get(key, 0) for key in _keys(each))
    return float(_SAME_NAME**name * _SAME_ORGANIZATION**organization * _SAME_WISH**wish)
