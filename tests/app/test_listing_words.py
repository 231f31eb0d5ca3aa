from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from directory.model.location import Access
from directory.model.service import CostOption, Delivery, Service
from directory.model.verification import CheckedField, Method, Outcome, Verification
from directory.ui.words import (
    ago_words,
    checked_words,
    cost_words,
    dates_words,
    distance_words,
    facts_words,
    long_date_words,
)
from tests.builders import a_check, a_service

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MILE = 1609.344


def checked(days_ago: int, **more: object) -> Service:
    check = replace(a_check(NOW - timedelta(days=days_ago)), **more)  # type: ignore[arg-type]  # fields by name
    return replace(a_service(), verifications=(check,))


def costing(*amounts: str) -> Service:
    options = tuple(CostOption(f"cost-{each}", amount=Decimal(each)) for each in amounts)
    return replace(a_service(), cost_options=options)


def test_a_check_is_told_with_how_when_and_what() -> None:
    fields = frozenset({CheckedField.TIMES, CheckedField.CONTACT})

    said = checked_words(checked(12, fields=fields), NOW)

    assert said.words == "Rang 12 days ago: times and contact confirmed"
    assert said.is_fresh


def test_a_listing_nobody_checked_says_what_to_do() -> None:
    said = checked_words(a_service(), NOW)

    assert said.words == "Not checked yet: ring before going"
    assert not said.is_fresh


def test_an_old_check_is_stale_and_says_what_to_do() -> None:
    said = checked_words(checked(250, method=Method.VISITED), NOW)

    assert said.words == "Visited 8 months ago: all confirmed; ring before going"
    assert not said.is_fresh


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words_and_only_a_sure_one_is_fresh(outcome: Outcome) -> None:
    said = checked_words(checked(1, outcome=outcome), NOW)

    assert said.words
    assert said.is_fresh == (outcome in {Outcome.CONFIRMED, Outcome.CHANGED})


@pytest.mark.parametrize("method", list(Method))
def test_every_method_has_words(method: Method) -> None:
    check = Verification("check", NOW, "Jo", method)

    assert "today" in checked_words(replace(a_service(), verifications=(check,)), NOW).words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (31, "31 days ago"), (45, "1 month ago"), (400, "13 months ago")],
)
def test_the_past_is_told_in_words(days: int, words: str) -> None:
    assert ago_words(NOW - timedelta(days=days), NOW) == words


def test_years_are_told_as_years() -> None:
    assert ago_words(NOW - timedelta(days=1200), NOW) == "3 years ago"


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        (("0",), "free"),
        (("3.50",), "£3.50"),
        (("2", "5"), "£2 to £5"),
        (("0", "4"), "free to £4"),
        ((), ""),
    ],
)
def test_costs_are_told_in_pounds(amounts: tuple[str, ...], words: str) -> None:
    assert cost_words(costing(*amounts)) == words


def test_a_cost_that_is_only_described_stays_as_described() -> None:
    assert cost_words(replace(a_service(), fees="a donation")) == "a donation"


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (None, ""),
        (30.0, "less than 0.1 miles"),
        (0.4 * MILE, "0.4 miles"),
        (1.0 * MILE, "1.0 mile"),
        (2.1 * MILE, "2.1 miles"),
        (10.2 * MILE, "10 miles"),
    ],
)
def test_distances_are_told_in_miles(metres: float | None, words: str) -> None:
    assert distance_words(metres) == words


def test_the_month_of_a_date_stands_where_it_changes() -> None:
    days = [date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 1)]

    assert dates_words(days) == "next: Tue 24 Nov, Wed 25, Tue 1 Dec"
    assert dates_words([]) == ""


def test_a_date_on_paper_is_told_in_full() -> None:
    assert long_date_words(date(2026, 11, 24)) == "Tuesday 24 November"


def test_the_facts_stand_on_one_line_in_one_order_without_the_unknown() -> None:
    service = replace(a_service(access=[Access.STEP_FREE]), is_free=True)

    words = facts_words(service, 0.4 * MILE, [date(2026, 11, 24)])

    assert words == "0.4 miles · free · step-free · next: Tue 24 Nov"


def test_what_needs_no_journey_says_how_it_comes() -> None:
    service = replace(a_service(), deliveries=frozenset({Delivery.PHONE, Delivery.ONLINE}))

    assert facts_words(service, None) == "by phone or online"
