import json
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from directory.exchange.reading import Form, ReadRow, detect_form, read_file
from directory.model.schedule import Frequency
from directory.model.service import Delivery, Service, Status

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _read(folder: Path, value: object) -> list[ReadRow]:
    path = folder / "feed.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(read_file(path, source="feed", now=NOW))


def _one(folder: Path, **parts: object) -> Service:
    (row,) = _read(folder, {"id": "a1", "name": "Coffee", "status": "active", **parts})
    assert row.service is not None
    return row.service


def test_one_service_a_list_and_a_page_read_the_same(tmp_path: Path) -> None:
    service = {"id": "a1", "name": "Coffee", "status": "active"}

    alone, listed, paged = (_read(tmp_path, value) for value in (service, [service], {"contents": [service]}))

    assert alone == listed == paged
    assert alone[0].row == 1


def test_nulls_texts_for_numbers_and_no_limits_are_understood(tmp_path: Path) -> None:
    service = _one(
        tmp_path,
        description=None,
        minimum_age="16",
        maximum_age=-1,
        last_modified="2025-09-02T12:06:15.654",
        status="odd",
    )

    assert (service.description, service.minimum_age, service.maximum_age) == ("", 16, None)
    assert service.last_modified == datetime(2025, 9, 2, 12, 6, 15, 654000, tzinfo=UTC)
    assert service.status is Status.ACTIVE


def test_camel_case_places_under_the_service_and_an_organization_by_id_are_understood(tmp_path: Path) -> None:
    service = _one(
        tmp_path,
        organizationId="2a3483ea-8966-4f50-9dc3-7bafa1e5c623",
        locations=[{"latitude": "52.1", "longitude": "-2.3", "addresses": [{"postalCode": "WR14 1AA"}]}],
    )

    assert service.organization.id == "2a3483ea-8966-4f50-9dc3-7bafa1e5c623"
    assert service.organization.name == "Coffee"
    assert service.points[0].latitude == 52.1
    assert service.locations[0].address is not None
    assert service.locations[0].address.postal_code == "WR14 1AA"


def test_schedules_stand_anywhere_and_their_words_become_rules(tmp_path: Path) -> None:
    service = _one(
        tmp_path,
        schedules=[{"freq": "weekly", "byday": "TU, TH", "opens_at": "10:00:00Z", "closes_at": "12:00"}],
        service_at_locations=[
            {"location": {"name": "Hall"}, "schedules": [{"description": "Fridays 2-4pm"}]}
        ],
    )

    first, second = service.schedules
    assert (first.freq, first.byday, first.opens_at) == (Frequency.WEEKLY, "TU,TH", time(10))
    assert (second.byday, second.opens_at, second.typed) == ("FR", time(14), "Fridays 2-4pm")


def test_coordinates_that_are_nowhere_near_are_left_out_and_the_address_stays(tmp_path: Path) -> None:
    service = _one(
        tmp_path, locations=[{"latitude": 100, "longitude": 101, "addresses": [{"postal_code": "WR1 1AA"}]}]
    )

    assert not service.points
    assert service.locations[0].address is not None


def test_a_group_that_meets_online_needs_no_place(tmp_path: Path) -> None:
    assert _one(tmp_path, description="We meet on Zoom.").deliveries == {Delivery.ONLINE}


def test_an_item_without_a_name_is_refused_with_its_number_and_the_rest_goes_in(tmp_path: Path) -> None:
    rows = _read(
        tmp_path, [{"id": "a", "status": "active"}, {"id": "b", "name": "Tea", "status": "active"}, 7]
    )

    assert [row.refused for row in rows] == ["Item 1 has no name.", "", "Item 3 is not a service."]


def test_reading_twice_gives_equal_values(tmp_path: Path) -> None:
    page = {
        "contents": [
            {"id": "x", "name": "Tea", "status": "active", "schedules": [{"description": "Mon 9-5"}]}
        ]
    }

    assert _read(tmp_path, page) == _read(tmp_path, page)


@pytest.mark.shared
@pytest.mark.parametrize("feed", ["Default", "Warn", "Test", "Fail"])
def test_the_mock_feeds_read(shared: Path, feed: str) -> None:
    folder = shared / f"standards/oruk-3.0/mocks/V3.0-UK-{feed}"

    full = list(read_file(folder / "service_full.json", source="mock", now=NOW))
    listed = list(read_file(folder / "service_list.json", source="mock", now=NOW))

    assert detect_form(folder / "service_full.json") is Form.ORUK_JSON
    assert full[0].service
    assert any(row.service for row in listed) == (feed != "Fail")
    assert all(bool(row.refused) != bool(row.service) for row in listed)


@pytest.mark.shared
def test_a_live_feed_reads_with_plain_words_and_whose_number_it_is(shared: Path) -> None:
    rows = list(
        read_file(shared / "data/oruk_bristol/bristol-service-1625ip.json", source="bristol", now=NOW)
    )

    service = rows[0].service
    assert service is not None
    assert [phone.description for phone in service.phones] == ["", "Bristol Youth MAPS"]
    assert service.description.startswith("About Us\n\n1625 Independent People")
    assert (service.minimum_age, service.maximum_age) == (None, None)


@pytest.mark.shared
def test_every_listing_of_the_development_collection_reads(shared: Path) -> None:
    rows = list(read_file(shared / "eval/dev/services.json", source="dev", now=NOW))

    assert len(rows) == 404
    assert all(row.service and row.service.points and row.service.id == row.external_id for row in rows)
