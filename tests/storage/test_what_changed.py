"""What the directory tells an index about changes, over both databases."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from directory.model.service import Service
from directory.storage.store import SqlStore, open_store
from tests.builders import MALVERN, a_location, a_service

SHED = a_service("Shed", organization="Friends of the Green")
CHOIR = a_service("Choir", organization="Singers", at=(52.2, -2.2))


def save(store: SqlStore, services: Iterable[Service]) -> int:
    """The revision after it."""
    with store.writing() as shelves:
        shelves.services.save(services)
    with store.reading() as shelves:
        return shelves.services.revision()


def changed_since(store: SqlStore, revision: int) -> set[str]:
    with store.reading() as shelves:
        return set(shelves.services.changed_since(revision))


def test_what_was_saved_since_is_told_and_what_was_saved_before_is_not(store: SqlStore) -> None:
    first = save(store, [SHED, CHOIR])
    second = save(store, [replace(CHOIR, name="Choir for all")])

    assert changed_since(store, 0) == {SHED.id, CHOIR.id}
    assert changed_since(store, first) == {CHOIR.id}
    assert changed_since(store, second) == set()


def test_what_was_removed_is_told_and_again_when_it_comes_back(store: SqlStore) -> None:
    first = save(store, [SHED, CHOIR])
    with store.writing() as shelves:
        shelves.services.remove([SHED.id])
        second = shelves.services.revision()

    assert changed_since(store, first) == {SHED.id}
    save(store, [SHED])
    assert changed_since(store, second) == {SHED.id}


def test_an_organisation_with_a_new_name_changes_all_it_runs(store: SqlStore) -> None:
    sister = a_service("Sister shed", organization=SHED.organization.name, at=(52.3, -2.3))
    first = save(store, [SHED, sister, CHOIR])
    renamed = replace(sister.organization, name="Friends of the Common")

    second = save(store, [replace(sister, organization=renamed)])

    assert changed_since(store, first) == {SHED.id, sister.id}
    save(store, [replace(sister, organization=renamed)])
    assert changed_since(store, second) == {sister.id}


def test_a_place_saved_with_one_listing_changes_the_others_that_are_there(store: SqlStore) -> None:
    neighbour = a_service("Chess in the shed")
    first = save(store, [SHED, neighbour, CHOIR])
    moved = replace(a_location(MALVERN), name="The old school")

    save(store, [replace(SHED, locations=(moved,))])

    assert changed_since(store, first) == {SHED.id, neighbour.id}
    with store.reading() as shelves:
        assert shelves.services.get(neighbour.id).locations == (moved,)


def test_a_change_that_was_undone_is_not_told(store: SqlStore) -> None:
    first = save(store, [SHED])

    def change_and_fail() -> None:
        with store.writing() as shelves:
            shelves.services.save([CHOIR])
            shelves.services.remove([SHED.id])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()

    assert changed_since(store, first) == set()


def test_more_listings_than_are_read_at_a_time_come_all_and_in_order(store: SqlStore) -> None:
    many = [a_service(f"Group {number}") for number in range(5_105)]
    save(store, many)

    with store.reading() as shelves:
        read = list(shelves.services.all())

    assert read == sorted(many, key=lambda service: service.id)


def test_every_directory_has_a_name_of_its_own_for_good(store: SqlStore, tmp_path: Path) -> None:
    def name_of(one: SqlStore) -> str:
        with one.reading() as shelves:
            return shelves.settings.get("directory")

    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")

    assert name_of(store) == name_of(store) != ""
    assert name_of(other) != name_of(store)
    other.close()
