"""The parts of the index that look at little must find what looking at everything finds."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from directory.matching.index.bits import are_set, bits_of, count, pack, rows_of
from directory.matching.index.drawer import MemoryDrawer
from directory.matching.index.merging import merge_postings
from directory.matching.index.ordering import least_first
from directory.matching.index.packing import NotPackedHereError, unpack_service
from directory.matching.index.packing import pack as packed
from directory.matching.index.postings import Postings, load_postings
from directory.matching.index.spellings import Spellings
from directory.matching.nearness import Grid, Sphere
from directory.model.place import Point, metres_between
from directory.model.service import Service
from tests.property.test_search import listings

quickly = settings(max_examples=80, deadline=None, derandomize=True)

words = st.text(alphabet="abcdeé1", min_size=1, max_size=9)
degrees = st.tuples(st.floats(-89.9, 89.9), st.floats(-180, 180))
british = st.tuples(st.floats(50.0, 52.0), st.floats(-3.0, 1.0))


@quickly
@given(st.lists(st.booleans(), max_size=300), st.data())
def test_bits_are_the_rows_they_were_made_of(flags: list[bool], data: st.DataObject) -> None:
    rows = np.flatnonzero(np.array(flags, dtype=np.bool_))
    asked = np.array(data.draw(st.lists(st.integers(0, max(len(flags) - 1, 0)))) if flags else [], dtype=int)

    bits = pack(np.array(flags, dtype=np.bool_))

    assert rows_of(bits).tolist() == rows.tolist()
    assert count(bits) == len(rows)
    assert bits_of(rows, len(flags)).tolist() == bits.tolist()
    assert are_set(bits, asked).tolist() == [flags[row] for row in asked]


@quickly
@given(st.lists(british | degrees, max_size=60), british | degrees, st.floats(0, 3_000_000))
def test_a_grid_leaves_out_no_point_that_is_near(
    places: list[tuple[float, float]], here: tuple[float, float], metres: float
) -> None:
    latitudes, longitudes = (np.array([place[axis] for place in places]) for axis in (0, 1))
    everyone = np.arange(len(places))

    around = set(Grid(latitudes, longitudes, everyone).around(Point(*here), metres).tolist())

    far = [metres_between(Point(*here), Point(*place)) for place in places]
    assert {number for number in everyone.tolist() if far[number] <= metres * 0.999_999} <= around
    measured = Sphere.of(latitudes, longitudes).metres_to(Point(*here), everyone)
    assert measured == pytest.approx(far, rel=1e-6, abs=0.5)


@quickly
@given(st.dictionaries(words, st.integers(0, 3)), st.dictionaries(words, st.integers(0, 3)), words)
def test_slips_are_found_as_if_every_word_had_been_compared(
    first: dict[str, int], later: dict[str, int], typed: str
) -> None:
    in_order = sorted(first)
    spellings = Spellings(in_order, np.array([first[word] for word in in_order], dtype=np.int32))
    spellings = spellings.adjusted(later)
    counts = {word: first.get(word, 0) + later.get(word, 0) for word in first | later}

    for edits in (1, 2, 3):
        close = dict(spellings.close_to(typed, edits))
        slips = {word: OSA.distance(typed, word) for word, times in counts.items() if times}
        assert close == {word: far for word, far in slips.items() if far <= edits}
    going_on = sorted((word for word, times in counts.items() if times and word.startswith(typed[:2])))
    assert sorted(spellings.going_on(typed[:2], 1_000)) == going_on
    assert all(spellings.count(word) == times for word, times in counts.items())


@quickly
@given(st.lists(st.integers(0, 5), max_size=400), st.integers(0, 50), st.randoms())
def test_the_first_few_are_those_of_the_whole_order(values: list[int], most: int, chance: object) -> None:
    rows = np.arange(len(values)) * 3
    ranks = np.zeros(3 * len(values) + 1)
    chance.shuffle(places := list(range(len(values))))  # type: ignore[attr-defined]  # a random.Random
    ranks[rows] = places

    first = least_first(rows, np.array(values, dtype=float), ranks, most=most)

    whole = sorted(rows.tolist(), key=lambda row: (values[row // 3], ranks[row]))
    assert first.tolist() == whole[:most]


def test_the_first_few_of_very_many_are_those_of_the_whole_order() -> None:
    chance = np.random.default_rng(7)
    for values in (chance.random(200_000), chance.integers(0, 4, 200_000).astype(float)):
        rows, ranks = np.arange(200_000), chance.permutation(200_000).astype(float)

        first = least_first(rows, values, ranks, most=5_000)

        assert first.tolist() == np.lexsort((ranks, values))[:5_000].tolist()


def some_postings(stems: dict[str, dict[int, int]]) -> Postings:
    names = sorted(stems)
    counts = np.array([len(stems[name]) for name in names], dtype=np.int32)
    pairs = [pair for name in names for pair in sorted(stems[name].items())]
    return Postings(
        stems=names,
        counts=counts,
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        rows=np.array([row for row, _ in pairs], dtype=np.uint32),
        worths=np.array([worth for _, worth in pairs], dtype=np.uint8),
        wide_at=np.full(len(names), -1, dtype=np.int32),
        wide=np.zeros((0, 0), dtype=np.uint8),
    )


def test_postings_of_common_and_rare_stems_survive_being_merged_twice() -> None:
    size = 6_000
    common = {row: 1 + row % 200 for row in range(0, size, 2)}
    first = some_postings({"group": common, "chess": {5: 9, 4_000: 7}, "gone": {3: 1}})
    later = some_postings({"chess": {5_999: 3}, "new": {5_998: 4}})
    new_row = np.arange(size)[::-1].copy()
    new_row[3] = -1

    drawer = MemoryDrawer()
    merge_postings((first, later), new_row, size=size, drawer=drawer)
    once = load_postings(drawer, size)
    merge_postings((once,), np.arange(size), size=size, drawer=drawer)
    twice = load_postings(drawer, size)

    for postings in (once, twice):
        assert list(postings.stems) == ["chess", "group", "new"]
        assert len(postings.wide) == 1
        for stem, rows in {"group": common, "chess": {5: 9, 4_000: 7, 5_999: 3}, "new": {5_998: 4}}.items():
            worths = np.zeros(size, dtype=np.uint8)
            postings.lay(stem, worths)
            expected = {size - 1 - row: worth for row, worth in rows.items()}
            assert {row: int(worths[row]) for row in np.flatnonzero(worths).tolist()} == expected


@quickly
@given(listings())
def test_a_service_comes_back_from_bytes_as_it_was(service: Service) -> None:
    assert unpack_service(packed(service)) == service


@pytest.mark.parametrize(
    "content", [pickle.dumps(Path("/")), pickle.dumps(print), pickle.dumps("text"), b"", b"rubbish"]
)
def test_bytes_that_name_anything_else_are_refused(content: bytes) -> None:
    with pytest.raises(NotPackedHereError):
        unpack_service(content)
