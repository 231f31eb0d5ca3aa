"""Meaning by a static embedding that travels in its wheel; nothing is downloaded."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 256


class Meaning:
    """Texts as vectors of length one; the more alike two texts, the nearer their product is to one."""

    def __init__(self) -> None:
        # Here and not above: importing it takes a second and sets up logging for the whole process.
        import wordllama  # noqa: PLC0415

        folder = Path(wordllama.__file__).parent
        self._llama = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row per text; an empty text has a row of zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        filled = [at for at, text in enumerate(texts) if text.strip()]
        if filled:
            rows[filled] = self._llama.embed([texts[at] for at in filled], norm=True)
        return rows

    def is_everyday_word(self, word: str) -> bool:
        """Whether the embedding knows the word whole, which it does of common, rightly spelt ones."""
        return len(self._llama.tokenizer.encode(word, add_special_tokens=False).tokens) == 1
