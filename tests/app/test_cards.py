from dataclasses import replace
from datetime import UTC, date, datetime

from directory.ui.cards import alert_words, build_card, card_html
from tests.builders import a_check, a_service

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BREAK_OUT = "<img src=x onerror=alert(1)>\"'&"


def test_a_card_keeps_its_order() -> None:
    service = replace(
        a_service("Breakfast club", verifications=(a_check(NOW),)), summary="Volunteers wanted."
    )

    html = card_html(build_card(service, now=NOW, number=1, metres=644, reason="because she said “children”"))

    order = ["Breakfast club", "Volunteers wanted.", "because she said", "0.4 miles", "Rang today"]
    assert [html.index(words) for words in order] == sorted(html.index(words) for words in order)
    assert 'aria-hidden="true">1<' in html


def test_no_word_of_a_listing_is_markup() -> None:
    service = replace(a_service(BREAK_OUT), summary=BREAK_OUT, alert=BREAK_OUT, fees=BREAK_OUT)

    html = card_html(build_card(service, now=NOW, reason=BREAK_OUT, address=f"/listing?id={BREAK_OUT}"))

    assert "<img" not in html
    assert html.count("&lt;img") >= 5


def test_a_small_group_is_protected_before_anything_else_is_said_about_it() -> None:
    service = replace(a_service(), full_until=date(2027, 5, 1), ring_first=True)

    assert alert_words(service, NOW) == "Full until 1 May · Ring before sending anyone"
    assert alert_words(replace(service, full_until=date(2026, 1, 1), ring_first=False), NOW) == ""


def test_a_long_description_is_cut_at_a_word() -> None:
    card = build_card(replace(a_service(), description="word " * 100), now=NOW)

    assert card.line.endswith("word…")
    assert len(card.line) <= 161
