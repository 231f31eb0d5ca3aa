"""What is saved is found at once, without building the whole index again, by whoever looks."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from directory.matching.index.keeping import IndexKeeper
from directory.matching.nearness import Rows
from directory.model.search import ServiceQuery
from directory.model.service import Service, Status
from directory.services.current_directory import CurrentDirectory
from directory.storage.ports import Transaction
from directory.storage.store import SqlStore, open_store
from tests.builders import NOW, a_service

CHOIR = a_service("Choir", at=(52.2, -2.2))
SHED = a_service("Shed", organization="Friends of the Green")
MANY = [a_service(f"Group {number}", at=(52 + number / 100, -2.3)) for number in range(40)]


@dataclass
class CountingStore:
    """The store, counting how often all listings are read."""

    store: SqlStore
    whole_readings: int = 0

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """See one moment of the store."""
        with self.store.reading() as shelves:
            read_all = shelves.services.all

            def all_counted() -> Iterator[Service]:
                self.whole_readings += 1
                return read_all()

            shelves.services.all = all_counted  # type: ignore[method-assign]  # to count
            yield shelves

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Keep everything at the end."""
        with self.store.writing() as shelves:
            yield shelves


@pytest.fixture
def counting(store: SqlStore) -> CountingStore:
    """A directory with a few listings, over each database."""
    with store.writing() as shelves:
        shelves.services.save([CHOIR, SHED, *MANY])
    return CountingStore(store)


def save(store: CountingStore, *services: Service) -> None:
    with store.writing() as shelves:
        shelves.services.save(services)


def remove(store: CountingStore, *services: Service) -> None:
    with store.writing() as shelves:
        shelves.services.remove([service.id for service in services])


def found(directory: CurrentDirectory, words: str) -> list[str]:
    result = directory.snapshot().index.search(ServiceQuery(words=f"{words} ", limit=100), now=NOW)
    return [one.service.name for one in result.found]


def test_a_change_an_addition_and_a_removal_are_found_without_building_anew(
    counting: CountingStore, tmp_path: Path
) -> None:
    directory = CurrentDirectory(counting, folder=tmp_path)
    assert found(directory, "choir") == ["Choir"]

    save(counting, replace(CHOIR, name="Bell ringers"), a_service("Chess"))
    remove(counting, SHED)

    assert found(directory, "choir") == found(directory, "shed") == []
    assert found(directory, "ringers") == ["Bell ringers"]
    assert found(directory, "chess") == ["Chess"]
    assert counting.whole_readings == 1


def test_a_new_name_of_an_organisation_is_found_with_every_listing_of_its(counting: CountingStore) -> None:
    sister = a_service("Sister shed", organization=SHED.organization.name, at=(52.4, -2.4))
    save(counting, sister)
    directory = CurrentDirectory(counting)
    assert set(found(directory, "friends green")) == {"Shed", "Sister shed"}

    save(counting, replace(sister, organization=replace(sister.organization, name="Kestrel trust")))

    assert set(found(directory, "kestrel")) == {"Shed", "Sister shed"}
    assert counting.whole_readings == 1


def test_what_closes_for_good_is_no_longer_found_but_still_there(counting: CountingStore) -> None:
    directory = CurrentDirectory(counting)
    directory.snapshot()

    save(counting, replace(CHOIR, status=Status.DEFUNCT))

    assert found(directory, "choir") == []
    assert directory.snapshot().index.get(CHOIR.id).status is Status.DEFUNCT


def test_two_threads_see_every_change_whole(counting: CountingStore, tmp_path: Path) -> None:
    directory = CurrentDirectory(counting, folder=tmp_path)
    directory.snapshot()

    def change_and_look(colour: str) -> None:
        for number in range(8):
            save(counting, a_service(f"{colour} turn {number}"))
            assert len(found(directory, colour)) == number + 1
            directory.upkeep()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(change_and_look, ("crimson", "purple")))

    assert len(found(directory, "turn")) == 16
    assert counting.whole_readings == 1


def test_the_next_start_reads_from_disk_and_adds_what_has_changed(
    counting: CountingStore, tmp_path: Path
) -> None:
    CurrentDirectory(counting, folder=tmp_path).snapshot()
    save(counting, replace(CHOIR, name="Bell ringers"))

    directory = CurrentDirectory(counting, folder=tmp_path)

    assert found(directory, "ringers") == ["Bell ringers"]
    assert counting.whole_readings == 1


def test_many_changes_are_tidied_away_and_nothing_is_lost(counting: CountingStore, tmp_path: Path) -> None:
    directory = CurrentDirectory(counting, folder=tmp_path)
    before = directory.snapshot().index.place
    for turn in range(6):
        save(counting, *(a_service(f"New {turn} {number}") for number in range(100)))
        directory.snapshot()

    directory.upkeep()

    index = directory.snapshot().index
    assert index.untidiness == 0
    assert index.place != before
    assert len(found(directory, "new")) == 100
    assert len(index) == 642
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [index.place]


