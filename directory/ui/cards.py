"""The card of a listing or suggestion: the same things in the same order, so that the eye learns it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

import streamlit as st

from directory.model.service import Service
from directory.ui.words import Checked, checked_words, facts_words

LONGEST_LINE = 160
DEMO_MARK = '<span class="kith-demo-mark">Demo</span>'


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. ``number`` is its pin's number; ``reason`` quotes the person and may be empty."""

    number: int | None
    name: str
    line: str
    facts: str
    checked: Checked
    reason: str = ""
    alert: str = ""
    address: str = ""
    is_marked: bool = False
    is_demo: bool = False


def build_card(  # noqa: PLR0913 - one argument for each thing only the page knows
    service: Service,
    *,
    now: datetime,
    number: int | None = None,
    metres: float | None = None,
    days: Sequence[date] = (),
    reason: str = "",
    line: str = "",
    address: str = "",
    is_marked: bool = False,
) -> Card:
    """A card from a listing; ``address`` is where its name leads, ``line`` stands for its summary."""
    return Card(
        number=number,
        name=service.name,
        line=line or _first_sentence(service.summary or service.description),
        facts=facts_words(service, metres, days),
        checked=checked_words(service, now),
        reason=reason,
        alert=alert_words(service, now),
        address=address,
        is_marked=is_marked,
        is_demo=service.is_demo,
    )


def show_card(card: Card) -> None:
    """Draw the words of a card; its buttons stand beside it, drawn by the page."""
    st.html(card_html(card))


def card_html(card: Card) -> str:
    """The card as markup; every word in it is escaped."""
    mark = " kith-card-marked" if card.is_marked else ""
    number = f'<span class="kith-number" aria-hidden="true">{card.number}</span>' if card.number else ""
    spoken = f'<span class="kith-unseen">{card.number}. </span>' if card.number else ""
    name = escape(card.name)
    if card.address:
        name = f'<a href="{escape(card.address)}" target="_self">{name}</a>'
    if card.is_demo:
        name += f" {DEMO_MARK}"
    return (
        f'<article class="kith-card{mark}">{number}<div class="kith-card-words"><h3>{spoken}{name}</h3>'
        f"{_line('kith-card-line', card.line)}{_line('kith-card-alert', card.alert)}"
        f"{_line('kith-card-reason', card.reason)}{_line('kith-card-facts', card.facts)}"
        f"{checked_html(card.checked)}</div></article>"
    )


def checked_html(checked: Checked) -> str:
    """The newest check as markup: its sign and its words, escaped."""
    style, sign = ("fresh", "✓") if checked.is_fresh else ("stale", "◷")
    return (
        f'<p class="kith-checked kith-checked-{style}">'
        f'<span aria-hidden="true">{sign} </span>{escape(checked.words)}</p>'
    )


def alert_words(service: Service, now: datetime) -> str:
    """What protects a small group, before anyone is sent there."""
    said = []
    if service.full_until and service.full_until >= now.date():
        said.append(f"Full until {service.full_until.day} {service.full_until:%B}")
    if service.ring_first:
        said.append("Ring before sending anyone")
    return " · ".join([*said, service.alert] if service.alert else said)


def _line(style: str, words: str) -> str:
    return f'<p class="{style}">{escape(words)}</p>' if words else ""


def _first_sentence(text: str) -> str:
    words = " ".join(text.split())
    end = words.find(". ")
    first = words[: end + 1] if 0 < end < LONGEST_LINE else words
    return first if len(first) <= LONGEST_LINE else first[:LONGEST_LINE].rsplit(" ", 1)[0] + "…"
