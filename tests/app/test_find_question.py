"""The question of the Find page, to and from an address."""

from hypothesis import given
from hypothesis import strategies as st

from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Delivery
from directory.ui.find_question import (
    MILES,
    Question,
    filters_on,
    read_question,
    sort_in_use,
    without_filters,
    write_question,
)
from tests.builders import a_place

ASKED = st.builds(
    ServiceQuery,
    words=st.text(max_size=80),
    within_miles=st.sampled_from([None, *MILES]),
    days=st.frozensets(st.sampled_from(Weekday)),
    parts_of_day=st.frozensets(st.sampled_from(PartOfDay)),
    free=st.booleans(),
    access=st.frozensets(st.sampled_from(Access)),
    age=st.none() | st.integers(0, 120),
    deliveries=st.frozensets(st.sampled_from(Delivery)),
    sort=st.none() | st.sampled_from(Sort),
)
PARAMETERS = ["what", "near", "within", "day", "part", "free", "access", "age", "how", "sort", "page"]
QUESTIONS = st.builds(
    Question,
    asked=ASKED,
    near=st.text(max_size=40),
    page=st.integers(1, 900),
    chosen=st.uuids().map(str),
)


@given(QUESTIONS)
def test_every_question_comes_back_from_its_address(question: Question) -> None:
    assert read_question(write_question(question)) == question


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_no_address_however_broken_stops_the_page(address: dict[str, str]) -> None:
    assert isinstance(read_question(address), Question)


def test_the_plain_question_has_the_plain_address() -> None:
    assert write_question(Question()) == {}


def test_an_address_can_be_read_by_a_person() -> None:
    question = Question(near="WR14 1AA").asking(
        words="tai chi", days=frozenset({Weekday.THURSDAY}), free=True
    )

    assert write_question(question) == {"what": "tai chi", "day": "TH", "free": "yes", "near": "WR14 1AA"}


def test_another_filter_begins_again_at_the_first_card() -> None:
    question = Question(page=3, chosen="x").asking(free=True)

    assert (question.page, question.chosen) == (1, "")


def test_nearest_is_offered_only_from_somewhere_and_best_only_for_words() -> None:
    anywhere, somewhere = ServiceQuery(), ServiceQuery(near=a_place())

    assert sort_in_use(anywhere) is Sort.NAME
    assert sort_in_use(somewhere) is Sort.NEAREST
    assert sort_in_use(ServiceQuery(words="tea", sort=Sort.NEAREST)) is Sort.BEST
    assert sort_in_use(ServiceQuery(near=a_place(), sort=Sort.CHECKED)) is Sort.CHECKED


def test_no_place_means_no_distance() -> None:
    assert Question().at(None).within_miles is None
    assert Question().at(a_place()).within_miles == 3


def test_the_second_page_begins_at_card_twenty_one() -> None:
    question = Question(page=2)

    assert (question.first_number, question.at(None).offset) == (21, 20)


def test_letting_go_of_the_filters_keeps_words_and_place() -> None:
    question = Question(near="Malvern").asking(words="tea", age=80, access=frozenset(Access), free=True)

    assert filters_on(question.asked) == len(Access) + 2
    assert without_filters(question) == Question(near="Malvern").asking(words="tea")


def test_a_page_number_without_end_is_the_first_page() -> None:
    assert read_question({"page": "9" * 5_000}).page == 1
