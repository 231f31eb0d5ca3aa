"""What a person means by what they say: concepts with their exact words, refusals and circumstances."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from directory.matching.availability import all_times, hear_times
from directory.matching.lexicon import ABOUT_THE_PERSON, Lexicon, Sense
from directory.matching.likeness import Scores
from directory.matching.meaning import Vectors
from directory.matching.negation import Negated, find_negated
from directory.matching.phrases import PhraseHit
from directory.matching.times import Times
from directory.matching.vocabulary import Circumstance
from directory.matching.words import Token
from directory.model.conversation import Statement, StatementKind
from directory.model.suggestion import Portrait

T = TypeVar("T")

KIND_WEIGHTS: Mapping[StatementKind, float] = {
    StatementKind.WISH: 1.0,
    StatementKind.STRENGTH: 0.72,
    StatementKind.NOTE: 0.72,
    StatementKind.CIRCUMSTANCE: 0.5,
}

_CLAUSE = re.compile(r"[^.,;:!?\n]+")
_GAP_COSTS = 0.1
_FACT = 0.5
_SHARPNESS = 1.0
_LIKELIEST, _LEAST_SHARE = 4, 0.04
_LIKE_SURE, _LIKE_GROWS = 1.0, 0.5
_STATEMENT = 0.3
_DOUBTED, _NOT_DOUBTED_FROM = 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept heard: how sure, and where in the statement it was said."""

    concept: str
    sure: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing said, with all it may mean; the same clause never counts twice."""

    statement: Statement
    start: int
    end: int
    weight: float
    meant: tuple[Meant, ...]
    stems: frozenset[str]
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Stop:
    """A circumstance and the words that said so."""

    circumstance: Circumstance
    said: str


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was heard. ``refused`` maps a concept to the words that refused it.

    ``maybe`` says of every concept how sure it was heard, ``concepts`` are those that count as told, and
    ``wanted`` those in what someone wishes for or is good at. ``times`` are when they can go.
    """

    facets: tuple[Facet, ...]
    refused: Mapping[str, str]
    stops: tuple[Stop, ...]
    concepts: frozenset[str]
    maybe: Mapping[str, float]
    wanted: frozenset[str]
    times: Times


@dataclass(frozen=True, slots=True)
class _Utterance:
    """A statement as words, with what is negated in it."""

    statement: Statement
    tokens: Sequence[Token]
    negated: Sequence[Negated]

    def words(self, first: int, last: int) -> str:
        """The exact words from one token to another."""
        return self.statement.words[self.tokens[first].start : self.tokens[last].end]

    def over(self, hit: PhraseHit[Sense]) -> Negated | None:
        """The negation that has the whole phrase in its reach, if any."""
        return next(
            (each for each in self.negated if each.first <= hit.first and hit.last <= each.last), None
        )

    def plainly(self, start: int, end: int) -> Iterator[Token]:
        """The telling words of a clause that stand in no negation's reach."""
        for token in self.tokens:
            is_negated = any(each.first <= token.at <= each.last for each in self.negated)
            if start <= token.start < end and not token.is_light and not is_negated:
                yield token


@dataclass(frozen=True, slots=True)
class _Clause:
    """Part of a statement: the concepts that phrases in it stand for, and its telling words."""

    statement: Statement
    start: int
    end: int
    meant: tuple[Meant, ...]
    tokens: tuple[Token, ...]

    @property
    def words(self) -> str:
        """Exactly as said."""
        return self.statement.words[self.start : self.end]


def hear(portrait: Portrait, lexicon: Lexicon) -> Heard:
    """Listen to every statement once; equal statements count once."""
    clauses: list[_Clause] = []
    refused: dict[str, str] = {}
    stops: list[Stop] = []
    times: list[Times] = []
    told: set[str] = set()
    for statement in sorted(set(portrait.statements), key=lambda each: (each.kind, each.words)):
        tokens = lexicon.corrected(lexicon.stemmer.tokens(statement.words))
        utterance = _Utterance(statement, tokens, find_negated(statement.words, tokens, lexicon))
        every = lexicon.said.find(tokens)
        hits = _outermost(every)
        told |= {hit.meant.concept for hit in every if not utterance.over(hit) and hit.meant.sure >= _FACT}
        stops += _stops(utterance, lexicon)
        times.append(hear_times(statement, [utterance.words(n.starts, n.last) for n in utterance.negated]))
        refused |= dict(_refusals(utterance, hits, lexicon))
        meant = [_meant(hit, tokens) for hit in hits if not utterance.over(hit)]
        clauses += _clauses(utterance, meant)
    facets = tuple(_facets(clauses, lexicon))
    maybe = _surest(m for facet in facets for m in facet.meant)
    wanting = (facet for facet in facets if facet.statement.kind is not StatementKind.CIRCUMSTANCE)
    return Heard(
        facets=facets,
        refused={concept: words for concept, words in refused.items() if maybe.get(concept, 0.0) < _FACT},
        stops=tuple(stop for stop in stops if stop.circumstance.effect not in portrait.set_aside),
        concepts=frozenset(concept for concept, sure in maybe.items() if sure >= _FACT) | told,
        maybe=maybe,
        wanted=frozenset(meant.concept for facet in wanting for meant in facet.meant),
        times=all_times(times),
    )


