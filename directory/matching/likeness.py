"""What words are most like where no phrase tells: examples of each idea, by their words and by meaning."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from directory.matching.meaning import Meaning, Vectors, products
from directory.matching.words import Token

Scores = NDArray[np.float32]

_UNSEEN = 0.05
_NEAR = 8.0


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
        self._known, self._telling = _count_words(said, concept_of, len(self.concepts))
        self._examples = self._vectors(said)
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
        known = [self._known[each] for each in _features(tokens) if each in self._known]
        if not known:
            return np.zeros(len(self.concepts), dtype=np.float32)
        return np.asarray(self._telling[known].sum(axis=0), dtype=np.float32)

    def _nearness(self, vectors: Vectors) -> Scores:
        alike = products(self._examples, vectors)
        alike *= _NEAR
        # One example under the other: added up in the order in which they lie in memory.
        pooled = np.log(np.add.reduceat(np.exp(alike, out=alike), self._starts, axis=0)) / _NEAR
        return np.asarray(pooled.T - self._many, dtype=np.float32)


def _count_words(
    said: Sequence[Sequence[Token]], concept_of: NDArray[np.int64], concepts: int
) -> tuple[dict[str, int], Scores]:
    """Each known word or pair by number, and how much more it speaks for each concept than for others."""
    known: dict[str, int] = {}
    rows: list[int] = []
    features: list[int] = []
    for row, tokens in enumerate(said):
        for feature in sorted(_features(tokens)):
            features.append(known.setdefault(feature, len(known)))
            rows.append(row)
    counts = np.zeros((len(known), concepts), dtype=np.float32)
    np.add.at(counts, (np.array(features, dtype=np.int64), concept_of[rows]), 1.0)
    share = np.log((counts + _UNSEEN) / (counts.sum(axis=1, keepdims=True) + _UNSEEN * concepts))
    return known, share - share.mean(axis=1, keepdims=True)


def _features(tokens: Sequence[Token]) -> set[str]:
    stems = [token.stem for token in tokens]
    return {*stems, *(f"{one} {two}" for one, two in pairwise(stems))}


def weighty(tokens: Sequence[Token]) -> list[Token]:
    """The words that say something."""
    return [token for token in tokens if not token.is_light]


def _standard(scores: Scores) -> Scores:
    spread = scores.std(axis=1, keepdims=True)
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-6))
