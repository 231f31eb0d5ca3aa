"""The kit in a real browser: nothing typed is lost, keys act on fresh words, maps stay at home."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import DESK, TABLET, OpenTab, Server, serious_faults

pytestmark = pytest.mark.browser
SOON = 15_000


def stored(folder: Path) -> str:
    file = folder / "lab.json"
    return str(json.loads(file.read_text())["text"]) if file.exists() else ""


def map_in(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title*='st_folium']")


def test_the_very_first_request_of_a_cold_server_may_be_a_deep_link(
    cold_kith: Server, open_tab: OpenTab
) -> None:
    tab = open_tab(cold_kith)

    tab.open("/talk")

    expect(tab.page.get_by_role("heading", name="Choose who you are")).to_be_visible(timeout=SOON)
    expect(tab.page.get_by_text("Page not found")).to_have_count(0)


def test_a_sign_in_outlives_refreshes_and_deep_links_until_signing_out(
    kith: Server, open_tab: OpenTab
) -> None:
    tab = open_tab(kith)
    tab.sign_in("demo-practitioner", "/talk")
    who = tab.page.locator(".kith-who")

    tab.page.reload()
    expect(who).to_contain_text("Ash", timeout=SOON)
    tab.open("/listing")
    expect(who).to_contain_text("Ash", timeout=SOON)
    tab.page.get_by_role("button", name="Change role").click()

    expect(who).to_contain_text("Not signed in", timeout=SOON)
    assert "kith_sign_in" not in {cookie["name"] for cookie in tab.page.context.cookies()}


def test_the_menu_shows_each_person_only_what_is_theirs(kith: Server, open_tab: OpenTab) -> None:
    tab = open_tab(kith)

    tab.sign_in("demo-connector")

    menu = tab.page.get_by_test_id("stTopNavLink")
    expect(menu).to_contain_text(["Find", "Tend"], timeout=SOON)
    expect(menu).to_have_count(2)


@pytest.mark.parametrize("size", [TABLET, DESK], ids=["tablet", "desk"])
def test_the_sign_in_page_has_no_serious_fault(kith: Server, open_tab: OpenTab, size: dict[str, int]) -> None:
    tab = open_tab(kith, size)
    tab.open("/who")
    expect(tab.page.get_by_role("heading", level=1)).to_be_visible(timeout=SOON)

    assert serious_faults(tab.page) == []


def test_words_are_kept_while_they_are_typed_and_the_cursor_stays(
    lab: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    tab = open_tab(lab)
    tab.open()
    notes = tab.page.get_by_label("Notes")
    notes.click()

    tab.page.keyboard.type("Maureen drove the bus")
    expect(tab.page.get_by_text("Stored: Maureen drove the bus")).to_be_visible(timeout=SOON)
    tab.page.keyboard.type(" for twenty years")
    tab.page.keyboard.press("Home")
    expect(tab.page.get_by_text("for twenty years", exact=False).first).to_be_visible(timeout=SOON)
    tab.page.keyboard.type("Yes: ")

    expect(notes).to_have_value("Yes: Maureen drove the bus for twenty years")
    expect(notes).to_be_focused()
    expect(tab.page.get_by_text("Stored: Yes: Maureen")).to_be_visible(timeout=SOON)
    expect(tab.page.locator(".kith-live-status").first).to_have_text("Kept")
    assert stored(tmp_path) == "Yes: Maureen drove the bus for twenty years"
    assert tab.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('kith:'))") == []


def test_words_typed_while_the_server_is_dead_arrive_when_it_is_back(
    lab: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    tab = open_tab(lab)
    tab.open()
    tab.page.get_by_label("Notes").click()
    tab.page.keyboard.type("before")
    expect(tab.page.get_by_text("Stored: before")).to_be_visible(timeout=SOON)

    tab.is_watched = False
    lab.kill()
    tab.page.keyboard.type(" and after")
    expect(tab.page.get_by_text("No connection.", exact=False)).to_be_visible(timeout=SOON)
    lab.start()

    expect(tab.page.get_by_text("Stored: before and after")).to_be_visible(timeout=4 * SOON)
    expect(tab.page.locator(".kith-live-status").first).to_have_text("Kept")
    assert stored(tmp_path) == "before and after"


def test_words_not_yet_sent_when_the_page_closes_are_there_when_it_opens_again(
    lab: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    tab = open_tab(lab)
    tab.open()
    tab.page.get_by_label("Notes").click()
    tab.page.keyboard.insert_text("half a thought")

    tab.page.evaluate("window.kithLive.get('notes').setState = null")
    tab.page.goto("about:blank")
    tab.open()

    expect(tab.page.get_by_label("Notes")).to_have_value("half a thought", timeout=SOON)
    expect(tab.page.get_by_text("Stored: half a thought")).to_be_visible(timeout=SOON)
    assert stored(tmp_path) == "half a thought"


def test_two_people_who_write_at_once_lose_nothing_and_choose(
    lab: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    mine, theirs = open_tab(lab), open_tab(lab)
    for tab in (mine, theirs):
        tab.open()
        expect(tab.page.get_by_label("Notes")).to_be_visible(timeout=SOON)
    theirs.page.get_by_label("Notes").click()
    theirs.page.keyboard.type("their words")
    expect(theirs.page.get_by_text("Stored: their words")).to_be_visible(timeout=SOON)

    mine.page.get_by_label("Notes").click()
    mine.page.keyboard.type("my words")
    expect(mine.page.get_by_text("Someone else changed this", exact=False)).to_be_visible(timeout=SOON)
    expect(mine.page.get_by_role("blockquote")).to_have_text("their words")
    mine.page.get_by_role("button", name="Keep mine").click()

    expect(mine.page.get_by_text("Stored: my words")).to_be_visible(timeout=SOON)
    assert stored(tmp_path) == "my words"


def test_a_key_acts_on_what_has_just_been_typed(lab: Server, open_tab: OpenTab) -> None:
    tab = open_tab(lab)
    tab.open()
    tab.page.get_by_label("Notes").click()

    tab.page.keyboard.insert_text("just now")
    tab.page.keyboard.press("Alt+1")

    expect(tab.page.get_by_text("Acted: first on just now")).to_be_visible(timeout=SOON)
    expect(tab.page.get_by_label("Notes")).to_be_focused()


def test_bare_keys_write_in_a_field_and_act_outside_of_it(lab: Server, open_tab: OpenTab) -> None:
    tab = open_tab(lab)
    tab.open()
    notes = tab.page.get_by_label("Notes")
    notes.click()

    tab.page.keyboard.press("2")
    expect(notes).to_have_value("2")
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("2")

    expect(tab.page.get_by_text("Acted: second on 2")).to_be_visible(timeout=SOON)


def test_slash_goes_to_the_search_line_and_question_mark_lists_the_keys(
    lab: Server, open_tab: OpenTab
) -> None:
    tab = open_tab(lab)
    tab.open()
    expect(tab.page.get_by_label("Search")).to_be_visible(timeout=SOON)

    tab.page.keyboard.press("?")
    expect(tab.page.get_by_role("dialog")).to_contain_text("Choose the first")
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("/")

    expect(tab.page.get_by_label("Search")).to_be_focused()
    tab.page.keyboard.type("tai chi")
    expect(tab.page.get_by_text("Sought: tai chi")).to_be_visible(timeout=SOON)


def test_every_pin_is_on_the_map_and_no_word_of_a_listing_runs(lab: Server, open_tab: OpenTab) -> None:
    tab = open_tab(lab)
    tab.open("/?map=500")
    inside = map_in(tab.page)
    expect(inside.locator(".kith-cluster").first).to_be_visible(timeout=SOON)

    counted = inside.locator("body").evaluate(
        "() => { let n = 0; map.eachLayer(l => {"
        " n += l.getAllChildMarkers ? l.getAllChildMarkers().length : l.kithPin ? 1 : 0; }); return n; }"
    )
    spoken = inside.locator(".kith-pin").evaluate_all("pins => pins.map(pin => pin.ariaLabel)")

    assert counted == 497
    assert all(f"{number}. Group {number - 1} " in " ".join(spoken) for number in (1, 2, 3))
    assert tab.page.evaluate("window.broken") is None
    expect(inside.locator(".kith-district").first).to_be_attached(timeout=SOON)


def test_a_cluster_opens_as_a_list_by_keyboard_and_a_choice_reaches_the_page(
    lab: Server, open_tab: OpenTab
) -> None:
    tab = open_tab(lab)
    tab.open("/?map=500")
    inside = map_in(tab.page)
    cluster = inside.locator(".kith-cluster[role=button]").first
    expect(cluster).to_be_visible(timeout=SOON)

    cluster.focus()
    tab.page.keyboard.press("Enter")
    entries = inside.locator(".kith-list li button")
    expect(entries.first).to_be_focused()
    name = entries.first.inner_text()
    tab.page.keyboard.press("Enter")

    assert entries.count() <= 50
    picked = f"Picked: service-{name.split()[1]}"
    expect(tab.page.get_by_text(picked, exact=True)).to_be_visible(timeout=SOON)
    assert tab.page.evaluate("window.broken") is None


def test_the_kit_has_no_serious_fault_in_any_frame(lab: Server, open_tab: OpenTab) -> None:
    tab = open_tab(lab)
    tab.open("/?map=60")
    expect(map_in(tab.page).locator(".kith-pin").first).to_be_visible(timeout=SOON)

    assert serious_faults(tab.page) == []


def test_what_breaks_in_a_callback_is_said_calmly_and_tells_no_secret(lab: Server, open_tab: OpenTab) -> None:
    tab = open_tab(lab)
    tab.open()

    tab.page.get_by_role("button", name="Break").click()

    expect(tab.page.get_by_role("alert")).to_contain_text("Something broke on this page.", timeout=SOON)
    expect(tab.page.get_by_text("a secret")).to_have_count(0)
    tab.page.get_by_role("link", name="Open the page again").click()
    expect(tab.page.get_by_label("Notes")).to_be_visible(timeout=SOON)


def test_drafts_of_yesterday_and_of_who_signs_out_are_gone(kith: Server, open_tab: OpenTab) -> None:
    tab = open_tab(kith)
    tab.sign_in("demo-practitioner", "/talk")
    put = "([name, at]) => localStorage.setItem(`kith:draft:${name}`, JSON.stringify({text: 'x', at}))"
    drafts = "Object.keys(localStorage).filter(key => key.startsWith('kith:draft:'))"
    now = tab.page.evaluate("Date.now()")
    tab.page.evaluate(put, ["someone:old:notes", now - 25 * 60 * 60 * 1000])
    tab.page.evaluate(put, ["someone:new:notes", now])

    tab.page.reload()
    expect(tab.page.get_by_role("heading", level=1)).to_be_visible(timeout=SOON)
    expect(tab.page.locator("[data-kith-search]")).to_be_visible(timeout=SOON)
    assert tab.page.evaluate(drafts) == ["kith:draft:someone:new:notes"]
    tab.page.get_by_role("button", name="Change role").click()

    expect(tab.page.get_by_role("heading", name="Choose who you are")).to_be_visible(timeout=SOON)
    assert tab.page.evaluate(drafts) == []
