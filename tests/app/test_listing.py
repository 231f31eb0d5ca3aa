"""The page of a listing, as values and words."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from directory.model.location import Access
from directory.model.place import Precision
from directory.model.schedule import Schedule, Weekday
from directory.model.service import Contact, CostOption, FirstVisit, Kind, Phone, Service, Status
from directory.model.verification import CheckedField, Method, Outcome, Verification
from directory.services.finding import next_dates_of
from directory.ui.listing_page import heading_html
from directory.ui.listing_sections import (
    Section,
    build_contact,
    build_main,
    build_sureness,
    phone_link,
    section_html,
    web_link,
)
from directory.ui.listing_words import (
    KIND_WORDS,
    PRECISION_WORDS,
    STATUS_WORDS,
    ages_words,
    clock_words,
    costs_words,
    schedule_words,
)
from tests.builders import NOW, a_check, a_service, monthly, once, weekly

ATTACK = '<img src=x onerror="alert(1)">'


def section(sections: tuple[Section, ...], title: str) -> dict[str, str]:
    found = next(one for one in sections if one.title == title)
    return {fact.label: fact.text for fact in found.facts}


def test_everything_has_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert set(STATUS_WORDS) == set(Status)
    assert set(PRECISION_WORDS) == set(Precision)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (weekly(Weekday.TUESDAY), "Every Tuesday, 10am to noon"),
        (weekly(*list(Weekday)[:5], opens="07:45", closes="08:45"), "Monday to Friday, 7.45am to 8.45am"),
        (
            weekly(Weekday.THURSDAY, Weekday.MONDAY, interval=2),
            "Every other Monday and Thursday, 10am to noon",
        ),
        (monthly("2WE"), "The second Wednesday of each month, 10am to noon"),
        (monthly("2TU,4TU"), "The second and fourth Tuesday of each month, 10am to noon"),
        (monthly("1SA,-1FR"), "The first Saturday and last Friday of each month, 10am to noon"),
        (once(date(2026, 12, 5)), "On Saturday 5 December 2026, 10am to noon"),
        (Schedule("x", typed="Ask Terry"), "Ask Terry"),
        (
            replace(weekly(Weekday.SUNDAY, opens=""), valid_to=date(2027, 3, 1), notes="term time"),
            "Every Sunday, until 1 March 2027 (term time)",
        ),
    ],
)
def test_times_are_read_back_in_words(schedule: Schedule, words: str) -> None:
    assert schedule_words(schedule) == words


def test_the_clock_is_said_as_people_say_it() -> None:
    said = [clock_words(moment) for moment in (time(0), time(7, 5), time(12), time(12, 30), time(19))]

    assert said == ["midnight", "7.05am", "noon", "12.30pm", "7pm"]


def test_a_price_is_said_once() -> None:
    option = CostOption("x", "", Decimal(4), "£4 a session, first one free")
    service = a_service(cost_options=(option,), fees="£4 a session, first one free")

    assert costs_words(service) == ("£4 a session, first one free",)


def test_ages_are_said_only_where_there_is_a_limit() -> None:
    limits = [(None, None), (18, None), (0, 25), (11, 18), (0, 150)]
    said = [ages_words(a_service(minimum_age=least, maximum_age=most)) for least, most in limits]

    assert said == ["", "People aged 18 and over", "People up to 25", "People aged 11 to 18", ""]


def test_a_first_visit_is_told_in_the_order_it_happens() -> None:
    visit = FirstVisit("Blue door", "Terry", "Hello", "Old clothes", "Bus 44")
    service = a_service(first_visit=visit, is_free=True, access=[Access.STEP_FREE])

    told = section(build_main(service, ()), "Going for the first time")

    assert list(told) == [
        *("Which door", "Who will meet you", "What to say", "On the day", "What it costs", "Getting there"),
        "At the place",
    ]
    assert told["At the place"] == "Step-free"


def test_the_next_five_dates_are_said_in_full_and_the_hours_once() -> None:
    service = a_service(schedules=(weekly(Weekday.TUESDAY),))

    told = section(build_main(service, next_dates_of(service, now=NOW, count=5)), "When")

    assert told[""] == "Every Tuesday, 10am to noon"
    assert told["Next 5 dates"].splitlines()[0] == "Tuesday 24 November"


def test_what_was_never_checked_is_said_and_a_change_is_no_check() -> None:
    times = replace(a_check(NOW - timedelta(days=12)), fields=frozenset({CheckedField.TIMES}))
    service = a_service(verifications=(times,), last_modified=NOW - timedelta(days=1))

    told = section(build_sureness(service, NOW), "How sure we are")

    assert told["Times"] == "Rang on 6 November 2026, 12 days ago: confirmed"
    assert told["Cost, contact, place and access"] == "Never checked"
    assert told[""] == "The words were last changed yesterday. A change is not a check."


def test_a_check_that_failed_says_what_to_do() -> None:
    failed = Verification("x", NOW, "Jo", Method.RANG, outcome=Outcome.NO_ANSWER)

    told = section(build_sureness(a_service(verifications=(failed,)), NOW), "How sure we are")

    assert "no answer; ring again before going" in next(iter(told.values()))


def test_what_protects_a_small_group_stands_at_the_top() -> None:
    service = a_service(ring_first=True, full_until=date(2027, 5, 1), status=Status.TEMPORARILY_CLOSED)

    heading = heading_html(service, NOW)

    assert "Ring before sending anyone" in heading
    assert "Full until 1 May" in heading
    assert "Closed for now" in heading


def test_no_word_of_a_listing_becomes_markup() -> None:
    phones = (Phone("p", f"01684 {ATTACK}", ATTACK),)
    service = a_service(
        ATTACK,
        organization=ATTACK,
        summary=ATTACK,
        description=ATTACK + "more",
        url=f"javascript:{ATTACK}",
        email=ATTACK,
        welcomes=(ATTACK,),
        languages=(ATTACK,),
        alert=ATTACK,
        contacts=(Contact("c", ATTACK, ATTACK, ATTACK, phones),),
        first_visit=FirstVisit(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK),
        schedules=(Schedule("s", typed=ATTACK),),
    )

    sections = [*build_main(service, ()), *build_contact(service), *build_sureness(service, NOW)]
    page = heading_html(service, NOW) + "".join(map(section_html, sections))

    assert "<img" not in page
    assert 'href="javascript' not in page


def test_a_contact_that_is_not_public_is_not_shown() -> None:
    hidden = Contact("c", "Terry", phones=(Phone("p", "01684 560000"),), is_public=False)

    assert build_contact(a_service(contacts=(hidden,))) == ()
    assert "01684" not in heading_html(a_service(contacts=(hidden,)), NOW)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://shed.example.org/", "https://shed.example.org/"),
        ("www.shed.example.org", "https://www.shed.example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://shed.example.org", ""),
        ("ask us", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_the_web_is_linked(typed: str, link: str) -> None:
    assert web_link(typed) == link


def test_numbers_are_dialled_as_digits() -> None:
    said = [phone_link(number) for number in ("(01684) 560 000", "+44 1684 560000 ext 3", "ask at the desk")]

    assert said == ["tel:01684560000", "tel:+441684560000", ""]


def test_a_listing_with_nothing_but_a_name_has_a_page() -> None:
    service: Service = a_service("Tea", at=None)

    assert section_html(build_sureness(service, NOW)[0])
    assert {one.title for one in build_main(service, ())} <= {"Who it is for"}
