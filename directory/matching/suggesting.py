"""From what someone says to places to take part and to give, with reasons."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from directory.matching.audiences import Asking
from directory.matching.choosing import GOOD_ENOUGH, Candidate, Candidates, Everyone, choose
from directory.matching.eligibility import find_barrier
from directory.matching.fitting import Factor, Fit, Sought, Thread, fit
from directory.matching.hearing import Facet, Heard, hear
from directory.matching.lexicon import ABOUT_THE_PERSON, Lexicon
from directory.matching.negotiable import negotiable
from directory.matching.prepared.rows import PreparedRowsMaker, digest_of
from directory.matching.preselecting import Judge, Neighbourhood, Shortlist
from directory.matching.quoting import quote_found, quote_said
from directory.matching.reading import PreparedService, prepare_services
from directory.model.conversation import Statement, StatementKind
from directory.model.service import Service
from directory.model.suggestion import LeftOut, Portrait, Reason, Suggestion, Suggestions

_MOST_REASONS = 3
_MOST_LEFT_OUT = 5
_GIVING_CONCEPTS = frozenset({"being-useful", "give-back", "teaching-others", "helping-children"})


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

    def __init__(self, lexicon: Lexicon, version: str = "", vocabulary: Path | None = None) -> None:
        self._lexicon = lexicon
        self._version = version
        self._vocabulary = vocabulary

    @classmethod
    def from_folder(cls, folder: Path) -> "Matchmaker":
        """Read the vocabulary folder; raises BrokenVocabularyError."""
        version = digest_of(folder)
        return cls(Lexicon.from_folder(folder), version, folder)

    @property
    def known_words(self) -> frozenset[str]:
        """Words of the vocabulary, which search does not take for misspelt ones."""
        return self._lexicon.vocabulary.spelt

    def notes_maker(self) -> PreparedRowsMaker:
        """Reads every listing of a directory."""
        return PreparedRowsMaker(self._lexicon, self._version, self._vocabulary)

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
        candidates = sorted(prepared, key=lambda pair: pair[0].service.id)
        wanting = [candidate for candidate in candidates if candidate[0].wants_help]
        return self._suggestions(
            self._asking(portrait, now),
            lambda _, giving: Everyone(wanting if giving else candidates),
            limit=limit,
        )

    def suggest_near(
        self, portrait: Portrait, near: Neighbourhood, *, now: datetime, limit: int
    ) -> Suggestions:
        """The same among packed listings, of which only the likeliest are looked at."""
        asking = self._asking(portrait, now)
        judge = Judge(near.prepared, asking)
        return self._suggestions(
            asking, lambda sought, giving: Shortlist(near, sought, judge, giving=giving), limit=limit
        )

    def _asking(self, portrait: Portrait, now: datetime) -> Asking:
        return Asking(portrait, hear(portrait, self._lexicon), self._lexicon, now)

    def _as_offered(self, facet: Facet) -> Facet:
        """Who someone is and what has befallen them is nothing that a group asks for."""
        vocabulary = self._lexicon.vocabulary
        meant = tuple(
            each
            for each in facet.meant
            if each.concept in vocabulary.giving
            or vocabulary.concepts[each.concept].theme not in ABOUT_THE_PERSON
        )
        return replace(facet, weight=1.0, meant=meant)

    def _suggestions(
        self, asking: Asking, candidates: Callable[[Sought, bool], Candidates], *, limit: int
    ) -> Suggestions:
        wished = Sought(asking.heard.facets, self._lexicon)
        # When someone looks for a place to give, what they can do says as much as any wish.
        offered = Sought(
            (self._as_offered(facet) for facet in asking.heard.facets if _may_give(facet)), self._lexicon
        )
        to_go, to_give = candidates(wished, False), candidates(offered, True)  # noqa: FBT003
        go = choose(to_go, wished, asking, limit=limit, left_out=_MOST_LEFT_OUT)
        give = choose(to_give, offered, asking, limit=limit)
        return Suggestions(
            go=tuple(map(self._suggestion, go.shown)),
            give=tuple(map(self._suggestion, give.shown)),
            left_out=tuple(LeftOut(e.prepared.service, why) for e, why in go.stopped),
        )

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
