from datetime import date

import pytest

from directory.model.location import Access
from directory.model.schedule import PartOfDay, Schedule, Weekday
from directory.model.search import ServiceQuery
from directory.model.service import Delivery
from tests.builders import a_place, a_service, once, weekly
from tests.unit.search.asking import ask, names

THURSDAY = frozenset({Weekday.THURSDAY})
AFTERNOON = frozenset({PartOfDay.AFTERNOON})


def test_thursday_afternoon_is_one_schedule_that_is_both() -> None:
    split = (
        weekly(Weekday.THURSDAY, opens="10:00", closes="11:00"),
        weekly(Weekday.MONDAY, opens="14:00", closes="15:00"),
    )
    services = [
        a_service("Thursday afternoon", schedules=(weekly(Weekday.THURSDAY, opens="14:00", closes="16:00"),)),
        a_service("Thursday morning and Monday afternoon", schedules=split),
    ]

    assert names(ask(services, ServiceQuery(days=THURSDAY, parts_of_day=AFTERNOON))) == ["Thursday afternoon"]
    assert ask(services, ServiceQuery(days=THURSDAY)).total == 2
    assert ask(services, ServiceQuery(parts_of_day=AFTERNOON)).total == 2


def test_days_are_alternatives() -> None:
    services = [a_service(day.name, schedules=(weekly(day),)) for day in Weekday]

    found = ask(services, ServiceQuery(days=frozenset({Weekday.MONDAY, Weekday.SUNDAY})))

    assert names(found) == ["MONDAY", "SUNDAY"]


def test_an_unknown_hour_counts_for_its_day_and_for_no_part_of_it() -> None:
    services = [a_service(schedules=(weekly(Weekday.THURSDAY, opens=""),))]

    assert ask(services, ServiceQuery(days=THURSDAY)).total == 1
    assert ask(services, ServiceQuery(days=THURSDAY, parts_of_day=AFTERNOON)).total == 0


def test_a_known_hour_on_an_unknown_day_counts_for_its_part() -> None:
    services = [a_service(schedules=(Schedule("s", opens_at=weekly(opens="14:00").opens_at),))]

    assert ask(services, ServiceQuery(parts_of_day=AFTERNOON)).total == 1
    assert ask(services, ServiceQuery(days=THURSDAY)).total == 0


def test_an_event_that_is_over_no_longer_counts_for_its_day() -> None:
    over, coming = once(date(2026, 11, 12)), once(date(2026, 11, 19))
    services = [a_service("Over", schedules=(over,)), a_service("Coming", schedules=(coming,))]

    result = ask(services, ServiceQuery(days=THURSDAY))

    assert names(result) == ["Coming"]


def test_free_means_known_to_be_free() -> None:
    services = [a_service(str(free), is_free=free) for free in (True, False, None)]

    assert names(ask(services, ServiceQuery(free=True))) == ["True"]


def test_who_needs_a_ramp_and_a_loop_needs_both() -> None:
    both = frozenset({Access.HEARING_LOOP, Access.STEP_FREE})
    services = [a_service("A", access=[Access.HEARING_LOOP]), a_service("B", access=both)]

    assert names(ask(services, ServiceQuery(access=both))) == ["B"]


def test_ways_of_taking_part_are_alternatives() -> None:
    by_phone = a_service("A", deliveries=frozenset({Delivery.PHONE}))
    online = a_service("B", deliveries=frozenset({Delivery.ONLINE}))
    at_a_place = a_service("C")

    either = frozenset({Delivery.PHONE, Delivery.ONLINE})

    assert names(ask([by_phone, online, at_a_place], ServiceQuery(deliveries=either))) == ["A", "B"]


@pytest.mark.parametrize(
    ("age", "expected"), [(17, ["any"]), (18, ["any", "grown"]), (65, ["any", "grown", "old"])]
)
def test_an_age_fits_limits_that_count_themselves(age: int, expected: list[str]) -> None:
    services = [
        a_service("any"),
        a_service("grown", minimum_age=18, maximum_age=-1),
        a_service("old", minimum_age=65, maximum_age=65),
    ]

    assert names(ask(services, ServiceQuery(age=age))) == expected


def test_a_facet_says_what_it_would_leave() -> None:
    services = [
        a_service("A", is_free=True, access=[Access.STEP_FREE], schedules=(weekly(Weekday.THURSDAY),)),
        a_service("B", is_free=True, schedules=(weekly(Weekday.FRIDAY, opens="18:00", closes="20:00"),)),
        a_service("C", deliveries=frozenset({Delivery.PHONE})),
    ]

    facets = ask(services, ServiceQuery(free=True)).facets

    assert facets["free"] == 2
    assert (facets["day:TH"], facets["day:FR"], facets["day:MO"]) == (1, 1, 0)
    assert (facets["part:morning"], facets["part:evening"]) == (1, 1)
    assert (facets["access:step-free"], facets["access:bsl"]) == (1, 0)
    assert (facets["delivery:at-a-place"], facets["delivery:phone"]) == (2, 0)


def test_a_second_day_would_add_to_the_first() -> None:
    services = [a_service(day.name, schedules=(weekly(day),)) for day in Weekday]

    facets = ask(services, ServiceQuery(days=THURSDAY)).facets

    assert (facets["day:TH"], facets["day:FR"]) == (1, 2)


def test_every_filter_has_a_facet() -> None:
    facets = ask([a_service()], ServiceQuery(near=a_place())).facets

    expected = {"free"} | {f"day:{one}" for one in Weekday} | {f"part:{one}" for one in PartOfDay}
    assert set(facets) == expected | {f"access:{one}" for one in Access} | {
        f"delivery:{one}" for one in Delivery
    }
