"""Sessions share one matchmaker from its first moment."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from directory.matching.suggesting import Matchmaker
from directory.model.suggestion import Portrait, Suggestions
from tests.unit.matching.neighbours import NOW, VOCABULARY, demo, near, people, spread_out


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads take turns every few instructions, as they do on a busy server only now and then."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(usual)


def ask(matchmaker: Matchmaker, person: Portrait) -> tuple[Suggestions, Suggestions]:
    """Once of listings read for this question, once of packed ones."""
    listed, nearby = demo()[:12], spread_out(12)
    candidates = [(one, 500.0) for one in matchmaker.prepare_many(listed)]
    rows = matchmaker.notes_maker().build([listed])
    return (
        matchmaker.suggest(person, candidates, now=NOW, limit=5),
        matchmaker.suggest_near(person, near(rows, listed, nearby), now=NOW, limit=5),
    )


@pytest.mark.usefixtures("hurried_threads")
def test_several_sessions_asking_a_new_matchmaker_get_the_answers_that_each_would_get_alone() -> None:
    persons = people(4, seed=19)
    shared = Matchmaker.from_folder(VOCABULARY)

    with ThreadPoolExecutor(4) as sessions:
        together = list(sessions.map(lambda person: ask(shared, person), persons))

    alone = Matchmaker.from_folder(VOCABULARY)
    assert together == [ask(alone, person) for person in persons]
