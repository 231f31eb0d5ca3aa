"""Bringing listings in, in a real browser: drop, match, look, go, and the same file again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, Server, serious_faults

pytestmark = pytest.mark.browser
SOON = 20_000
TABLE = (
    "Group,Telephone,Postcode,When\n"
    "Tea and <b>chat</b>,01684 560000,WR14 1AA,Tuesdays 10am to noon\n"
    ",01684 560001,WR14 1AA,\n"
)


def a_file(folder: Path, content: str, name: str = "groups.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def drop(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def test_a_connector_brings_a_table_in_and_the_same_file_changes_nothing(
    cold_kith: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    tab = open_tab(cold_kith)
    tab.sign_in("demo-connector", "/tend")
    page = tab.page
    expect(page.get_by_role("heading", name="Bring listings in")).to_be_visible(timeout=SOON)
    assert serious_faults(page) == []
    table = a_file(tmp_path, TABLE)

    drop(page, table)
    page.get_by_role("button", name="See what would happen").click(timeout=SOON)
    expect(page.get_by_text("Of 2 rows, 1 added and 1 refused.")).to_be_visible(timeout=SOON)
    assert serious_faults(page) == []
    page.get_by_role("button", name="Bring in 1 listing").click()
    expect(page.get_by_text("Done. Of 2 rows, 1 added and 1 refused.")).to_be_visible(timeout=SOON)

    page.reload()
    drop(page, table)
    page.get_by_role("button", name="See what would happen").click(timeout=SOON)
    expect(page.get_by_text("Of 2 rows, 1 left as they are and 1 refused.")).to_be_visible(timeout=SOON)
    tab.open("/?what=chat&near=WR14+1AA")
    expect(page.locator(".kith-card").filter(has_text="Tea and").first).to_be_visible(timeout=SOON)


def test_a_broken_file_is_one_sentence(kith: Server, open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(kith)
    tab.sign_in("demo-connector", "/tend")

    drop(tab.page, a_file(tmp_path, "", "nothing.csv"))

    expect(tab.page.get_by_role("alert").filter(has_text="nothing.csv is empty")).to_be_visible(timeout=SOON)


def test_a_visitor_is_asked_to_sign_in_instead(kith: Server, open_tab: OpenTab) -> None:
    tab = open_tab(kith)

    tab.open("/tend")

    expect(tab.page.get_by_role("heading", name="Choose who you are")).to_be_visible(timeout=SOON)
