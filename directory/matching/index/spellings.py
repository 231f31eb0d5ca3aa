"""Every word that stands in some listing, and in how many: to go on with a word, or to correct one."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.matching.index.analysis import LONGEST_WORD
from directory.matching.index.drawer import Drawer, get_array, put_array
from directory.matching.nearness import Rows

_AFTER_ANY_LETTER = chr(0x10FFFF)
_ASCII = 128
# One of 32 bits for each plain letter or digit; none for others, which are several bytes long.
_BIT_OF_BYTE = np.array(
    [1 << (byte % 32) if chr(byte).isalnum() and byte < _ASCII else 0 for byte in range(256)],
    dtype=np.uint32,
)
_BIT_OF_BYTE.flags.writeable = False
_CONTINUES_MASK, _CONTINUES = 0xC0, 0x80
_LONGEST = 2 * LONGEST_WORD


class Spellings:
    """Words and in how many listings each stands; ``later`` are those that came after the first ones."""

    def __init__(
        self,
        words: Sequence[str],
        counts: NDArray[np.int32],
        *,
        later: Mapping[str, int] | None = None,
        shapes: "_Shapes | None" = None,
    ) -> None:
        self._words = words
        self._counts = counts
        self._later = dict(later or {})
        self._later_words = sorted(self._later)
        self._shapes = shapes or _Shapes(words)

    def count(self, word: str) -> int:
        """In how many listings it stands."""
        place = self._place(word)
        return self._later.get(word, 0) if place is None else int(self._counts[place])

    def going_on(self, start: str, most: int) -> list[str]:
        """The words that begin so, those in most listings first."""
        first, last = (bisect_left(self._words, edge) for edge in (start, start + _AFTER_ANY_LETTER))
        often = first + np.argsort(-self._counts[first:last], kind="stable")[:most]
        found = [(int(self._counts[place]), self._words[place]) for place in often.tolist()]
        found += [(self._later[word], word) for word in self._later_words if word.startswith(start)]
        in_order = sorted(found, key=lambda one: (-one[0], one[1]))
        return [word for times, word in in_order[:most] if times]

    def close_to(self, word: str, edits: int) -> Iterator[tuple[str, int]]:
        """The words that so many slips or fewer make of this one, and how many."""
        places = self._shapes.may_be(word, edits)
        places = places[self._counts[places] > 0]
        alike = [self._words[place] for place in places.tolist()]
        alike += [other for other in self._later_words if self._later[other]]
        close = process.extract(word, alike, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return ((other, int(slips)) for other, slips, _ in close)

    def adjusted(self, more: Mapping[str, int]) -> "Spellings":
        """As after these words have come to stand in more, or fewer, listings."""
        counts, later = self._counts.copy(), dict(self._later)
        for word, times in more.items():
            place = self._place(word)
            if place is None:
                later[word] = later.get(word, 0) + times
            else:
                counts[place] += times
        return Spellings(self._words, counts, later=later, shapes=self._shapes)

    def save(self, drawer: Drawer) -> None:
        """Write the words that stand in any listing."""
        counts = {word: times for word, times in self._later.items() if times}
        counts |= {
            word: times for word, times in zip(self._words, self._counts.tolist(), strict=True) if times
        }
        words = sorted(counts)
        with drawer.writing("words") as file:
            file.write("".join(f"{word}\n" for word in words).encode())
        put_array(drawer, "words.counts", np.array([counts[word] for word in words], dtype=np.int32))

    @classmethod
    def load(cls, drawer: Drawer) -> "Spellings":
        """As saved."""
        words = str(drawer.read("words")[:], "utf-8").split("\n")[:-1]
        return cls(words, get_array(drawer, "words.counts", np.int32))

    def _place(self, word: str) -> int | None:
        place = bisect_left(self._words, word)
        return place if place < len(self._words) and self._words[place] == word else None


class _Shapes:
    """How long each word is and which letters it has: enough to pass over nearly all of them at once."""

    def __init__(self, words: Sequence[str]) -> None:
        content = np.frombuffer("".join(f"{word}\n" for word in words).encode(), dtype=np.uint8)
        ends = np.flatnonzero(content == ord("\n"))
        starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        in_full = (content & _CONTINUES_MASK) != _CONTINUES
        lengths = np.add.reduceat(in_full, starts, dtype=np.int64) - 1 if len(ends) else ends
        letters = np.bitwise_or.reduceat(_BIT_OF_BYTE[content], starts) if len(ends) else ends
        self._places = np.argsort(lengths, kind="stable").astype(np.int32)
        self._letters = letters[self._places]
        self._first_of_length = np.searchsorted(lengths[self._places], np.arange(_LONGEST))

    def may_be(self, word: str, edits: int) -> Rows:
        """The places of words to which so few slips could lead: one changes one letter to one other."""
        shortest, beyond = max(len(word) - edits, 0), len(word) + edits + 1
        start, end = self._first_of_length[[shortest, min(beyond, _LONGEST - 1)]].tolist()
        mine = np.bitwise_or.reduce(_BIT_OF_BYTE[np.frombuffer(word.encode(), dtype=np.uint8)])
        letters = self._letters[start:end]
        near = np.flatnonzero(np.bitwise_count(letters ^ mine) <= 2 * edits)
        letters = letters[near]
        near = near[
            (np.bitwise_count(letters & ~mine) <= edits) & (np.bitwise_count(mine & ~letters) <= edits)
        ]
        places: Rows = self._places[start:end][near].astype(np.int64)
        return places
