"""However an index came about, it answers as one that was built from the same listings at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.errors import NotFoundError
from directory.matching.index.keeping import IndexKeeper
from directory.matching.search_index import DirectoryIndex
from directory.model.search import ServiceQuery
from directory.model.service import Service
from tests.builders import MALVERN, NOW, a_place
from tests.property.test_search import directories, listings, questions

in_folders = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the folder is meant to grow
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Service], list[list[Service]], list[set[str]]]:
    """A directory, then a few times some listings that are saved, new or known, and ids that are removed."""
    before = draw(directories)
    known = [service.id for service in before]
    saved, removed = [], []
    for _ in range(draw(st.integers(1, 4))):
        some = draw(st.lists(listings(), max_size=3, unique_by=lambda service: service.id))
        again = draw(st.lists(st.sampled_from(known), max_size=2, unique=True)) if known else []
        changed = [replace(service, id=key) for key, service in zip(again, some, strict=False)]
        these = {service.id: service for service in (*some[len(again) :], *changed)}
        saved.append(list(these.values()))
        known += these
        gone = draw(st.sets(st.sampled_from(known), max_size=2)) if known else set()
        removed.append(gone - these.keys())
    return before, saved, removed


def carried_on(index: DirectoryIndex, saved: list[list[Service]], removed: list[set[str]]) -> DirectoryIndex:
    for revision, (some, gone) in enumerate(zip(saved, removed, strict=True), start=2):
        index = index.changed(some, gone, revision)
    return index


def after(before: list[Service], saved: list[list[Service]], removed: list[set[str]]) -> list[Service]:
    now = {service.id: service for service in before}
    for some, gone in zip(saved, removed, strict=True):
        now |= {service.id: service for service in some}
        now = {key: service for key, service in now.items() if key not in gone}
    return list(now.values())


@settings(max_examples=120, deadline=None, derandomize=True)
@given(changes(), questions)
def test_an_index_that_was_carried_on_answers_as_one_built_at_once(
    change: tuple[list[Service], list[list[Service]], list[set[str]]], query: ServiceQuery
) -> None:
    before, saved, removed = change
    at_once = DirectoryIndex.build(after(*change), 1)

    index = carried_on(DirectoryIndex.build(before, 1), saved, removed)

    assert len(index) == len(at_once)
    assert index.search(query, now=NOW) == at_once.search(query, now=NOW)
    assert index.near(a_place(MALVERN).point, 5_000) == at_once.near(a_place(MALVERN).point, 5_000)


@in_folders
@given(change=changes(), query=questions)
def test_an_index_answers_the_same_when_it_is_tidied_kept_and_opened_again(
    tmp_path: Path,
    change: tuple[list[Service], list[list[Service]], list[set[str]]],
    query: ServiceQuery,
) -> None:
    before, saved, removed = change
    keeper = IndexKeeper(tmp_path, "a-directory")
    index = carried_on(keeper.build(before, 1), saved, removed)

    tidied = keeper.tidy(index)
    opened = keeper.open(index.revision)

    assert tidied.untidiness == 0
    assert opened is not None
    for one in (tidied, opened):
        assert one.search(query, now=NOW) == index.search(query, now=NOW)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(changes())
def test_every_listing_is_found_by_its_id_as_it_was_saved_last(
    change: tuple[list[Service], list[list[Service]], list[set[str]]],
) -> None:
    before, saved, removed = change
    index = carried_on(DirectoryIndex.build(before, 1), saved, removed)
    there = after(*change)

    assert [index.get(service.id) for service in there] == there
    for gone in {service.id for service in before} - {service.id for service in there}:
        with pytest.raises(NotFoundError):
            index.get(gone)
