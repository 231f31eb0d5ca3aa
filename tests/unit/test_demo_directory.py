"""The demo directory is believable, harmless and readable by a machine."""

import csv
import re
from collections import Counter, defaultdict
from itertools import combinations
from math import cos, hypot, radians
from pathlib import Path
from uuid import UUID

import pytest

from directory.model.service import Kind
from directory.model.verification import CheckedField, Method, Outcome

LISTINGS = Path(__file__).parents[2] / "data" / "demo" / "listings.csv"

HEADING_LINE = (
    "id,name,organisation,kind,summary,description,venue,address,town,postcode,latitude,"
    "longitude,happens,area served,reach miles,times,cost,free,ages from,ages to,access,"
    "help welcomed,door,who meets you,what to say,on the day,getting there,contact name,"
    "contact role,phone,email,website,languages,topics,ring first,full until days,checks,"
    "alert"
)

WORCESTER = (52.193, -2.221)
MILES_PER_DEGREE = 69.1

DRAMA_NUMBER = re.compile(r"01632960\d{3}|01214960\d{3}|07700900\d{3}|08081570\d{3}")
EXAMPLE_EMAIL = re.compile(r"[a-z0-9.-]+@[a-z0-9-]+\.example\.(org|com)")
EXAMPLE_SITE = re.compile(r"https://[a-z0-9-]+\.example\.(org|com)/[a-z0-9/-]*")
POSTCODE = re.compile(r"[A-Z]{1,2}\d{1,2} \d[A-Z]{2}")

DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ORDINAL = "(?:1st|2nd|3rd|4th)"
TIMES = re.compile(
    rf"(?:{DAY}s(?:, {DAY}s)*(?: and {DAY}s)?"
    rf"|{ORDINAL}(?:, {ORDINAL})*(?: and {ORDINAL})? {DAY}s"
    rf"|(?:first|second|third|fourth|last) {DAY}"
    rf"|every \d+ weeks {DAY}s"
    rf"|{DAY} to {DAY}"
    r"|in \d+ days)"
    r" (?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d(?: \([^();]+\))?"
)
UNREADABLE_ON_PURPOSE = {
    "by appointment",
    "when enough people ask",
    "any day that suits you both",
    "most weeks in summer if the weather holds",
    "on mild wet nights in spring",
}

METHODS = "|".join(Method)
FIELDS = "|".join(CheckedField)
OUTCOMES = "|".join(Outcome)
CHECK = re.compile(rf"\d+ (?:{METHODS}) (?:all|none|(?:{FIELDS})(?:,(?:{FIELDS}))*)(?: (?:{OUTCOMES}))?")

DELIVERIES = {"at a place", "comes to you", "phone", "online"}
ACCESS = {
    "step-free",
    "accessible toilet",
    "hearing loop",
    "parking",
    "blue badge parking",
    "bus stop outside",
    "BSL",
    "dementia friendly",
    "quiet",
    "carers welcome",
}
TWICE_ON_PURPOSE = (
    ("The Thursday Shed", "Thursday Mens Shed (Barnards Green)"),
    ("Link Lunch Club", "Link Lunch Club (Hop Kiln)"),
    ("Stroke Café, St John's side", "Stroke Cafe St Johns"),
    ("Growers' Kitchen", "The Growers Kitchen Evesham"),
    ("Teme Valley Parish Wheels", "Teme Valley Parish Wheels (Martley)"),
)

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with LISTINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def digits(phone: str) -> str:
    return re.sub(r"^(?:\+|00)44", "0", re.sub(r"[^\d+]", "", phone))


def miles_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[1] - other[1]) * cos(radians((one[0] + other[0]) / 2))
    return MILES_PER_DEGREE * hypot(one[0] - other[0], east)


def pins_by_town(rows: list[Row]) -> dict[str, list[tuple[float, float]]]:
    pins = defaultdict(list)
    for row in rows:
        if row["latitude"]:
            pins[row["town"]].append((float(row["latitude"]), float(row["longitude"])))
    return pins


def test_about_250_listings_stand_under_the_agreed_headings(rows: list[Row]) -> None:
    assert 240 <= len(rows) <= 260
    assert {",".join(row) for row in rows} == {HEADING_LINE}


def test_every_listing_has_its_own_uuid(rows: list[Row]) -> None:
    assert len({UUID(row["id"]) for row in rows}) == len(rows)


def test_every_listing_says_what_it_is(rows: list[Row]) -> None:
    for row in rows:
        assert row["name"], row["id"]
        assert row["organisation"], row["name"]
        assert row["topics"], row["name"]
        assert 20 <= len(row["summary"]) <= 150, row["name"]
        assert 25 <= len(row["description"].split()) <= 70, row["name"]


def test_no_two_listings_share_their_text(rows: list[Row]) -> None:
    for column in ("summary", "description"):
        assert len({row[column] for row in rows}) == len(rows)


def test_every_pin_is_near_worcester_and_near_its_town(rows: list[Row]) -> None:
    for town, pins in pins_by_town(rows).items():
        assert all(miles_between(WORCESTER, pin) <= 60 for pin in pins), town
        assert all(miles_between(one, other) <= 6 for one, other in combinations(pins, 2)), town


