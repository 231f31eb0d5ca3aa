"""Words to rows: which rows have them, and what they are worth there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from directory.matching.index.bits import Bits, are_set, bits_of, count, none_of, pack, rows_of
from directory.matching.index.postings import WORTH_OF, Postings, Worths
from directory.matching.index.words import Reading, Stems
from directory.matching.nearness import Floats, Rows

# What share of the most that any listing has of the words is still worth showing.
_SAYS_ENOUGH = 0.5


class WordRows:
    """Stems by row: the first postings, and smaller ones for rows that came later.

    ``lost`` counts, by stem, the rows that have it and have gone since.
    """

    def __init__(self, parts: Sequence[Postings], lost: Mapping[str, int]) -> None:
        self.parts = tuple(parts)
        self.lost = lost

    def has(self, stem: str) -> bool:
        """Whether any row that has not gone has the stem."""
        return sum(part.count(stem) for part in self.parts) > self.lost.get(stem, 0)

    def worths(self, stems: Stems, size: int) -> Worths:
        """By row, what the stem that is worth most there is worth; nought where there is none of them."""
        worths = np.zeros(size, dtype=np.uint8)
        for stem in stems:
            for part in self.parts:
                part.lay(stem, worths)
        return worths


@dataclass(frozen=True, slots=True)
class _Word:
    """One word that was typed: what it is worth by row, who has it, and how much it says by being rare."""

    worths: Worths
    rows: Bits
    says: float


@dataclass(frozen=True, slots=True)
class WordMatch:
    """The rows that have the words, all of them or (``partly``) those that say the most."""

    rows: Bits
    words: tuple[_Word, ...]
    partly: bool

    def fit(self, rows: Rows) -> Floats:
        """How well each of these rows fits the words."""
        worth, said = np.zeros(len(rows)), np.zeros(len(rows))
        for word in self.words:
            steps = word.worths[rows]
            worth += (word.says * WORTH_OF)[steps]
            if self.partly:
                said += word.says * (steps > 0)
        return worth * said if self.partly else worth


class WordMatcher:
    """Matches words for one question; a word that comes again, as on the ladder, is not looked up again."""

    def __init__(self, words: WordRows, findable: Bits, size: int) -> None:
        self._words = words
        self._findable = findable
        self._size = size
        self._in_all = count(findable)
        self._seen: dict[Stems, _Word] = {}

    def match(self, reading: Reading) -> WordMatch:
        """Rows with all the words; if there are none, those with the words that say the most.

        A rare word says more than a common one: of "lunch club for older people" a lunch may stand alone,
        a club may not.
        """
        words = tuple(self._word(stems) for stems in reading.stems)
        with_all = reduce(np.bitwise_and, (word.rows for word in words), self._findable)
        if with_all.any():
            return WordMatch(with_all, words, partly=False)
        with_any = rows_of(reduce(np.bitwise_or, (word.rows for word in words), none_of(self._size)))
        said = np.zeros(len(with_any))
        for word in words:
            said += word.says * are_set(word.rows, with_any)
        enough = with_any[said >= _SAYS_ENOUGH * said.max(initial=0.0)]
        return WordMatch(bits_of(enough, self._size), words, partly=True)

    def _word(self, stems: Stems) -> _Word:
        if stems not in self._seen:
            worths = self._words.worths(stems, self._size)
            rows = pack(worths != 0) & self._findable
            says = float(np.log1p(self._in_all / max(count(rows), 1)))
            self._seen[stems] = _Word(worths, rows, says)
        return self._seen[stems]
