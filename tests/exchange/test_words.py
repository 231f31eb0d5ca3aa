from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.access import features_in
from directory.exchange.contacts import parse_email, parse_phones, parse_url
from directory.exchange.coordinates import point_of, point_on_grid
from directory.exchange.costs import parse_cost
from directory.exchange.identity import stable_id
from directory.exchange.kinds import deliveries_in, guess_kind
from directory.exchange.plain_text import plain_text, something
from directory.model.location import Access
from directory.model.service import Delivery, Kind


@pytest.mark.parametrize(
    ("typed", "amount", "is_free"),
    [
        ("Free", Decimal(0), True),
        ("£3 a session, first one free", Decimal(3), False),
        ("50p", Decimal("0.5"), False),
        ("£2.50 members, £4 others", Decimal("2.50"), False),
        ("Free for members", None, None),
        ("donations welcome", Decimal(0), True),
        ("3.50", Decimal("3.50"), False),
        ("0", Decimal(0), True),
        ("Contact for prices", None, False),
    ],
)
def test_cost_is_read_without_wishful_thinking(typed: str, amount: Decimal | None, is_free: object) -> None:
    cost = parse_cost(typed)

    assert cost.is_free is is_free
    assert cost.options[0].amount == amount


def test_words_around_a_number_say_whose_it_is() -> None:
    (phone,) = parse_phones("Bristol Youth MAPS: 0117 332 7111")

    assert (phone.number, phone.description) == ("0117 332 7111", "Bristol Youth MAPS")


def test_two_numbers_in_one_cell_are_two() -> None:
    assert [phone.number for phone in parse_phones("0161 761 5908 or 07724113035")] == [
        "0161 761 5908",
        "07724113035",
    ]


def test_a_spreadsheet_that_dropped_the_zero_gets_it_back() -> None:
    assert parse_phones("1617486414")[0].number == "01617486414"


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "not yet", "someone@example.org", "http://", "http://[bad"]
)
def test_only_web_addresses_are_links(typed: str) -> None:
    assert not parse_url(typed)


def test_a_bare_domain_is_a_link() -> None:
    assert parse_url("www.navigationprimary.com") == "http://www.navigationprimary.com"


def test_a_made_up_mailbox_is_none() -> None:
    assert not parse_email("Unknown-1@noemail.invalid")


def test_markup_becomes_paragraphs() -> None:
    assert plain_text("<h1>About</h1>\n\n<p>We &amp; you</p><p>Tea<br>Cake</p><script>x()</script>") == (
        "About\n\nWe & you\n\nTea\nCake"
    )


@pytest.mark.parametrize("typed", ["NA", "n/a", "-", " ", "None", "[Unknown]", "N/A Closed"])
def test_words_for_nothing_are_nothing(typed: str) -> None:
    assert not something(typed)


@given(st.text())
def test_plain_text_of_plain_text_is_itself(typed: str) -> None:
    once = plain_text(typed.replace("<", "").replace("&", ""))

    assert plain_text(once) == once


def test_no_steps_is_a_promise_and_no_lift_is_none() -> None:
    assert Access.STEP_FREE in features_in("No steps at the side door")
    assert not features_in("No lift, two flights of stairs")


def test_swapped_zero_and_foreign_coordinates_are_not_trusted() -> None:
    assert point_of(-2.3, 53.4) is None
    assert point_of(0, 0) is None
    assert point_of(48.85, 2.35) is None


def test_national_grid_becomes_degrees() -> None:
    point = point_on_grid(377_800, 386_300)

    assert point is not None
    assert (round(point.latitude, 2), round(point.longitude, 2)) == (53.37, -2.34)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Library Book Club", Kind.GROUP),
        ("Altrincham Library", Kind.PLACE),
        ("Friends of Park Road School", Kind.GROUP),
        ("Volunteer driver", Kind.VOLUNTEERING),
        ("Chair yoga class", Kind.ACTIVITY),
        ("Stretford Foodbank", Kind.SERVICE),
    ],
)
def test_the_name_tells_what_kind_of_thing_it_is(name: str, kind: Kind) -> None:
    assert guess_kind(name) is kind


def test_words_tell_how_people_take_part() -> None:
    assert deliveries_in("We meet on Zoom") == {Delivery.ONLINE}
    assert deliveries_in("comes to you; phone") == {Delivery.COMES_TO_YOU, Delivery.PHONE}
    assert not deliveries_in("Tea and cake")


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_ids_are_the_same_every_time(parts: list[str]) -> None:
    assert stable_id(*parts) == stable_id(*parts)
