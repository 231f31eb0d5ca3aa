"""Meaning is the embedding's own, only sooner."""

from pathlib import Path

import numpy as np
import wordllama

from directory.matching.meaning import DIMENSIONS, Meaning

TEXTS = [
    "Riverside Men's Shed\nA workshop for woodwork, and mending!  Tools; tea & company £3.50",
    "choir",
    "  two spaces before, one behind ",
    "three   between",
    "can't — or won’t??\tA tab\n\nand new lines",
    "Dydd Iau: côr, 日本 and a ▁ of no use",
]


def test_vectors_are_those_of_the_library_itself() -> None:
    llama = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)

    own = Meaning().vectors(TEXTS)

    np.testing.assert_allclose(own, np.asarray(llama.embed(TEXTS, norm=True)), atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    meaning = Meaning()

    together = meaning.vectors(TEXTS)

    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(meaning.vectors([text])[0], vector, atol=1e-6)


def test_nothing_said_means_nothing() -> None:
    vectors = Meaning().vectors(["", "choir", "  "])

    assert vectors.shape == (3, DIMENSIONS)
    assert not vectors[0].any()
    assert vectors[1].any()
    assert not vectors[2].any()
