"""The import page, run without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from directory.config import Settings
from directory.model.importing import ImportReport, Refusal
from directory.model.place import Precision
from directory.model.user import COMMAND_LINE, VISITOR
from directory.services.kith import Kith
from directory.ui import tend_import
from directory.ui.state import hold_kith
from directory.ui.tend_words import done_words, go_words, located_words, nothing_new, preview_words
from tests.services.installation import open_installation

TABLE = b"Group,Telephone,Town\nTea and chat,01684 560000,Malvern\n,01684 560001,Malvern\n"


@pytest.fixture
def kith(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kith:
    kith = open_installation(tmp_path)
    hold_kith(kith, Settings("", tmp_path))
    monkeypatch.setattr(tend_import, "get_user", lambda: COMMAND_LINE)
    return kith


def _show() -> None:
    from directory.ui.tend_import import show_import  # noqa: PLC0415 - the body of this function is the script

    show_import()


def a_page() -> AppTest:
    return AppTest.from_function(_show, default_timeout=30).run()


def dropped(page: AppTest, content: bytes, name: str = "groups.csv") -> AppTest:
    page.file_uploader[0].set_value((name, content, "text/csv"))
    return page.run()


@pytest.mark.usefixtures("kith")
def test_the_empty_page_says_what_can_be_dropped() -> None:
    page = a_page()

    assert "spreadsheets" in page.caption[0].value


def test_a_dropped_table_is_guessed_looked_at_and_brought_in(kith: Kith) -> None:
    page = dropped(a_page(), TABLE)
    assert page.button(key="tend-look").label == "See what would happen"

    page.button(key="tend-look").click().run()
    looked = said(page)
    page.button(key="tend-go").click().run()

    assert "Of 2 rows, 1 added and 1 refused." in looked
    assert "Done. Of 2 rows, 1 added and 1 refused." in said(page)
    with kith.store.reading() as shelves:
        assert [service.name for service in shelves.services.all()] == ["Tea and chat"]


def test_looking_changes_nothing(kith: Kith) -> None:
    page = dropped(a_page(), TABLE)

    page.button(key="tend-look").click().run()

    with kith.store.reading() as shelves:
        assert shelves.services.count() == 0


@pytest.mark.usefixtures("kith")
def test_a_corrected_column_needs_another_look() -> None:
    page = dropped(a_page(), TABLE)
    page.button(key="tend-look").click().run()

    town = next(box for box in page.selectbox if box.label == "Town")
    town.set_value("-").run()

    assert "Of 2 rows" not in said(page)


@pytest.mark.usefixtures("kith")
def test_a_broken_file_is_one_sentence() -> None:
    page = dropped(a_page(), b"\x00\x01\x02\x03 nothing", "photo.bin")

    assert "not a file Kith can read" in "".join(element.proto.body for element in page.html)
    assert not page.exception


@pytest.mark.usefixtures("kith")
def test_who_may_not_import_is_told_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tend_import, "get_user", lambda: VISITOR)

    page = dropped(a_page(), TABLE)

    assert "community connector" in "".join(element.proto.body for element in page.html)


def said(page: AppTest) -> str:
    return " ".join(element.value for element in page.markdown)


def test_a_report_in_words_leaves_out_what_did_not_happen() -> None:
    report = ImportReport(5, 3, 0, 1, (Refusal(4, "Row 4 has no name."),), {Precision.POSTCODE: 3})

    assert preview_words(report) == "Of 5 rows, 3 added, 1 left as they are and 1 refused."
    assert done_words(report) == "Done. Of 5 rows, 3 added, 1 already here and 1 refused."
    assert located_words(report) == "On the map: 3 by postcode."
    assert go_words(report) == "Bring in 3 listings"


def test_the_same_file_twice_says_that_nothing_changed() -> None:
    report = ImportReport(2, 0, 0, 2, (), {Precision.EXACT: 2})

    assert nothing_new(report)
    assert done_words(report) == "Nothing changed: all 2 rows were here already, word for word."
