"""Text as stems that remember where they stood, so that every reason can quote the exact words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import snowballstemmer

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’][A-Za-zÀ-ÿ]+)*\+?")
_CACHE_LIMIT = 60_000


class Token(NamedTuple):
    """One word: ``stem`` to match by, ``word`` in small letters, where it stands, its number ``at``.

    A light word such as "got" counts only in phrases made of common words; a pointing one ("my") nowhere.
    """

    stem: str
    word: str
    start: int
    end: int
    at: int
    is_light: bool
    is_pointing: bool


class Run:
    """Words that follow each other once others are left out: their stems, and where each stem stands."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.stems = [token.stem for token in tokens]
        self.places: dict[str, list[int]] = {}
        for place, stem in enumerate(self.stems):
            if stem in self.places:
                self.places[stem].append(place)
            else:
                self.places[stem] = [place]


class Tokens(list[Token]):
    """The words of one text, ready to have phrases looked for in them many times."""

    @cached_property
    def letter(self) -> Run:
        """Every word as it stands."""
        return Run(self)

    @cached_property
    def every(self) -> Run:
        """The words without those that point."""
        return Run([token for token in self if not token.is_pointing])

    @cached_property
    def weighty(self) -> Run:
        """The words that say something of their own."""
        return Run([token for token in self if not token.is_pointing and not token.is_light])


class Stemmer:
    """Stems words, reading dialect and spelling variants (``same``) as their everyday form.

    ``whole`` words are never stemmed, because their stem means something else ("signing", "sign up").
    ``capitals`` are words that mean something of their own in capitals, such as SEND.
    """

    def __init__(
        self,
        same: Mapping[str, str],
        light: Iterable[str],
        *,
        pointing: Iterable[str] = (),
        whole: Iterable[str] = (),
        capitals: Iterable[str] = (),
    ) -> None:
        self._snowball = snowballstemmer.stemmer("english")
        self._one_at_a_time = Lock()
        self._same = dict(same)
        self._light = frozenset(light)
        self._pointing = frozenset(pointing)
        self._whole = frozenset(whole)
        self._capitals = frozenset(capitals)
        self._stems: dict[str, str] = {}
        self._read: dict[str, tuple[str, str, bool, bool]] = {}

    def tokens(self, text: str) -> Tokens:
        """Every word of the text, in order."""
        return Tokens(self._tokens(text))

    def _tokens(self, text: str) -> Iterator[Token]:
        known = self._read
        for at, match in enumerate(_WORD.finditer(text)):
            written = match.group()
            stem, word, is_light, is_pointing = known.get(written) or self._look_at(written)
            yield Token(stem, word, match.start(), match.end(), at, is_light, is_pointing)

    def _look_at(self, written: str) -> tuple[str, str, bool, bool]:
        if len(self._read) > _CACHE_LIMIT:
            self._read.clear()
        word = written.lower().replace("’", "").replace("'", "")
        stem = written if written in self._capitals else self.stem(word)
        looked = self._read[written] = (stem, word, word in self._light, word in self._pointing)
        return looked

    def stem(self, word: str) -> str:
        """The stem of one word without apostrophes."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) > _CACHE_LIMIT:
                self._stems.clear()
            everyday = self._same.get(word) or self._same.get(word.removesuffix("s")) or word
            known = f"{everyday}=" if everyday in self._whole else self._cut(everyday)
            self._stems[word] = known
        return known

    def _cut(self, word: str) -> str:
        """Snowball's stem; the word under the knife is kept in the stemmer itself, and sessions share it."""
        with self._one_at_a_time:
            return str(self._snowball.stemWord(word))
