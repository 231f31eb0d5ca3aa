"""The directory that the bench makes up: the same every time, where people live, and in varied words."""

import random
import statistics
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from directory.model.service import Delivery, Kind
from tests.bench.ground import Ground, read_ground
from tests.bench.listings import MadeUpDirectory
from tests.bench.proper_names import a_proper_name
from tests.bench.sameness import compare_with_real_texts, count_words
from tests.bench.wording import Words, by_rank, read_words

SOME = 1_500


@pytest.fixture(scope="module")
def ground() -> Ground:
    """What is always there: the shipped sectors."""
    return read_ground(Path("there is no such file"))


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words()


@pytest.fixture(scope="module")
def directory(ground: Ground, words: Words) -> MadeUpDirectory:
    return MadeUpDirectory(ground, words, SOME)


def test_the_same_seed_makes_the_same_listings_up(
    ground: Ground, words: Words, directory: MadeUpDirectory
) -> None:
    again = MadeUpDirectory(ground, words, SOME)

    assert list(islice(again, 50)) == list(islice(directory, 50))


def test_another_seed_makes_others_up(ground: Ground, words: Words, directory: MadeUpDirectory) -> None:
    other = MadeUpDirectory(ground, words, SOME, seed=8)

    assert not {one.id for one in islice(other, 50)} & {one.id for one in islice(directory, 50)}
    assert other.listing(3).description != directory.listing(3).description


def test_a_listing_is_the_same_whatever_was_asked_for_before(directory: MadeUpDirectory) -> None:
    in_turn = list(islice(directory, 40))

    assert directory.listing(39) == in_turn[39]
    assert directory.listing(7) == in_turn[7]


def test_ids_are_all_different(directory: MadeUpDirectory) -> None:
    assert len({one.id for one in directory}) == SOME


def test_listings_stand_where_people_live(directory: MadeUpDirectory) -> None:
    points = [point for one in directory for point in one.points]
    cells = Counter((round(point.latitude * 2), round(point.longitude * 1.2)) for point in points)
    often = sorted(cells.values(), reverse=True)

    # A tenth of the inhabited ground has far more than a tenth of the listings.
    assert sum(often[: len(often) // 10]) > 0.3 * len(points)
    assert all(49.5 < point.latitude < 61 and -9 < point.longitude < 2 for point in points)


def test_several_groups_share_a_venue(directory: MadeUpDirectory) -> None:
    venues = Counter(place.id for one in directory for place in one.locations)

    assert max(venues.values()) >= 4
    assert len(venues) < SOME / 2


def test_the_words_are_varied(directory: MadeUpDirectory) -> None:
    described = [one.description for one in islice(directory, 400)]
    counts = count_words(described)

    assert counts.types > 2_000
    assert counts.once > 0.3 * counts.types
    assert len(set(described)) == len(described)
    assert len({one.name for one in directory}) > 0.7 * SOME


def test_some_words_are_in_most_listings_and_most_words_in_few(directory: MadeUpDirectory) -> None:
    said = [set(one.description.lower().split()) for one in islice(directory, 400)]
    often = Counter(word for one in said for word in one)

    assert often["and"] > 300
    assert statistics.median(often.values()) <= 4


def test_descriptions_are_as_long_as_people_write_them(directory: MadeUpDirectory) -> None:
    lengths = [len(one.description.split()) for one in directory]

    assert min(lengths) >= 15
    assert max(lengths) <= 160
    assert 50 <= statistics.median(lengths) <= 90


def test_a_few_need_no_place_and_a_few_are_roles(directory: MadeUpDirectory) -> None:
    elsewhere = sum(Delivery.AT_A_PLACE not in one.deliveries for one in directory)
    roles = [one for one in directory if one.kind is Kind.VOLUNTEERING]

    assert 0.03 * SOME < elsewhere < 0.07 * SOME
    assert 0.05 * SOME < len(roles) < 0.11 * SOME
    assert all(one.welcomes for one in roles)


def test_most_have_been_checked_some_are_on_at_times_some_cost_nothing(directory: MadeUpDirectory) -> None:
    listings = list(directory)

    assert 0.6 * SOME < sum(one.checked_at is not None for one in listings) < 0.8 * SOME
    assert sum(bool(one.days) for one in listings) > 0.8 * SOME
    assert {True, False, None} == {one.is_free for one in listings}
    assert any(one.minimum_age for one in listings)
    assert any(one.access for one in listings)


def test_without_the_postcodes_it_says_what_stands_in_for_them(ground: Ground) -> None:
    assert "shipped sectors, because" in ground.source


def test_with_the_postcodes_they_are_used(shared: Path) -> None:
    assert shared.exists()
    assert "postcodes of" in read_ground().source


def test_it_is_compared_with_real_texts_in_a_sentence(directory: MadeUpDirectory) -> None:
    assert "404 made-up listings: " in compare_with_real_texts(directory, Path("there is no such file"))


def test_the_first_of_a_list_comes_most_often() -> None:
    chance = random.Random(1)
    drawn = Counter(by_rank("abcdefgh", chance) for _ in range(2_000))

    assert [letter for letter, _ in drawn.most_common(3)] == ["a", "b", "c"]
    assert set(drawn) == set("abcdefgh")


def test_proper_names_are_sometimes_common_and_mostly_rare() -> None:
    chance = random.Random(1)
    drawn = Counter(a_proper_name(chance) for _ in range(5_000))

    assert max(drawn.values()) > 100
    assert sum(times == 1 for times in drawn.values()) > 1_500
