"""Suggestions are the same before and after matching has noted every listing, and follow what changes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from directory.matching.prepared.rows import PreparedRows
from directory.model.conversation import Statement, StatementKind
from directory.model.place import Point
from directory.model.suggestion import Portrait, Suggestions
from directory.services.current_directory import Snapshot
from directory.services.kith import Kith
from directory.services.suggesting import suggest
from tests.builders import MALVERN, NOW, a_service
from tests.services.installation import ASH, open_installation

CHOIR = a_service("Harmony Choir", description="We sing together every week. Everyone welcome.")
SHED = a_service("Riverside Men's Shed", description="A workshop for woodwork and mending, tea and company.")
GARDEN = a_service("Allotment Friends", description="Growing vegetables together on the allotment.")
SINGER = Portrait((Statement(StatementKind.WISH, "I'd love to sing in a choir"),), home=Point(*MALVERN))


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    return open_installation(tmp_path, CHOIR, SHED, GARDEN)


def ask(kith: Kith, person: Portrait = SINGER) -> Suggestions:
    return suggest(kith, person, by=ASH, now=NOW, limit=5)


def test_suggestions_stay_the_same_once_every_listing_is_noted(kith: Kith) -> None:
    nowhere = replace(SINGER, home=None)
    before = ask(kith), ask(kith, nowhere)

    kith.directory.upkeep()

    assert isinstance(kith.directory.snapshot().index.notes, PreparedRows)
    after = ask(kith), ask(kith, nowhere)
    for one, other in zip(after, before, strict=True):
        assert [(e.service, e.metres, e.reasons) for e in one.go] == [
            (e.service, e.metres, e.reasons) for e in other.go
        ]
    assert before[0].go[0].service == CHOIR


def test_a_listing_that_changes_is_suggested_as_it_is_now(kith: Kith) -> None:
    kith.directory.upkeep()
    with kith.store.writing() as shelves:
        shelves.services.save([replace(CHOIR, name="Knitting circle", description="Knit and natter.")])
        shelves.services.save([replace(GARDEN, name="Allotment Voices", description="A choir that sings.")])

    found = ask(kith)

    assert isinstance(kith.directory.snapshot().index.notes, PreparedRows)
    assert [each.service.name for each in found.go] == ["Allotment Voices"]


def test_what_was_noted_is_read_back_at_the_next_start(kith: Kith, tmp_path: Path) -> None:
    kith.directory.upkeep()
    expected = ask(kith)

    again = open_installation(tmp_path)
    again.directory.upkeep()

    assert [each.service for each in ask(again).go] == [each.service for each in expected.go]


def test_sessions_that_read_listings_at_once_each_get_all_of_theirs(kith: Kith) -> None:
    snapshot: Snapshot = kith.directory.snapshot()
    rows = [[0, 1], [1, 2], [2], [0, 1, 2]] * 5

    with ThreadPoolExecutor(4) as sessions:
        read = list(sessions.map(lambda some: snapshot.prepare(some, kith.matchmaker()), rows))

    assert [sorted(one) for one in read] == rows
    assert all(one.service == snapshot.index.service_at(row) for each in read for row, one in each.items())
