"""Finding in a real browser: typing, narrowing, the address, the map, one listing and the way back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import DESK, TABLET, OpenTab, Server, serious_faults

pytestmark = pytest.mark.browser
SOON = 15_000
NEAR = "/?near=WR14+1AA"


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def cards(page: Page) -> Locator:
    return page.locator(".kith-card")


def total(page: Page) -> Locator:
    return page.locator(".st-key-find-heading h2")


def line(page: Page) -> Locator:
    return page.locator("#kith-live-find-what")


def ground(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title*='st_folium']")


def chip(page: Page, words: str) -> Locator:
    return page.locator(".st-key-find-chips button").filter(has_text=words)


@pytest.mark.parametrize("size", [DESK, TABLET], ids=["desk", "tablet"])
def test_the_first_page_shows_a_list_and_a_map_with_the_same_numbers(
    kith: Server, open_tab: OpenTab, size: dict[str, int]
) -> None:
    page = open_tab(kith, size).page
    page.goto(kith.url + NEAR)

    expect(total(page)).to_contain_text("within 3 miles of WR14 1AA", timeout=SOON)
    expect(cards(page)).to_have_count(20)
    expect(page.get_by_text("Approximate: shown at the middle of WR14 1.")).to_be_visible()
    expect(ground(page).locator(".kith-pin").first).to_be_visible(timeout=SOON)
    expect(ground(page).get_by_role("button", name="1. ").first).to_be_visible()
    assert serious_faults(page) == []


def test_typing_narrows_the_list_and_keeps_the_cursor(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + "/")
    expect(cards(page).first).to_be_visible(timeout=SOON)

    line(page).press_sequentially("slow tai chi", delay=40)

    expect(cards(page).first).to_contain_text("Slow tai chi", timeout=SOON)
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_value("slow tai chi")
    page.wait_for_url(lambda url: "what=slow+tai+chi" in url)


def test_a_slip_of_the_keys_is_put_right_and_said(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page

    page.goto(kith.url + "/?what=gardning")

    expect(page.get_by_text("for “gardning”")).to_be_visible(timeout=SOON)
    expect(cards(page).first).to_be_visible()


def test_a_chip_narrows_says_what_it_leaves_and_back_lets_it_go(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + NEAR)
    expect(cards(page).first).to_be_visible(timeout=SOON)
    all_of_them = total(page).inner_text()
    left = chip(page, "Thu").inner_text().split()[-1]

    chip(page, "Thu").click()

    expect(total(page)).to_contain_text(f"{left} groups", timeout=SOON)
    assert asked(page) == {"near": "WR14 1AA", "day": "TH"}
    page.go_back()
    expect(total(page)).to_have_text(all_of_them, timeout=SOON)
    expect(chip(page, "Thu")).to_have_attribute("aria-pressed", "false")


def test_a_shared_address_asks_the_same_again(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page

    page.goto(kith.url + NEAR + "&within=10&what=lunch&free=yes&access=bus&sort=checked")

    expect(line(page)).to_have_value("lunch", timeout=SOON)
    expect(page.get_by_label("Within")).to_have_value("10 miles")
    expect(page.get_by_label("Order")).to_have_value("Lately checked first")
    expect(page.get_by_role("button", name="More choices (1 on)")).to_be_visible()
    page.get_by_role("button", name="Clear choices").click()
    page.wait_for_url(lambda url: "free" not in url and "what=lunch" in url)


def test_what_is_no_place_is_said_and_the_list_stays(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page

    page.goto(kith.url + "/?near=Zzxqy")

    expect(page.get_by_role("alert")).to_contain_text("Zzxqy", timeout=SOON)
    expect(cards(page)).to_have_count(20)


def test_nothing_found_offers_steps_that_bring_something(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + NEAR + "&within=0.5&what=tai+chi&day=SU")
    expect(page.get_by_text("Nothing found for “tai chi”")).to_be_visible(timeout=SOON)

    page.locator(".st-key-find-ladder button").first.click()

    expect(cards(page).first).to_be_visible(timeout=SOON)


def test_a_marked_card_marks_its_pin_and_a_tapped_pin_marks_its_card(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + NEAR)
    expect(ground(page).locator(".kith-pin").first).to_be_visible(timeout=SOON)

    page.get_by_role("button", name="On the map").first.click()

    expect(page.locator(".kith-card-marked")).to_have_count(1, timeout=SOON)
    expect(ground(page).locator(".kith-pin-chosen")).to_have_count(1, timeout=SOON)


def test_an_entry_of_a_list_on_the_map_opens_its_card(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + NEAR)
    several = ground(page).locator(".kith-cluster, .kith-pin").filter(has_text="+").first
    expect(several).to_be_visible(timeout=SOON)

    several.click()
    entry = ground(page).locator(".kith-list li button").nth(1)
    name = entry.inner_text().split(". ", 1)[-1]
    entry.press("Enter")

    expect(page.locator(".kith-card-marked")).to_contain_text(name, timeout=SOON)
    expect(page.locator(".kith-card-marked")).to_be_in_viewport(timeout=SOON)


def test_a_listing_opens_and_the_way_back_keeps_the_question(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page
    page.goto(kith.url + NEAR + "&what=slow+tai+chi")
    expect(cards(page).first).to_contain_text("Slow tai chi", timeout=SOON)

    page.get_by_role("link", name="Open").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Slow tai chi", timeout=SOON)
    expect(page.get_by_role("heading", name="Going for the first time")).to_be_visible()
    expect(page.get_by_text("Next 5 dates")).to_be_visible()
    expect(ground(page).locator(".kith-pin").first).to_be_visible(timeout=SOON)
    assert serious_faults(page) == []
    page.get_by_role("link", name="Back to what was found").click()

    expect(line(page)).to_have_value("slow tai chi", timeout=SOON)
    expect(page.locator(".kith-card-marked")).to_contain_text("Slow tai chi", timeout=SOON)


def test_a_listing_that_is_gone_says_so(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page

    page.goto(kith.url + "/listing?id=nobody")

    expect(page.get_by_text("This listing is no longer here.")).to_be_visible(timeout=SOON)


def test_the_map_strip_of_a_tablet_grows_at_a_tap(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith, TABLET, touch=True).page
    page.goto(kith.url + NEAR)
    strip = page.locator("iframe[title*='st_folium']")
    expect(strip).to_be_visible(timeout=SOON)
    low = strip.bounding_box()

    page.get_by_role("button", name="Bigger map").tap()

    expect(page.get_by_role("button", name="Smaller map")).to_be_visible(timeout=SOON)
    high = strip.bounding_box()
    assert low
    assert high
    assert high["height"] > 2 * low["height"]


def test_at_twice_the_size_nothing_stands_beside_the_page(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith, {"width": 720, "height": 450}).page
    page.goto(kith.url + NEAR)
    expect(cards(page).first).to_be_visible(timeout=SOON)

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth") <= 0


def test_the_page_is_found_by_its_name_too(kith: Server, open_tab: OpenTab) -> None:
    page = open_tab(kith).page

    page.goto(kith.url + "/find?what=tai+chi")

    expect(line(page)).to_have_value("tai chi", timeout=SOON)
    assert urlsplit(page.url).path == "/"


def test_who_has_signed_in_tells_a_connector_what_was_not_found(kith: Server, open_tab: OpenTab) -> None:
    tab = open_tab(kith)
    page = tab.page
    tab.open("/find?what=xylomancy&near=WR14")
    expect(page.get_by_text("tell a community connector what is missing")).to_be_visible(timeout=SOON)
    tab.sign_in("demo-practitioner")

    tab.open("/find?what=xylomancy&near=WR14")
    page.get_by_text("Tell a connector what is missing").click()
    expect(page.get_by_label("What is missing, in their words")).to_have_value("xylomancy", timeout=SOON)
    expect(page.get_by_text("with the neighbourhood WR14")).to_be_visible()
    page.get_by_role("button", name="Tell a connector", exact=True).click()

    expect(page.get_by_text("✓ Told to the connectors.")).to_be_visible(timeout=SOON)
    assert serious_faults(page) == []
