"""Meaning by a static embedding that travels in its wheel; nothing is downloaded."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 256

_AT_ONCE = 64
_PIECE = re.compile(r" +[^ ]+")
_PIECES_KEPT = 100_000
# A product of two small arrays is worked out by the thread that asks. A larger one would be shared among
# threads that first have to be woken, which takes many times longer as soon as several sessions ask at once.
_NUMBERS_A_PRODUCT = 32_768
_COLUMNS_A_PRODUCT = 8
_MANY = 64

Pieces = tuple[int, ...]


class Meaning:
    """Texts as vectors of length one; the more alike two texts, the nearer their product is to one.

    The embedding has no piece that reaches over the space between two words, so words are cut into pieces one
    by one and remembered: the same vectors as the library's own, many times sooner. Safe to share between
    threads: what is remembered is the same whoever found it.
    """

    def __init__(self) -> None:
        # Here and not above: importing it takes a second and sets up logging for the whole process.
        import wordllama  # noqa: PLC0415

        folder = Path(wordllama.__file__).parent
        llama = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
        self._tokenizer = llama.tokenizer
        self._embedding: Vectors = llama.embedding
        self._known: dict[str, Pieces] = {}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row per text; an empty text has a row of zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        filled = [at for at, text in enumerate(texts) if text.strip()]
        for first in range(0, len(filled), _AT_ONCE):
            some = filled[first : first + _AT_ONCE]
            rows[some] = self._embed([texts[at] for at in some])
        return rows

    def is_everyday_word(self, word: str) -> bool:
        """Whether the embedding knows the word whole, which it does of common, rightly spelt ones."""
        return len(self._pieces(word)) == 1

    def _embed(self, texts: Sequence[str]) -> Vectors:
        each = [[piece for word in _words(text) for piece in self._pieces(word)] for text in texts]
        starts = list(accumulate((len(pieces) for pieces in each[:-1]), initial=0))
        flat = np.array([piece for pieces in each for piece in pieces], dtype=np.intp)
        total: Vectors = np.add.reduceat(self._embedding[flat], starts, axis=0)
        total /= np.linalg.norm(total, axis=1, keepdims=True)
        return total

    def _pieces(self, word: str) -> Pieces:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _PIECES_KEPT:
                self._known.clear()
            known = self._known[word] = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids)
        return known


def _words(text: str) -> Iterator[str]:
    """The text cut before every run of spaces, without the one space that the tokenizer puts there itself."""
    if text.endswith(" "):
        yield text
    else:
        for piece in _PIECE.findall(f" {text}"):
            yield piece[1:]


def products(rows: NDArray[np.float32 | np.int8], vectors: Vectors) -> Vectors:
    """By row and vector, their product: how alike they are when both have length one."""
    if len(vectors) > _MANY:
        return np.asarray(rows.astype(np.float32, copy=False) @ vectors.T)
    width = rows.shape[1]
    turned = np.zeros((width, max(len(vectors), 2)), dtype=np.float32)
    turned[:, : len(vectors)] = vectors.T
    found = np.empty((len(rows), turned.shape[1]), dtype=np.float32)
    height = _NUMBERS_A_PRODUCT // width
    for left in range(0, turned.shape[1], _COLUMNS_A_PRODUCT):
        some = np.ascontiguousarray(turned[:, left : left + _COLUMNS_A_PRODUCT])
        for first in range(0, len(rows), height):
            piece = rows[first : first + height].astype(np.float32, copy=False)
            found[first : first + height, left : left + _COLUMNS_A_PRODUCT] = piece @ some
    return found[:, : len(vectors)]