def test_a_pin_has_both_its_numbers(rows: list[Row]) -> None:
    assert all(bool(row["latitude"]) == bool(row["longitude"]) for row in rows)


def test_postcodes_look_like_postcodes(rows: list[Row]) -> None:
    assert all(POSTCODE.fullmatch(row["postcode"]) for row in rows if row["postcode"])


def test_numbers_can_reach_nobody(rows: list[Row]) -> None:
    for row in rows:
        assert not row["phone"] or DRAMA_NUMBER.fullmatch(digits(row["phone"])), row["phone"]


def test_mail_and_web_addresses_belong_to_nobody(rows: list[Row]) -> None:
    for row in rows:
        assert not row["email"] or EXAMPLE_EMAIL.fullmatch(row["email"]), row["email"]
        assert not row["website"] or EXAMPLE_SITE.fullmatch(row["website"]), row["website"]


def test_no_telephone_or_web_address_hides_in_the_prose(rows: list[Row]) -> None:
    for row in rows:
        prose = " ".join(row[column] for column in ("summary", "description", "door", "on the day", "alert"))
        assert not re.search(r"\d{5}|@|www\.|https?:", prose), row["name"]


def test_every_kind_and_every_way_of_taking_part_is_there(rows: list[Row]) -> None:
    assert {row["kind"] for row in rows} == set(Kind)
    assert {part for row in rows for part in parts(row["happens"])} == DELIVERIES
    assert all(row["happens"] for row in rows)


def test_groups_without_premises_are_many(rows: list[Row]) -> None:
    without = [row for row in rows if not (row["venue"] or row["latitude"])]

    assert len(without) >= 30
    assert all(row["area served"] for row in without if "comes to you" in row["happens"])


def test_times_can_be_read_or_are_unreadable_on_purpose(rows: list[Row]) -> None:
    typed = {part for row in rows for part in parts(row["times"])}

    assert {part for part in typed if not TIMES.fullmatch(part)} == UNREADABLE_ON_PURPOSE


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w+days \d",
        r"\w+days and \w+days",
        r"\w+days, \w+days and",
        r"Monday to",
        r"2nd and 4th",
        r"(first|last) ",
        r"every 2 weeks",
        r"in \d+ days",
        r".*\((term time|not in August)\)",
    ],
)
def test_every_pattern_of_times_is_there(rows: list[Row], pattern: str) -> None:
    assert any(re.match(pattern, part) for row in rows for part in parts(row["times"]))


def test_checks_can_be_read(rows: list[Row]) -> None:
    for row in rows:
        assert all(CHECK.fullmatch(check) for check in parts(row["checks"])), row["checks"]


def test_checks_are_newest_first(rows: list[Row]) -> None:
    for row in rows:
        days = [int(check.split()[0]) for check in parts(row["checks"])]
        assert days == sorted(days), row["name"]


def test_some_listings_are_fresh_some_stale_and_some_were_never_checked(rows: list[Row]) -> None:
    newest = [int(row["checks"].split()[0]) for row in rows if row["checks"]]

    assert sum(days <= 60 for days in newest) >= 100
    assert 10 <= sum(days >= 400 for days in newest) <= 50
    assert 10 <= len(rows) - len(newest) <= 40


def test_every_access_word_is_known_and_used(rows: list[Row]) -> None:
    words = {re.sub(r" \(.*\)$", "", part) for row in rows for part in parts(row["access"])}

    assert words == ACCESS


def test_free_agrees_with_cost(rows: list[Row]) -> None:
    for row in rows:
        assert row["free"] in {"yes", "no", ""}, row["name"]
        assert (row["free"] == "yes") == row["cost"].startswith("free"), row["name"]


def test_numbers_are_numbers(rows: list[Row]) -> None:
    for row in rows:
        for column in ("ages from", "ages to", "reach miles", "full until days"):
            assert row[column] == "" or row[column].isdigit(), (row["name"], column)


def test_much_help_is_welcome_and_many_first_visits_are_told(rows: list[Row]) -> None:
    assert sum(bool(row["help welcomed"]) for row in rows) >= 150
    assert sum(bool(row["door"] or row["who meets you"]) for row in rows) >= 75
    assert sum(row["ring first"] == "yes" for row in rows) >= 5
    assert sum(bool(row["full until days"]) for row in rows) >= 3


def test_a_name_and_venue_stand_in_only_once(rows: list[Row]) -> None:
    counted = Counter((row["name"], row["venue"]) for row in rows)

    assert [pair for pair, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("first", "second"), TWICE_ON_PURPOSE)
def test_duplicates_on_purpose_share_a_number_written_differently(
    rows: list[Row], first: str, second: str
) -> None:
    by_name = {row["name"]: row for row in rows}
    one, other = by_name[first], by_name[second]

    assert one["phone"] != other["phone"]
    assert digits(one["phone"]) == digits(other["phone"])
    assert one["latitude"] == other["latitude"] == "" or one["latitude"] != other["latitude"]
