"""What was typed, word by word: known, misspelt, still being typed. No query language is involved."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from directory.matching.index.analysis import UNSAID, Analysis
from directory.matching.index.spellings import Spellings

_MOST_WORDS = 16
_MOST_ENDINGS = 48
_SHORTEST_START = 2
_SHORTEST_PART = 3

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed as it was understood: for each word, the stems that stand for it."""

    stems: tuple[Stems, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what was typed by the words that listings have.

    ``has_stem`` says whether any listing has a stem. ``known_words`` (lower case) are rightly spelt though no
    listing may have them: "chess" is then answered with nothing rather than with "chest".
    """

    analysis: Analysis
    spellings: Spellings
    has_stem: Callable[[str], bool]
    known_words: Callable[[], Collection[str]]

    def read(self, words: str) -> Reading:
        """The words that matter, each known, continued (the last one, while typing) or corrected."""
        typed = self.analysis.words(words)[:_MOST_WORDS]
        said = [word for word in typed if word not in UNSAID] or typed
        may_go_on = words[-1:].isalnum()
        stems: list[Stems] = []
        corrected: dict[str, str] = {}
        read_as: list[str] = []
        for place, word in enumerate(said):
            known = self._known(word) or self._endings(word, is_last=may_go_on and place == len(said) - 1)
            if not known and (meant := self._meant(word)):
                corrected[word] = " ".join(meant)
                stems += [(self.analysis.stem(part),) for part in meant]
            else:
                stems.append(known)
            read_as.append(corrected.get(word, word))
        return Reading(self._with_compounds(stems, read_as), corrected, " ".join(read_as))

    def _with_compounds(self, stems: list[Stems], words: list[str]) -> tuple[Stems, ...]:
        """Two words that some listings write as one ("food bank") are both found there."""
        if len(stems) == len(words):
            for place, pair in enumerate(pairwise(words)):
                if compound := self._known("".join(pair)):
                    stems[place] += compound
                    stems[place + 1] += compound
        return tuple(stems)

    def _known(self, word: str) -> Stems:
        stem = self.analysis.stem(word)
        return (stem,) if stem and self.has_stem(stem) else ()

    def _endings(self, start: str, *, is_last: bool) -> Stems:
        if not is_last or len(start) < _SHORTEST_START:
            return ()
        often = self.spellings.going_on(start, _MOST_ENDINGS)
        return tuple(dict.fromkeys(map(self.analysis.stem, often)))

    def _meant(self, word: str) -> tuple[str, ...]:
        """The known word nearest to an unknown one, or two known words written as one."""
        edits = _edits_allowed(word)
        if not edits or word in self.known_words():
            return ()
        close = self.spellings.close_to(word, edits)
        likely = [hit for hit in close if hit[1] == 1 or hit[0][0] == word[0]]
        nearest = min(likely, key=lambda hit: self._unlikeness(word, hit[0], hit[1]), default=None)
        if nearest and nearest[1] == 1:
            return (nearest[0],)
        return self._two_words(word) or ((nearest[0],) if nearest else ())

    def _unlikeness(self, word: str, other: str, edits: int) -> tuple[float, float, int, str]:
        return edits, -round(JaroWinkler.similarity(word, other), 2), -self.spellings.count(other), other

    def _two_words(self, word: str) -> tuple[str, ...]:
        places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        pairs = [(word[:place], word[place:]) for place in places]
        known = [pair for pair in pairs if UNSAID.isdisjoint(pair) and min(map(self.spellings.count, pair))]
        return max(known, key=lambda pair: (min(map(self.spellings.count, pair)), pair), default=())


def _edits_allowed(word: str) -> int:
    if len(word) < _SHORTEST_PART or not word.isalpha():
        return 0
    return 1 if len(word) <= 4 else 2 if len(word) <= 11 else 3  # noqa: PLR2004 - longer words, more slips