def _surest(several: Iterable[Meant]) -> dict[str, float]:
    best: dict[str, float] = {}
    for meant in several:
        best[meant.concept] = max(best.get(meant.concept, 0.0), meant.sure)
    return best


def _outermost(hits: Sequence[PhraseHit[T]]) -> list[PhraseHit[T]]:
    """A phrase inside a longer one gives way: "bus driver" is not about buses."""
    longest = sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first))
    kept: list[PhraseHit[T]] = []
    for hit in longest:
        if not any(_is_inside(hit, other) for other in kept):
            kept.append(hit)
    return kept


def _is_inside(hit: PhraseHit[T], other: PhraseHit[T]) -> bool:
    shorter = hit.last - hit.first < other.last - other.first
    return shorter and other.first <= hit.first and hit.last <= other.last


def _meant(hit: PhraseHit[Sense], tokens: Sequence[Token]) -> Meant:
    sure = hit.meant.sure - _GAP_COSTS * hit.skipped
    return Meant(hit.meant.concept, sure, tokens[hit.first].start, tokens[hit.last].end)


def _refusals(
    utterance: _Utterance, hits: Sequence[PhraseHit[Sense]], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    for hit in hits:
        negated = utterance.over(hit)
        theme = lexicon.vocabulary.concepts[hit.meant.concept].theme
        if negated and negated.is_refused and theme not in ABOUT_THE_PERSON:
            yield hit.meant.concept, utterance.words(negated.starts, hit.last)


def _stops(utterance: _Utterance, lexicon: Lexicon) -> list[Stop]:
    hits = _outermost(lexicon.circumstances.find(utterance.tokens))
    return [Stop(hit.meant, utterance.words(hit.first, hit.last)) for hit in hits]


def _clauses(utterance: _Utterance, meant: Sequence[Meant]) -> Iterator[_Clause]:
    said = utterance.statement.words
    for each in _CLAUSE.finditer(said):
        start, end = _trim(said, each.start(), each.end())
        own = tuple(one for one in meant if start <= one.start < end)
        yield _Clause(utterance.statement, start, end, own, tuple(utterance.plainly(start, end)))


def _facets(clauses: Sequence[_Clause], lexicon: Lexicon) -> Iterator[Facet]:
    """What each clause may mean; all are compared with the examples at once, which saves most of the time."""
    vectors = lexicon.meaning.vectors([" ".join(lexicon.weighty(clause.words)) for clause in clauses])
    like = _in_context(clauses, lexicon)
    for clause, vector, shares in zip(clauses, vectors, like, strict=True):
        own = list(clause.meant)
        if len(clause.tokens) > 1:
            own = [_doubted(each, shares, lexicon) for each in own]
            own += _likely(shares, (clause.start, clause.end), lexicon)
        stems = frozenset(token.stem for token in clause.tokens if token.stem not in lexicon.common)
        if own or stems:
            statement = clause.statement
            weight, best = KIND_WEIGHTS[statement.kind], tuple(_best_of_each(own))
            yield Facet(statement, clause.start, clause.end, weight, best, stems, vector)


def _in_context(clauses: Sequence[_Clause], lexicon: Lexicon) -> Scores:
    """What each clause is like, leaning towards what its whole statement is like."""
    together: dict[Statement, list[Token]] = {}
    for clause in clauses:
        together.setdefault(clause.statement, []).extend(clause.tokens)
    runs = [*(clause.tokens for clause in clauses), *together.values()]
    alone, whole = np.split(lexicon.likeness.shares(runs, sharpness=_SHARPNESS), [len(clauses)])
    place = {statement: at for at, statement in enumerate(together)}
    around = whole[[place[clause.statement] for clause in clauses]]
    return np.asarray((1 - _STATEMENT) * alone + _STATEMENT * around)


def _doubted(meant: Meant, shares: Scores, lexicon: Lexicon) -> Meant:
    """A phrase in words that otherwise sound like something else is less sure: "love, but" is not love."""
    place = lexicon.likeness.place.get(meant.concept)
    share = float(shares[place]) if place is not None else 1.0
    keeps = _DOUBTED + (1 - _DOUBTED) * min(1.0, share / _NOT_DOUBTED_FROM)
    return replace(meant, sure=meant.sure * keeps)


def _likely(shares: Scores, clause: tuple[int, int], lexicon: Lexicon) -> Iterator[Meant]:
    """What the whole clause is like; never who someone is."""
    for at in np.argsort(-shares)[:_LIKELIEST].tolist():
        if shares[at] >= _LEAST_SHARE:
            sure = _LIKE_SURE * float(shares[at]) ** _LIKE_GROWS
            yield Meant(lexicon.likeness.concepts[at], sure, *clause)


def _best_of_each(meant: Sequence[Meant]) -> Iterator[Meant]:
    seen = set()
    for each in sorted(meant, key=lambda each: (-each.sure, each.start, each.concept)):
        if each.concept not in seen:
            seen.add(each.concept)
            yield each


def _trim(words: str, start: int, end: int) -> tuple[int, int]:
    clause = words[start:end]
    left = len(clause) - len(clause.lstrip())
    return start + left, start + len(clause.rstrip())
