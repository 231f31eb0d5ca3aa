"""Many phrases looked for at once in a run of words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
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

    def starting(self, stems: Sequence[str], first: int, gaps: int) -> Iterator[_Phrase[T]]:
        """Those whose first two stems stand at ``first`` and next to it, or within reach of the gaps."""
        yield from self.alone
        if self.by_second:
            near = stems[first + 1 : first + 2 + gaps]
            yield from self.by_second.get(near[0], ()) if near else ()
            for place, second in enumerate(near[1:], start=1):
                if second not in near[:place]:
                    phrases = self.by_second.get(second, ())
                    yield from (phrase for phrase in phrases if len(phrase.stems) >= _LONG)


class _Tree(Generic[T]):
    """Phrases by their first stem and their second, all to be found in the same run."""

    def __init__(self, gaps: int) -> None:
        self._gaps = gaps
        self._branches: dict[str, _Branch[T]] = {}

    def add(self, phrase: _Phrase[T]) -> None:
        """Hang a phrase by its first stem."""
        self._branches.setdefault(phrase.stems[0], _Branch()).add(phrase)

    def find(self, run: Run) -> list[PhraseHit[T]]:
        """Every phrase that stands in the run, in the order of the run and then of the phrases."""
        stems, tokens = run.stems, run.tokens
        hits: list[tuple[int, int, PhraseHit[T]]] = []
        for stem in self._branches.keys() & run.places.keys():
            branch = self._branches[stem]
            for first in run.places[stem]:
                for phrase in branch.starting(stems, first, self._gaps):
                    last = self._follow(stems, phrase.stems, first)
                    if last is not None:
                        length = len(phrase.stems)
                        skipped = last - first + 1 - length
                        hit = PhraseHit(phrase.meant, tokens[first].at, tokens[last].at, length, skipped)
                        hits.append((first, phrase.number, hit))
        hits.sort(key=itemgetter(0, 1))
        return [hit for _, _, hit in hits]

    def _follow(self, stems: Sequence[str], phrase: Stems, first: int) -> int | None:
        at, gaps = first, self._gaps if len(phrase) >= _LONG else 0
        for wanted in phrase[1:]:
            at += 1
            while at < len(stems) and stems[at] != wanted and gaps:
                at, gaps = at + 1, gaps - 1
            if at >= len(stems) or stems[at] != wanted:
                return None
        return at


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
        return [
            *self._by_weighty.find(words.weighty),
            *self._by_every.find(words.every),
            *self._by_letter.find(words.letter),
        ]
