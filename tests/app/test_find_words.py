"""What the Find page says."""

import pytest

from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import SearchResult, ServiceQuery, Sort
from directory.model.service import Delivery
from directory.model.suggestion import Relaxation
from directory.ui.find_chips import ROWS, chosen
from directory.ui.find_question import Question
from directory.ui.find_words import (
    ACCESS_WORDS,
    DELIVERY_WORDS,
    PART_WORDS,
    SORT_WORDS,
    corrected_words,
    miles_words,
    nothing_words,
    rung_words,
    total_words,
)
from tests.builders import a_place

NEAR = ServiceQuery(near=a_place(), within_miles=3.0)


def test_every_choice_has_words() -> None:
    assert set(ACCESS_WORDS) == set(Access)
    assert set(DELIVERY_WORDS) == set(Delivery)
    assert set(PART_WORDS) == set(PartOfDay)
    assert set(SORT_WORDS) == set(Sort)


@pytest.mark.parametrize(
    ("total", "query", "words"),
    [
        (23, NEAR, "23 groups and places within 3 miles of Great Malvern"),
        (1, NEAR, "One group or place within 3 miles of Great Malvern"),
        (1204, ServiceQuery(), "1,204 groups and places"),
        (5, ServiceQuery(near=a_place()), "5 groups and places, from Great Malvern"),
    ],
)
def test_the_heading_says_how_many_and_how_far(total: int, query: ServiceQuery, words: str) -> None:
    assert total_words(SearchResult(total, ()), query) == words


def test_half_a_mile_and_one_mile_are_not_miles() -> None:
    assert [miles_words(miles) for miles in (0.5, 1, 2, None)] == [
        "½ mile",
        "1 mile",
        "2 miles",
        "Any distance",
    ]


def test_nothing_found_says_back_what_was_asked() -> None:
    query = ServiceQuery(words="tai chi", near=a_place(), within_miles=1, days=frozenset({Weekday.THURSDAY}))

    assert nothing_words(query) == "Nothing found for “tai chi” within 1 mile of Great Malvern on Thursday."


def test_a_rung_says_how_many_more_it_brings() -> None:
    assert rung_words(Relaxation("Within 3 miles", 4)) == "Within 3 miles: 4 more"


def test_a_slip_is_said_and_what_was_meant() -> None:
    assert corrected_words({"gardning": "gardening"}) == "Showing “gardening” for “gardning”."
    assert corrected_words({}) == ""


def test_a_chip_changes_its_own_row_and_leaves_the_others() -> None:
    question = Question().asking(access=frozenset({Access.BSL}))

    changed = chosen(question, "Cost and access", ["free", "access:step-free"])

    assert changed.asked.free
    assert changed.asked.access == {Access.BSL, Access.STEP_FREE}
    assert chosen(changed, "Cost and access", []) == question


def test_every_chip_can_be_chosen_and_let_go() -> None:
    for label, row in ROWS.items():
        question = chosen(Question(), label, list(row))
        assert all(chip.is_on(question) for chip in row.values())
        assert chosen(question, label, []) == Question()
