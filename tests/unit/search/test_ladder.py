import pytest

from directory.matching.search_index import DirectoryIndex
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery
from directory.model.service import Delivery, Service
from tests.builders import MALVERN, NOW, WORCESTER, a_place, a_service, weekly
from tests.unit.search.asking import ask

THURSDAY = weekly(Weekday.THURSDAY, opens="14:00", closes="16:00")
TUESDAY = weekly(Weekday.TUESDAY, opens="10:00", closes="12:00")


def around() -> list[Service]:
    """Nothing within a mile on Thursday."""
    two_miles_off = (MALVERN[0] + 0.028, MALVERN[1])
    return [
        *(a_service(f"Further {n}", at=two_miles_off, schedules=(THURSDAY,)) for n in range(4)),
        *(a_service(f"Tuesday {n}", schedules=(TUESDAY,), is_free=True) for n in range(6)),
        *(a_service(f"Phone {n}", deliveries=frozenset({Delivery.PHONE})) for n in range(2)),
    ]


def test_nothing_found_says_what_to_relax_and_what_each_step_brings() -> None:
    query = ServiceQuery(near=a_place(), within_miles=1, days=frozenset({Weekday.THURSDAY}))

    steps = {step.words: step.more for step in ask(around(), query).relaxed}

    assert steps == {"Within 2 miles": 4, "Any day": 8, "By phone or online": 2}


FULL_QUERY = ServiceQuery(
    words="further tuesday",
    near=a_place(),
    within_miles=0.5,
    days=frozenset({Weekday.SUNDAY}),
    parts_of_day=frozenset({PartOfDay.EVENING}),
    free=True,
    access=frozenset({Access.BSL}),
)


@pytest.mark.parametrize(
    "query",
    [
        ServiceQuery(near=a_place(), within_miles=1, days=frozenset({Weekday.THURSDAY})),
        ServiceQuery(days=frozenset({Weekday.TUESDAY}), parts_of_day=frozenset({PartOfDay.AFTERNOON})),
        ServiceQuery(free=True, days=frozenset({Weekday.THURSDAY})),
        ServiceQuery(access=frozenset({Access.BSL})),
        ServiceQuery(words="further", near=a_place(), within_miles=0.5),
        ServiceQuery(words="tuesday phone", deliveries=frozenset({Delivery.ONLINE})),
        FULL_QUERY,
    ],
)
def test_each_step_brings_what_it_promises_when_it_is_taken(query: ServiceQuery) -> None:
    index = DirectoryIndex.build(around(), 1)
    before = {one.service.id for one in index.search(query, now=NOW).found}

    for step in index.search(query, now=NOW).relaxed:
        after = {one.service.id for one in index.search(query.changed(step.change), now=NOW).found}

        assert len(after - before) == step.more > 0


def test_words_can_be_left_out_one_at_a_time() -> None:
    services = [
        a_service("Chess and tea", is_free=False),
        a_service("Chess", is_free=True),
    ]

    result = ask(services, ServiceQuery(words="chess tea", free=True))

    assert [step.change for step in result.relaxed if step.words.startswith("Without")] == [
        (("words", "chess"),)
    ]


def test_a_few_results_still_show_what_more_there_is_and_many_do_not() -> None:
    services = [a_service(f"Group {n}", is_free=n < 2) for n in range(9)]

    assert ask(services, ServiceQuery(free=True)).relaxed
    assert not ask(services, ServiceQuery()).relaxed


def test_a_step_that_brings_nothing_is_not_offered() -> None:
    assert (
        ask([a_service()], ServiceQuery(free=True, words="zebra", near=a_place(), within_miles=1)).relaxed
        == ()
    )


def test_a_change_written_as_text_reads_back_as_filters() -> None:
    query = ServiceQuery(words="tea", free=True, age=70).changed(
        (("within_miles", "2.5"), ("days", "MO,TU"), ("parts_of_day", "morning"), ("free", ""), ("age", ""))
    )

    assert query == ServiceQuery(
        words="tea",
        within_miles=2.5,
        days=frozenset({Weekday.MONDAY, Weekday.TUESDAY}),
        parts_of_day=frozenset({PartOfDay.MORNING}),
    )


def test_where_no_single_step_brings_anything_all_are_let_go_at_once() -> None:
    far = a_service("Tai chi", at=WORCESTER, schedules=(weekly(Weekday.THURSDAY),))
    query = ServiceQuery("tai chi", near=a_place(), within_miles=1, days=frozenset({Weekday.SUNDAY}))

    (step,) = ask([far], query).relaxed

    assert (step.words, step.more) == ("At any distance, without the other choices", 1)
    assert query.changed(step.change) == ServiceQuery("tai chi", near=a_place())
