"""Words are cut to their stems the same for everyone who asks at once."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from directory.matching.words import Stemmer

ENDINGS = ("ing", "ed", "ness", "fulness", "ational", "s", "ies")


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads take turns every few instructions, as they do on a busy server only now and then."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried_threads")
def test_sessions_that_stem_at_once_get_the_stems_that_each_would_get_alone() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdelmnoprstuy", k=4)) + chance.choice(ENDINGS) for _ in range(8_000)]
    stemmer = Stemmer({}, ())

    with ThreadPoolExecutor(4) as sessions:
        answers = list(sessions.map(lambda _: [stemmer.stem(word) for word in words], range(4)))

    alone = snowballstemmer.stemmer("english")
    assert answers == [[alone.stemWord(word) for word in words]] * 4
