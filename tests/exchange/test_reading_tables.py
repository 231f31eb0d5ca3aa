import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.reading import ReadRow, read_file
from directory.exchange.table_mapping import guess_columns
from directory.exchange.table_sheets import Sheet
from directory.exchange.tables import open_table, open_tables
from directory.model.location import Access
from directory.model.place import Precision
from directory.model.service import Delivery, Kind, Service, Status
from directory.model.verification import CheckedField, Method, Outcome

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _write(folder: Path, *rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    path = folder / "listings.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def _read(path: Path, **said: str) -> list[ReadRow]:
    return list(read_file(path, source="council", now=NOW, mapping=said))


def _services(path: Path, **said: str) -> list[Service]:
    return [row.service for row in _read(path, **said) if row.service]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_reads_the_same(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = _write(
        tmp_path, ("Name", "Post code"), ("Café Olé", "WR1 1AA"), ("Tea – and cake", "WR1 2BB"),
        encoding=encoding, delimiter=delimiter,
    )  # fmt: skip

    assert [service.name for service in _services(path)] == ["Café Olé", "Tea – and cake"]


def test_titles_above_the_headings_and_blank_rows_are_passed_over_and_rows_keep_their_numbers(
    tmp_path: Path,
) -> None:
    path = _write(
        tmp_path,
        ("Warm spaces 2026", ""),
        (),
        ("Group name", "Postcode"),
        ("Tea", "WR1 1AA"),
        ("", ""),
        ("", "WR1 2BB"),
    )

    rows = _read(path)

    assert [(row.row, row.refused) for row in rows] == [(4, ""), (6, "Row 6 has no name.")]


def test_rows_with_one_id_do_not_collapse_and_the_same_row_twice_is_refused(tmp_path: Path) -> None:
    path = _write(
        tmp_path, ("id", "name", "type"), ("7", "Hall", "Yoga"), ("7", "Hall", "Judo"), ("7", "Hall", "Yoga")
    )

    rows = _read(path)

    assert rows[0].service
    assert rows[1].service
    assert rows[0].service.id != rows[1].service.id
    assert rows[2].refused == "Row 4 says the same as row 2."


def test_the_order_of_rows_does_not_change_their_ids(tmp_path: Path) -> None:
    head, one, two = ("id", "name", "type"), ("7", "Hall", "Yoga"), ("7", "Hall", "Judo")

    forwards = {service.id for service in _services(_write(tmp_path, head, one, two))}
    backwards = {service.id for service in _services(_write(tmp_path, head, two, one))}

    assert forwards == backwards


def test_hours_in_a_column_for_each_day_become_rules(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        ("Library name", "Monday staffed hours", "Tuesday staffed hours", "Wednesday staffed hours"),
        ("Hale", "09:30-13:00,14:00-17:00", "09:30-13:00", "CLOSED"),
        ("Sale", "All Day (continuous)", "Varied by Schedule", "N/A"),
    )

    hale, sale = _services(path)

    assert [(rule.byday, rule.opens_at) for rule in hale.schedules] == [
        ("MO,TU", time(9, 30)),
        ("MO", time(14)),
    ]
    assert [(rule.byday, rule.notes, rule.typed) for rule in sale.schedules] == [
        ("MO", "All Day (continuous)", ""),
        ("", "", "Tuesday: Varied by Schedule"),
    ]


def test_opening_and_closing_columns_of_a_day_are_one_span(tmp_path: Path) -> None:
    path = _write(tmp_path, ("Name", "Monday opens", "Monday closes"), ("Tea", "9am", "17:00"))

    (rule,) = _services(path)[0].schedules

    assert (rule.opens_at, rule.closes_at) == (time(9), time(17))


def test_a_day_and_its_start_and_end_in_three_columns_are_one_rule(tmp_path: Path) -> None:
    path = _write(
        tmp_path, ("Activity", "Day", "Start Time", "End Time"), ("Tea", "Tuesday", "10:00", "11:30")
    )

    (rule,) = _services(path)[0].schedules

    assert (rule.byday, rule.opens_at, rule.closes_at) == ("TU", time(10), time(11, 30))


def test_yes_and_no_columns_on_access_become_features(tmp_path: Path) -> None:
    path = _write(
        tmp_path, ("site_name", "disability_toilets", "car_park", "step free"), ("Hall", "Yes", "No", "yes")
    )

    assert _services(path)[0].access == {Access.ACCESSIBLE_TOILET, Access.STEP_FREE}


def test_national_grid_in_columns_called_x_and_y_becomes_an_exact_point(tmp_path: Path) -> None:
    path = _write(tmp_path, ("Name", "GeoX", "GeoY"), ("Hall", "377800", "386300"))

    (place,) = _services(path)[0].locations

    assert place.precision is Precision.EXACT
    assert place.point is not None
    assert round(place.point.latitude, 2) == 53.37


def test_swapped_coordinates_are_dropped_with_a_remark_and_the_row_stays(tmp_path: Path) -> None:
    path = _write(tmp_path, ("Name", "lat", "lon", "postcode"), ("Hall", "-2.3", "53.4", "WR1 1AA"))

    (place,) = _services(path)[0].locations

    assert place.point is None
    assert "not in Great Britain or Ireland" in place.description
    assert place.address is not None


def test_a_closed_library_is_defunct(tmp_path: Path) -> None:
    path = _write(tmp_path, ("name", "Year closed"), ("Hale", "2017"), ("Sale", ""))

    assert [service.status for service in _services(path)] == [Status.DEFUNCT, Status.ACTIVE]


def test_a_contact_cell_may_hold_mail_or_a_number(tmp_path: Path) -> None:
    path = _write(tmp_path, ("Name", "Contact"), ("A", "a@example.org 0161 448 4200"), ("B", "Not known"))

    first, second = _services(path)

    assert (first.email, [phone.number for phone in first.phones]) == ("a@example.org", ["0161 448 4200"])
    assert not second.contacts


def test_a_person_may_correct_the_mapping(tmp_path: Path) -> None:
    path = _write(tmp_path, ("What", "Who", "Name"), ("Tea", "Jo", "WRONG"))

    service = _services(path, name="What", organisation="who")[0]

    assert (service.name, service.organization.name) == ("Tea", "Jo")


def test_the_guess_shows_columns_confidence_and_examples(tmp_path: Path) -> None:
    path = _write(tmp_path, ("Groop name", "Telephone no.", "Colour"), ("Tea", "01905 765 765", "red"))

    guess = open_table(path, open_tables(path)).mapping

    assert guess.columns == {"name": ("Groop name",), "phone": ("Telephone no.",)}
    assert guess.examples["phone"] == ("01905 765 765",)
    assert guess.confidence["phone"] > guess.confidence["name"] > 0.6
    assert guess.unused == ("Colour",)


def test_the_sheet_with_the_listings_is_picked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("This workbook was made by the council",))
    sheet = book.create_sheet("Data")
    for cells in (("Groups in Malvern",), (), ("Name", "When", "Age from"), ("Tea", "Mondays 10-12", 18.0)):
        sheet.append(cells)
    path = tmp_path / "groups.xlsx"
    book.save(path)

    (row,) = _read(path)

    assert row.row == 4
    assert row.service
    assert (row.service.minimum_age, row.service.schedules[0].byday) == (18, "MO")


def test_a_cell_merged_downwards_holds_for_each_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Organisation", "Activity"), ("Age UK", "Tea"), (None, "Chess")):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    path = tmp_path / "groups.xlsx"
    book.save(path)

    assert [service.organization.name for service in _services(path)] == ["Age UK", "Age UK"]


_KITH_ROW = {
    "id": "39c8dafc-c05b-4bb9-bd7b-e426431ebbbe",
    "name": "Tea",
    "organisation": "Tea Friends",
    "kind": "event",
    "summary": "Hot.",
    "description": "Very hot.",
    "venue": "The Hall",
    "address": "1 High Street",
    "town": "Malvern",
    "postcode": "WR14 1AA",
    "latitude": "52.1",
    "longitude": "-2.3",
    "happens": "at a place; phone",
    "area served": "Malvern Hills",
    "reach miles": "4.5",
    "times": "2nd and 4th Wednesdays 14:00-16:00",
    "cost": "£2",
    "free": "no",
    "ages from": "18",
    "ages to": "90",
    "access": "step-free; parking",
    "help welcomed": "bakers; drivers",
    "door": "Red door",
    "who meets you": "Jo",
    "what to say": "Hello",
    "on the day": "Slippers",
    "getting there": "Bus 44",
    "contact name": "Jo",
    "contact role": "host",
    "phone": "01684 960001",
    "email": "jo@example.org",
    "website": "https://tea.example.org",
    "languages": "English; Polish",
    "topics": "tea; company",
    "ring first": "yes",
    "full until days": "30",
    "checks": "12 rang times,cost; 9 used none no-answer",
    "alert": "Moving soon",
}


def test_every_field_travels_through_kiths_own_sheet(tmp_path: Path) -> None:
    (service,) = _services(_write(tmp_path, tuple(_KITH_ROW), tuple(_KITH_ROW.values())))

    assert service.id == _KITH_ROW["id"]
    assert (service.organization.name, service.kind, service.summary) == ("Tea Friends", Kind.EVENT, "Hot.")
    assert service.deliveries == {Delivery.AT_A_PLACE, Delivery.PHONE}
    assert service.locations[0].name == "The Hall"
    assert service.access == {Access.STEP_FREE, Access.PARKING}
    assert [(area.name, area.miles) for area in service.service_areas] == [("Malvern Hills", 4.5)]
    assert service.schedules[0].byday == "2WE,4WE"
    assert service.is_free is False
    assert service.cost_options[0].amount == 2
    assert (service.minimum_age, service.maximum_age, service.welcomes) == (18, 90, ("bakers", "drivers"))
    assert service.first_visit.getting_there == "Bus 44"
    assert (service.contacts[0].name, service.contacts[0].title) == ("Jo", "host")
    assert (service.email, service.url, service.languages) == (
        "jo@example.org",
        "https://tea.example.org",
        ("English", "Polish"),
    )
    assert [attribute.term for attribute in service.attributes] == ["tea", "company"]
    assert (service.ring_first, service.full_until, service.alert) == (True, date(2026, 3, 31), "Moving soon")
    newest, older = service.verifications
    assert (newest.method, newest.fields, newest.outcome) == (Method.USED, frozenset(), Outcome.NO_ANSWER)
    assert older.fields == {CheckedField.TIMES, CheckedField.COST}


@given(st.permutations(sorted(_KITH_ROW)))
def test_the_mapping_does_not_depend_on_the_order_of_columns(headings: list[str]) -> None:
    sheet = Sheet(tuple(headings), ((2, [_KITH_ROW[heading] for heading in headings]),))

    assert guess_columns(sheet).columns == {
        {"organisation": "organization"}.get(heading, heading): (heading,) for heading in headings
    }


_TRAFFORD = "data/trafford_assets"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "read", "refused", "with_points", "with_rules"),
    [
        (f"{_TRAFFORD}/allotments/trafford_allotments.csv", 35, 0, 35, 0),
        (f"{_TRAFFORD}/assets/community_hubs/trafford_community_hubs.csv", 6, 0, 6, 5),
        (f"{_TRAFFORD}/assets/leisure_centres/trafford_leisure_centres.csv", 9, 0, 9, 8),
        (f"{_TRAFFORD}/care_homes/trafford_care_homes.csv", 56, 0, 56, 0),
        (f"{_TRAFFORD}/charities/charities_operating_in_trafford.csv", 736, 0, 0, 0),
        (f"{_TRAFFORD}/defibrillators/trafford_defibrillators.csv", 185, 0, 185, 0),
        (f"{_TRAFFORD}/food_banks/gm_food_banks.csv", 171, 0, 0, 120),
        (f"{_TRAFFORD}/libraries/gm_libraries.csv", 141, 0, 141, 0),
        (f"{_TRAFFORD}/pharmacies/trafford_pharmacies.csv", 57, 0, 0, 57),
        (f"{_TRAFFORD}/schools_and_colleges/trafford_schools_and_colleges.csv", 103, 0, 103, 0),
        (f"{_TRAFFORD}/sport_facilities/sports_facilities.csv", 314, 0, 314, 0),
        (f"{_TRAFFORD}/sports_clubs/sports_clubs.csv", 140, 0, 0, 0),
        (
            f"{_TRAFFORD}/transparency_code/local_authority_land/trafford_land_and_building_assets.csv",
            608,
            0,
            372,
            0,
        ),
        ("data/libraries_england/libraries_england_2023_ace_basic.csv", 3487, 0, 0, 2300),
        ("data/libraries_england/libraries_schema_opening_hours.csv", 4230, 1, 0, 2500),
        ("data/duplicates/listings.csv", 1516, 3, 1516, 800),
    ],
)
def test_real_registers_read(
    shared: Path, file: str, read: int, refused: int, with_points: int, with_rules: int
) -> None:
    rows = _read(shared / file)

    services = [row.service for row in rows if row.service]
    assert (len(services), len(rows) - len(services)) == (read, refused)
    assert len({service.id for service in services}) == read
    assert sum(bool(service.points) for service in services) == with_points
    assert sum(any(rule.freq for rule in service.schedules) for service in services) >= with_rules
