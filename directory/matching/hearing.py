"""What a person means by what they say: concepts with their exact words, refusals and circumstances."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from directory.matching.lexicon import ABOUT_THE_PERSON, WHO_SOMEONE_IS, Lexicon, Sense
from directory.matching.meaning import Vectors
from directory.matching.negation import Negated, find_negated
from directory.matching.phrases import PhraseHit
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
_UNSURE = 0.5
_FACT = 0.5
_ALIKE = 0.6
_ALIKE_SURE = 0.55


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
    """All that was heard. ``refused`` maps a concept to the words that refused it."""

    facets: tuple[Facet, ...]
    refused: Mapping[str, str]
    stops: tuple[Stop, ...]
    concepts: frozenset[str] = field(default=frozenset())


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

    def is_negated(self, token: Token) -> bool:
        """Whether a single word stands within reach of a negation."""
        return any(each.first <= token.at <= each.last for each in self.negated)


def hear(portrait: Portrait, lexicon: Lexicon) -> Heard:
    """Listen to every statement once; equal statements count once."""
    facets: list[Facet] = []
    refused: dict[str, str] = {}
    stops: list[Stop] = []
    for statement in sorted(set(portrait.statements), key=lambda each: (each.kind, each.words)):
        tokens = lexicon.corrected(lexicon.stemmer.tokens(statement.words))
        utterance = _Utterance(statement, tokens, find_negated(statement.words, tokens, lexicon))
        hits = _outermost(lexicon.said.find(tokens))
        stops += _stops(utterance, lexicon)
        refused |= dict(_refusals(utterance, hits, lexicon))
        facets += _facets(
            utterance, [_meant(hit, tokens) for hit in hits if not utterance.over(hit)], lexicon
        )
    concepts = frozenset(m.concept for facet in facets for m in facet.meant if m.sure >= _FACT)
    still_refused = {concept: words for concept, words in refused.items() if concept not in concepts}
    return Heard(tuple(facets), still_refused, tuple(stops), concepts)


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


def _facets(utterance: _Utterance, meant: Sequence[Meant], lexicon: Lexicon) -> Iterator[Facet]:
    said = utterance.statement.words
    clauses = [_trim(said, each.start(), each.end()) for each in _CLAUSE.finditer(said)]
    vectors = lexicon.meaning.vectors([" ".join(lexicon.weighty(said[start:end])) for start, end in clauses])
    for (start, end), vector in zip(clauses, vectors, strict=True):
        here = [token for token in utterance.tokens if start <= token.start < end and not token.is_light]
        plain = [token for token in here if not utterance.is_negated(token)]
        own = [each for each in meant if start <= each.start < end]
        own += list(_hinted(plain, own, lexicon))
        if len(here) == len(plain) > 1 and max((each.sure for each in own), default=0) < _UNSURE:
            own += _by_meaning((start, end), vector, lexicon)
        stems = frozenset(token.stem for token in plain if token.stem not in lexicon.common)
        if own or stems:
            weight = KIND_WEIGHTS[utterance.statement.kind]
            yield Facet(utterance.statement, start, end, weight, tuple(_best_of_each(own)), stems, vector)


def _hinted(tokens: Sequence[Token], own: Sequence[Meant], lexicon: Lexicon) -> Iterator[Meant]:
    """What single words hint at where no phrase was found."""
    for token in tokens:
        if not any(each.start <= token.start < each.end for each in own):
            for sense in lexicon.cues.get(token.stem, ()):
                yield Meant(sense.concept, sense.sure, token.start, token.end)


def _by_meaning(clause: tuple[int, int], vector: Vectors, lexicon: Lexicon) -> Iterator[Meant]:
    """The phrase whose meaning is nearest to a clause that no phrase stands in; never who someone is."""
    rows, concepts = lexicon.phrase_vectors
    alike = rows @ vector
    nearest = int(np.argmax(alike)) if len(rows) else 0
    if len(rows) and alike[nearest] >= _ALIKE:
        concept = lexicon.vocabulary.concepts[concepts[nearest]]
        if concept.theme != WHO_SOMEONE_IS:
            yield Meant(concept.id, _ALIKE_SURE, *clause)


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
