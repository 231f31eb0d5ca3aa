"""Text as stems that remember where they stood, so that every reason can quote the exact words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

import snowballstemmer

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’][A-Za-zÀ-ÿ]+)*\+?")
_CACHE_LIMIT = 60_000


@dataclass(frozen=True, slots=True)
class Token:
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

    def tokens(self, text: str) -> list[Token]:
        """Every word of the text, in order."""
        return [self._token(match, at) for at, match in enumerate(_WORD.finditer(text))]

    def _token(self, match: re.Match[str], at: int) -> Token:
        written = match.group()
        word = written.lower().replace("’", "").replace("'", "")
        stem = written if written in self._capitals else self.stem(word)
        is_light, is_pointing = word in self._light, word in self._pointing
        return Token(stem, word, match.start(), match.end(), at, is_light, is_pointing)

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
