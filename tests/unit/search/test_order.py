from datetime import datetime, timedelta

import pytest

from directory.matching.index.naming import name_key
from directory.matching.search_index import DirectoryIndex
from directory.model.schedule import Weekday
from directory.model.search import ServiceQuery, Sort
from tests.builders import MALVERN, NOW, WORCESTER, a_place, a_service, weekly
from tests.unit.search.asking import ask, names


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_names_are_filed_without_article_or_capitals() -> None:
    services = [a_service(name) for name in ("the Larder", "Zebra", "apple", "A Mill", "Élan", "The")]

    assert names(ask(services, ServiceQuery())) == ["apple", "the Larder", "A Mill", "The", "Zebra", "Élan"]
    assert name_key("The Men's Shed!") == "mens shed"


def test_the_latest_checked_come_first_and_the_never_checked_last() -> None:
    services = [
        a_service("Never"),
        a_service("Old", checked=days_ago(400)),
        a_service("New", checked=days_ago(2)),
    ]

    assert names(ask(services, ServiceQuery(sort=Sort.CHECKED))) == ["New", "Old", "Never"]


def test_the_soonest_comes_first_and_what_has_no_dates_last() -> None:
    services = [
        a_service("Thursday", schedules=(weekly(Weekday.THURSDAY),)),
        a_service("Today, on now", schedules=(weekly(Weekday.WEDNESDAY),)),
        a_service("Today, over", schedules=(weekly(Weekday.WEDNESDAY, opens="08:00", closes="09:00"),)),
        a_service("Any time"),
        a_service("Sunday and Friday", schedules=(weekly(Weekday.SUNDAY), weekly(Weekday.FRIDAY))),
    ]

    found = names(ask(services, ServiceQuery(sort=Sort.SOONEST)))

    assert found == ["Today, on now", "Thursday", "Sunday and Friday", "Today, over", "Any time"]


def test_the_soonest_changes_as_the_day_goes_on_and_when_asked_about_an_earlier_time() -> None:
    services = [
        a_service("Morning", schedules=(weekly(Weekday.WEDNESDAY, opens="10:00", closes="11:00"),)),
        a_service("Afternoon", schedules=(weekly(Weekday.WEDNESDAY, opens="14:00", closes="15:00"),)),
    ]
    index = DirectoryIndex.build(services, 1)
    soonest = ServiceQuery(sort=Sort.SOONEST)

    assert names(index.search(soonest, now=NOW)) == ["Morning", "Afternoon"]
    assert names(index.search(soonest, now=NOW + timedelta(hours=2))) == ["Afternoon", "Morning"]
    assert names(index.search(soonest, now=NOW)) == ["Morning", "Afternoon"]


def test_words_and_a_place_give_the_best_first_near_before_far() -> None:
    services = [a_service("Chess at Worcester", at=WORCESTER), a_service("Chess at Malvern", at=MALVERN)]

    found = names(ask(services, ServiceQuery(words="chess", near=a_place(MALVERN))))

    assert found == ["Chess at Malvern", "Chess at Worcester"]


def test_of_two_that_fit_alike_the_one_checked_lately_is_first() -> None:
    services = [a_service("Bowls one", checked=days_ago(900)), a_service("Bowls two", checked=days_ago(3))]

    assert names(ask(services, ServiceQuery(words="bowls"))) == ["Bowls two", "Bowls one"]


@pytest.mark.parametrize("sort", [None, *Sort])
def test_pages_follow_each_other_without_gap_or_repeat(sort: Sort | None) -> None:
    services = [a_service(f"Group {number}", at=(52 + number / 100, -2.3)) for number in range(7)]
    whole = names(ask(services, ServiceQuery(words="group", near=a_place(), sort=sort)))

    pages = [
        names(ask(services, ServiceQuery(words="group", near=a_place(), sort=sort, limit=3, offset=offset)))
        for offset in (0, 3, 6, 9)
    ]

    assert [name for page in pages for name in page] == whole
    assert len(whole) == 7


def test_two_listings_may_have_one_name() -> None:
    services = [a_service("Lunch club"), a_service("Lunch club", id="another", at=WORCESTER)]

    assert ask(services, ServiceQuery(words="lunch club")).total == 2
