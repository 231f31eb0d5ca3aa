"""Many phrases looked for at once in a run of words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from directory.matching.words import Run, Token, Tokens

T = TypeVar("T")

_LONG = 3

Stems = tuple[str, ...]


class PhraseHit(NamedTuple, Generic[T]):
    """``meant`` was found from token ``first`` to token ``last`` inclusive.

    ``length`` counts the stems that were matched, ``skipped`` the other words between them.
    """

    meant: T
    first: int
    last: int
    length: int
    skipped: int


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    """``number`` keeps the order in which phrases were given, which is also the order of hits."""

    number: int
    stems: Stems
    meant: T


class _Branch(Generic[T]):
    """The phrases that begin with one stem, the longer of them by their second stem."""

    def __init__(self) -> None:
        self.alone: list[_Phrase[T]] = []
        self.by_second: dict[str, list[_Phrase[T]]] = {}

    def add(self, phrase: _Phrase[T]) -> None:
        """Hang a phrase here."""
        if len(phrase.stems) == 1:
            self.alone.append(phrase)
        else:
            self.by_second.setdefault(phrase.stems[1], []).append(phrase)

    def starting(self, near: Sequence[str]) -> list[_Phrase[T]]:
        """Those that are one stem alone, and those whose second is the next one or stands across a gap."""
        if not near or not self.by_second:
            return self.alone
        phrases = [*self.alone, *self.by_second.get(near[0], ())]
        for place, second in enumerate(near[1:], start=1):
            if second not in near[:place]:
                phrases += (one for one in self.by_second.get(second, ()) if len(one.stems) >= _LONG)
        return phrases


class _Tree(Generic[T]):
    """Phrases by their first stem and their second, all to be found in the same run."""

    def __init__(self, gaps: int) -> None:
        self._gaps = gaps
        self._branches: dict[str, _Branch[T]] = {}

    def __bool__(self) -> bool:
        return bool(self._branches)

    def add(self, phrase: _Phrase[T]) -> None:
        """Hang a phrase by its first stem."""
        self._branches.setdefault(phrase.stems[0], _Branch()).add(phrase)

    def find(self, run: Run) -> list[PhraseHit[T]]:
        """Every phrase that stands in the run, in the order of the run and then of the phrases."""
        hits = [
            (first, phrase, last)
            for stem in self._branches.keys() & run.places.keys()
            for first in run.places[stem]
            for phrase in self._branches[stem].starting(run.stems[first + 1 : first + 2 + self._gaps])
            if (last := self._last(run.stems, phrase.stems, first)) is not None
        ]
        hits.sort(key=lambda hit: (hit[0], hit[1].number))
        return [_hit(run, hit) for hit in hits]

    def _last(self, stems: Sequence[str], phrase: Stems, first: int) -> int | None:
        """Where the phrase that begins at ``first`` ends; None when it does not stand there."""
        if len(phrase) == 1:
            return first
        at, gaps = first, self._gaps if len(phrase) >= _LONG else 0
        for wanted in phrase[1:]:
            at += 1
            while at < len(stems) and stems[at] != wanted and gaps:
                at, gaps = at + 1, gaps - 1
            if at >= len(stems) or stems[at] != wanted:
                return None
        return at


def _hit(run: Run, found: tuple[int, _Phrase[T], int]) -> PhraseHit[T]:
    first, phrase, last = found
    length = len(phrase.stems)
    first_token, last_token = run.tokens[first], run.tokens[last]
    return PhraseHit(phrase.meant, first_token.at, last_token.at, length, last - first + 1 - length)


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
        self._by_weighty: _Tree[T] = _Tree(gaps)
        self._by_every: _Tree[T] = _Tree(0)
        self._by_letter: _Tree[T] = _Tree(0)
        for number, (phrase, meant) in enumerate(phrases):
            words, tree = self._place(read(phrase), common)
            tree.add(_Phrase(number, tuple(token.stem for token in words), meant))

    def _place(self, letter: Sequence[Token], common: frozenset[str]) -> tuple[Sequence[Token], _Tree[T]]:
        every = [token for token in letter if not token.is_pointing]
        weighty = [token for token in every if not token.is_light]
        is_thin = all(token.stem in common for token in weighty) or len(every) > len(weighty) == 1
        if len(every) <= 1 < len(letter):
            return letter, self._by_letter
        return (every or letter, self._by_every) if is_thin else (weighty, self._by_weighty)

    def find(self, tokens: Sequence[Token]) -> list[PhraseHit[T]]:
        """Every phrase that stands in the tokens."""
        words = tokens if isinstance(tokens, Tokens) else Tokens(tokens)
        hits = self._by_weighty.find(words.weighty) if self._by_weighty else []
        hits += self._by_every.find(words.every) if self._by_every else []
        hits += self._by_letter.find(words.letter) if self._by_letter else []
        return hits
