"""Many phrases looked for at once in a run of words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from directory.matching.words import Token

T = TypeVar("T")

_LONG = 3

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseHit(Generic[T]):
    """``meant`` was found from token ``first`` to token ``last`` inclusive.

    ``length`` counts the stems that were matched, ``skipped`` the other words between them.
    """

    meant: T
    first: int
    last: int
    length: int
    skipped: int


class PhraseIndex(Generic[T]):
    """Phrases by their first stem.

    A phrase that says something of its own is matched by its weighty words, whatever light words stand
    between, and in a long one up to ``gaps`` other words. A phrase of common words ("out of it") must stand
    there word for word, or "half of me" would be found in every half.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, T]],
        read: Callable[[str], Sequence[Token]],
        *,
        common: frozenset[str] = frozenset(),
        gaps: int = 0,
    ) -> None:
        self._gaps = gaps
        self._by_weighty: dict[str, list[tuple[Stems, T]]] = {}
        self._by_every: dict[str, list[tuple[Stems, T]]] = {}
        self._by_letter: dict[str, list[tuple[Stems, T]]] = {}
        for phrase, meant in phrases:
            words, index = self._place(read(phrase), common)
            stems = tuple(token.stem for token in words)
            index.setdefault(stems[0], []).append((stems, meant))

    def _place(
        self, letter: Sequence[Token], common: frozenset[str]
    ) -> tuple[Sequence[Token], dict[str, list[tuple[Stems, T]]]]:
        every = [token for token in letter if not token.is_pointing]
        weighty = [token for token in every if not token.is_light]
        is_thin = all(token.stem in common for token in weighty) or len(every) > len(weighty) == 1
        if len(every) <= 1 < len(letter):
            return letter, self._by_letter
        return (every or letter, self._by_every) if is_thin else (weighty, self._by_weighty)

    def find(self, tokens: Sequence[Token]) -> list[PhraseHit[T]]:
        """Every phrase that stands in the tokens."""
        every = [token for token in tokens if not token.is_pointing]
        weighty = [token for token in every if not token.is_light]
        return [
            *_find(self._by_weighty, weighty, self._gaps),
            *_find(self._by_every, every, 0),
            *_find(self._by_letter, tokens, 0),
        ]


def _find(index: dict[str, list[tuple[Stems, T]]], tokens: Sequence[Token], gaps: int) -> list[PhraseHit[T]]:
    stems = [token.stem for token in tokens]
    hits = []
    for first, stem in enumerate(stems):
        for phrase, meant in index.get(stem, ()):
            last = _follow(stems, phrase, first, gaps=gaps if len(phrase) >= _LONG else 0)
            if last is not None:
                skipped = last - first + 1 - len(phrase)
                hits.append(PhraseHit(meant, tokens[first].at, tokens[last].at, len(phrase), skipped))
    return hits


def _follow(stems: Sequence[str], phrase: Stems, first: int, *, gaps: int) -> int | None:
    at = first
    for wanted in phrase[1:]:
        at += 1
        while at < len(stems) and stems[at] != wanted and gaps:
            at, gaps = at + 1, gaps - 1
        if at >= len(stems) or stems[at] != wanted:
            return None
    return at
