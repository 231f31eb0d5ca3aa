"""What words are most like where no phrase tells: examples of each idea, by their words and by meaning."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from directory.matching.meaning import Meaning, Vectors, products
from directory.matching.words import Token

Scores = NDArray[np.float32]

_UNSEEN = 0.05
_NEAR = 8.0
_DIMENSIONS = 128
"""Of the embedding's many directions, those along which the examples differ most."""


class Likeness:
    """Learns from examples which words go with which concept, and says of new words what they are like.

    Two readers that see different things are added up: one counts words and pairs of neighbours, the other
    compares meaning with every example, the nearest counting most. Built once and never changed.
    """

    def __init__(
        self, examples: Sequence[tuple[str, str]], read: Callable[[str], Sequence[Token]], meaning: Meaning
    ) -> None:
        self._meaning = meaning
        ordered = sorted(examples, key=lambda example: example[1])
        self.concepts = tuple(sorted({concept for _, concept in ordered}))
        self.place = {concept: at for at, concept in enumerate(self.concepts)}
        concept_of = np.array([self.place[concept] for _, concept in ordered], dtype=np.int64)
        said = [weighty(read(text)) for text, _ in ordered]
        self._telling = _count_words(said, concept_of)
        vectors = self._vectors(said)
        self._directions = _widest(vectors)
        self._examples = np.ascontiguousarray(vectors @ self._directions)
        self._starts = np.searchsorted(concept_of, np.arange(len(self.concepts)))
        # A concept with many examples would be near to everything.
        self._many = (np.log(np.bincount(concept_of)) / (2 * _NEAR)).astype(np.float32)

    def shares(self, said: Sequence[Sequence[Token]], *, sharpness: float) -> Scores:
        """One row for each run of words, one column for each of ``concepts``; a row sums to one.

        The higher the ``sharpness``, the more of it the likeliest concept takes.
        """
        runs = [weighty(tokens) for tokens in said]
        if not runs:
            return np.zeros((0, len(self.concepts)), dtype=np.float32)
        by_words = np.stack([self._told_by_words(tokens) for tokens in runs])
        scores = _standard(by_words) + _standard(self._nearness(self._vectors(runs)))
        grown = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)

    def _vectors(self, said: Sequence[Sequence[Token]]) -> Vectors:
        return self._meaning.vectors([" ".join(token.word for token in tokens) for tokens in said])

    def _told_by_words(self, tokens: Sequence[Token]) -> Scores:
        told = np.zeros(len(self.concepts), dtype=np.float32)
        for feature in _features(tokens):
            concepts, worth = self._telling.get(feature, _NOTHING)
            told[concepts] += worth
        return told

    def _nearness(self, vectors: Vectors) -> Scores:
        alike = products(self._examples, vectors @ self._directions)
        alike *= _NEAR
        # One example under the other: added up in the order in which they lie in memory.
        pooled = np.log(np.add.reduceat(np.exp(alike, out=alike), self._starts, axis=0)) / _NEAR
        return np.asarray(pooled.T - self._many, dtype=np.float32)


Telling = tuple[NDArray[np.int64], Scores]
_NOTHING: Telling = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


def _count_words(said: Sequence[Sequence[Token]], concept_of: NDArray[np.int64]) -> Mapping[str, Telling]:
    """How much more each word or pair speaks for the concepts it was seen with than for all others."""
    counts: dict[str, Counter[int]] = {}
    for tokens, concept in zip(said, concept_of.tolist(), strict=True):
        for feature in _features(tokens):
            counts.setdefault(feature, Counter())[concept] += 1
    return {
        feature: (
            np.array(sorted(seen), dtype=np.int64),
            np.array([log1p(seen[concept] / _UNSEEN) for concept in sorted(seen)], dtype=np.float32),
        )
        for feature, seen in counts.items()
    }


def _widest(vectors: Vectors) -> Vectors:
    """One column for each of the directions along which the vectors spread most, the widest last."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, -_DIMENSIONS:])


def _features(tokens: Sequence[Token]) -> set[str]:
    stems = [token.stem for token in tokens]
    return {*stems, *(f"{one} {two}" for one, two in pairwise(stems))}


def weighty(tokens: Sequence[Token]) -> list[Token]:
    """The words that say something."""
    return [token for token in tokens if not token.is_light]


def _standard(scores: Scores) -> Scores:
    spread = scores.std(axis=1, keepdims=True)
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-6))
