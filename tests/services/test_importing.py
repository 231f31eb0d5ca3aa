"""Bringing real files in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.bootstrap import open_kith
from directory.config import Settings
from directory.errors import BadInputError, KithError, NotAllowedError
from directory.model.audit import Action
from directory.model.place import Precision
from directory.model.search import ServiceQuery
from directory.model.user import COMMAND_LINE, VISITOR
from directory.services.importing import ImportOrder, check_file, import_file
from directory.services.kith import Kith

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    return open_kith(Settings(database_url=f"sqlite:///{tmp_path / 'kith.db'}", folder=tmp_path))


def a_sheet(folder: Path, *rows: str, name: str = "groups.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(("Group name,Address,Postcode,When", *rows)), encoding="utf-8")
    return path


def count(kith: Kith) -> int:
    with kith.store.reading() as shelves:
        return shelves.services.count()


def test_a_sheet_goes_in_and_is_placed_by_postcode_sector(kith: Kith, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Chess club,The Hall,WR14 1AA,Mondays 7pm-9pm", "Choir,,nowhere,")

    report = import_file(kith, ImportOrder(sheet), by=COMMAND_LINE, now=NOW)

    assert (report.read, report.added, report.refused) == (2, 2, ())
    assert report.located == {Precision.SECTOR: 1, Precision.NONE: 1}


def test_the_same_file_twice_changes_nothing(kith: Kith, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Chess club,The Hall,WR14 1AA,Mondays 7pm-9pm", "Choir,,WR1 2NA,")
    import_file(kith, ImportOrder(sheet), by=COMMAND_LINE, now=NOW)
    with kith.store.reading() as shelves:
        revision, before = shelves.services.revision(), list(shelves.services.all())

    report = import_file(kith, ImportOrder(sheet), by=COMMAND_LINE, now=NOW)

    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    with kith.store.reading() as shelves:
        assert shelves.services.revision() == revision
        assert list(shelves.services.all()) == before


def test_a_bad_row_is_refused_by_number_and_the_rest_goes_in(kith: Kith, tmp_path: Path) -> None:
    sheet = a_sheet(tmp_path, "Chess club,The Hall,WR14 1AA,", ",Somewhere,WR1 2NA,", "Choir,,,")

    report = import_file(kith, ImportOrder(sheet), by=COMMAND_LINE, now=NOW)

    assert [refusal.row for refusal in report.refused] == [3]
    assert report.refused[0].reason
    assert count(kith) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 99, b'{"contents": [', b"\xff\xfe\x00", b"PK\x03\x04junk"]
)
@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.xlsx", "a.geojson", "a.gpkg", "a"])
def test_a_broken_file_is_one_sentence_and_changes_nothing(
    kith: Kith, tmp_path: Path, content: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BadInputError) as failed:
        import_file(kith, ImportOrder(path), by=COMMAND_LINE, now=NOW)

    assert "\n" not in str(failed.value)
    assert count(kith) == 0


def test_checking_a_file_writes_nothing(kith: Kith, tmp_path: Path) -> None:
    report = check_file(kith, ImportOrder(a_sheet(tmp_path, "Choir,,,")), by=COMMAND_LINE, now=NOW)

    assert report.added == 1
    assert count(kith) == 0


def test_a_changed_row_is_changed_and_keeps_its_address(kith: Kith, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    key = "5f2c4c8e-7b0c-4a57-9a3c-000000000001"
    for name in ("Choir", "Choir for all"):
        path.write_text(json.dumps([{"id": key, "name": name, "status": "active"}]), encoding="utf-8")
        report = import_file(kith, ImportOrder(path), by=COMMAND_LINE, now=NOW)

    assert (report.added, report.changed) == (0, 1)
    with kith.store.reading() as shelves:
        assert shelves.services.get(key).name == "Choir for all"


def test_an_import_is_written_in_the_trail(kith: Kith, tmp_path: Path) -> None:
    import_file(kith, ImportOrder(a_sheet(tmp_path, "Choir,,,")), by=COMMAND_LINE, now=NOW)

    with kith.store.reading() as shelves:
        (event,) = shelves.audit.events()
    assert (event.action, event.subject, event.at) == (Action.IMPORTED, "source:groups", NOW)
    assert "added 1" in event.details


def test_a_visitor_may_not_import(kith: Kith, tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError, match="connector"):
        import_file(kith, ImportOrder(a_sheet(tmp_path, "Choir,,,")), by=VISITOR, now=NOW)

    assert count(kith) == 0


def test_a_failing_trail_undoes_the_import(
    kith: Kith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise KithError

    monkeypatch.setattr("directory.services.importing.record", fail)

    with pytest.raises(KithError):
        import_file(kith, ImportOrder(a_sheet(tmp_path, "Choir,,,")), by=COMMAND_LINE, now=NOW)

    assert count(kith) == 0


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "eval/dev/services.json",
        "data/oruk_bristol/bristol-services-page1.json",
        "data/oruk_bristol/bristol-service-1625ip.json",
        "data/libraries_england/libraries_england_2023_ace_basic.csv",
        "data/libraries_england/libraries_schema_opening_hours.csv",
        "data/trafford_assets/libraries/trafford_libraries.csv",
        "data/trafford_assets/food_banks/gm_food_banks.geojson",
        "data/osm_rutland/rutland_pois.geojson",
        "data/duplicates/listings.csv",
    ],
)
def test_real_files_go_in_and_go_in_once(kith: Kith, shared: Path, name: str) -> None:
    first = import_file(kith, ImportOrder(shared / name), by=COMMAND_LINE, now=NOW)
    second = import_file(kith, ImportOrder(shared / name), by=COMMAND_LINE, now=NOW)

    assert first.added == first.read - len(first.refused) > 0
    assert (second.added, second.changed, second.unchanged) == (0, 0, first.added)


def test_a_listing_known_by_its_town_is_near_that_town_but_has_no_pin(kith: Kith, tmp_path: Path) -> None:
    sheet = tmp_path / "walks.csv"
    sheet.write_text("name,town\nHill walk,Malvern\nFar walk,Aberdeen\nNo town walk,\n", encoding="utf-8")

    report = import_file(kith, ImportOrder(sheet), by=COMMAND_LINE, now=NOW)
    near = kith.gazetteer.find_place("WR14 1AA")
    found = kith.directory.snapshot().index.search(
        ServiceQuery(words="walk", near=near, within_miles=3), now=NOW
    )

    assert report.located == {Precision.NONE: 3}
    assert {one.service.name for one in found.found} == {"Hill walk", "No town walk"}
    assert found.pins == ()