def test_another_directory_does_not_get_this_ones_index(counting: CountingStore, tmp_path: Path) -> None:
    CurrentDirectory(counting, folder=tmp_path / "index").snapshot()
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    with other.writing() as shelves:
        shelves.services.save([a_service("Elsewhere")])

    directory = CurrentDirectory(other, folder=tmp_path / "index")

    assert found(directory, "choir") == []
    assert found(directory, "elsewhere") == ["Elsewhere"]
    other.close()


def test_a_store_put_back_from_a_copy_is_read_anew(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'kith.db'}"
    store = CountingStore(open_store(address))
    save(store, CHOIR)
    store.store.close()
    copy = (tmp_path / "kith.db").read_bytes()
    store = CountingStore(open_store(address))
    save(store, SHED)
    CurrentDirectory(store, folder=tmp_path / "index").snapshot()
    store.store.close()

    (tmp_path / "kith.db").write_bytes(copy)
    store = CountingStore(open_store(address))
    directory = CurrentDirectory(store, folder=tmp_path / "index")

    assert found(directory, "shed") == []
    assert store.whole_readings == 1
    store.store.close()


def cut_the_last_file(folder: Path) -> None:
    path = folder / "stems.rows"
    path.write_bytes(path.read_bytes()[:-8])


def take_a_file_away(folder: Path) -> None:
    (folder / "ranks").unlink()


def leave_it_unsigned(folder: Path) -> None:
    (folder / "whole.json").unlink()


def make_it_of_another_make(folder: Path) -> None:
    path = folder / "whole.json"
    path.write_text(path.read_text().replace('"make": "', '"make": "older'))


@pytest.mark.parametrize(
    "harm", [cut_the_last_file, take_a_file_away, leave_it_unsigned, make_it_of_another_make]
)
def test_a_folder_that_is_not_whole_is_built_again(
    counting: CountingStore, tmp_path: Path, harm: object
) -> None:
    place = CurrentDirectory(counting, folder=tmp_path).snapshot().index.place
    assert place is not None
    harm(place)  # type: ignore[operator]  # one of the functions above

    directory = CurrentDirectory(counting, folder=tmp_path)

    assert found(directory, "choir") == ["Choir"]
    assert counting.whole_readings == 2
    assert len(list(tmp_path.glob("*-*"))) == 1


def test_a_building_that_fails_leaves_nothing_behind(counting: CountingStore, tmp_path: Path) -> None:
    def broken() -> Iterator[Service]:
        yield CHOIR
        raise OSError("the disk is full")

    place = CurrentDirectory(counting, folder=tmp_path).snapshot().index.place

    with pytest.raises(OSError, match="the disk is full"):
        IndexKeeper(tmp_path, "another").build(broken(), 1)

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [place]


@dataclass(frozen=True)
class NamesNoted:
    """Notes that are no more than names."""

    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def appended(self, services: Sequence[Service]) -> "NamesNoted":
        """One more for each."""
        return NamesNoted((*self.names, *(service.name for service in services)))

    def save(self, folder: Path, rows: Rows) -> None:
        """A line for each."""
        (folder / "names").write_text("".join(f"{self.names[row]}\n" for row in rows.tolist()))


@dataclass
class NameNoter:
    """Makes them, and counts how many it had to read."""

    version: str = "1"
    read: int = 0

    def build(self, services: Iterable[Sequence[Service]]) -> NamesNoted:
        """From services."""
        names = tuple(service.name for some in services for service in some)
        self.read += len(names)
        return NamesNoted(names)

    def load(self, folder: Path) -> NamesNoted:
        """From a folder."""
        return NamesNoted(tuple((folder / "names").read_text().splitlines()))


def notes_agree(directory: CurrentDirectory) -> bool:
    index = directory.snapshot().index
    noted = index.notes
    rows = np.flatnonzero(index.listings.there).tolist()
    return isinstance(noted, NamesNoted) and [noted.names[row] for row in rows] == [
        index.service_at(row).name for row in rows
    ]


def test_notes_of_all_rows_keep_in_step_with_few_and_many_changes_and_with_tidying(
    counting: CountingStore, tmp_path: Path
) -> None:
    noter = NameNoter()
    directory = CurrentDirectory(counting, folder=tmp_path, notes=lambda: noter)
    assert directory.snapshot().index.notes is None
    directory.upkeep()
    assert notes_agree(directory)

    save(counting, replace(CHOIR, name="Bell ringers"))
    assert notes_agree(directory)
    save(counting, *(a_service(f"New {number}") for number in range(600)))
    remove(counting, SHED)
    assert directory.snapshot().index.notes is None
    directory.upkeep()

    assert notes_agree(directory)
    assert directory.snapshot().index.untidiness == 0
    assert noter.read == 42


def test_notes_are_read_back_unless_they_are_of_another_version(
    counting: CountingStore, tmp_path: Path
) -> None:
    for noter, expected in ((NameNoter(), 42), (NameNoter(), 0), (NameNoter("2"), 42)):
        directory = CurrentDirectory(counting, folder=tmp_path, notes=partial(identity, noter))
        directory.upkeep()

        assert notes_agree(directory)
        assert noter.read == expected


def identity(noter: NameNoter) -> NameNoter:
    return noter
