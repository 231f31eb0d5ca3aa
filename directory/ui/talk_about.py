"""Who one talks with, as far as it helps: where they live, what to call them, how they get about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

import streamlit as st

from directory.errors import KithError
from directory.model.person import AgeBand, Person, Travel
from directory.services.people import PersonDetails, change_details
from directory.services.placing import find_place
from directory.ui.components.live_text import live_text
from directory.ui.state import get_kith, get_user
from directory.ui.talk_look import show_note

TRAVEL_KEY, AGE_KEY = "talk-travel", "talk-age"

TRAVEL_WORDS: Mapping[Travel, str] = MappingProxyType(
    {Travel.WALK: "On foot", Travel.BUS: "By bus", Travel.CAR: "By car"}
)
AGE_WORDS: Mapping[AgeBand, str] = MappingProxyType(
    {
        AgeBand.UNDER_18: "Under 18",
        AgeBand.FROM_18: "18–34",
        AgeBand.FROM_35: "35–54",
        AgeBand.FROM_55: "55–74",
        AgeBand.FROM_75: "75 or over",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One short field: where its text stands in the record, and how the details change with it."""

    key: str
    label: str
    text_of: Callable[[Person], str]
    with_text: Callable[[PersonDetails, str], PersonDetails]
    placeholder: str = ""


POSTCODE = Line(
    "talk-postcode",
    "Where they live",
    lambda person: person.postcode,
    lambda details, text: replace(details, postcode=text),
    "Postcode or place",
)
NAME = Line(
    "talk-name",
    "Name",
    lambda person: person.name,
    lambda details, text: replace(details, name=text),
    "If they like to give it",
)
PHONE = Line(
    "talk-phone", "Phone", lambda person: person.phone, lambda details, text: replace(details, phone=text)
)


def show_about(person: Person) -> None:
    """One row; every part of it can stay empty, and is kept as it is given."""
    with st.container(key="talk-about"):
        with st.container(horizontal=True, vertical_alignment="top", key="talk-about-row"):
            _show_line(person, POSTCODE)
            _show_line(person, NAME)
            _show_line(person, PHONE)
            _show_travel(person)
            _show_age(person)
        words, is_trouble = place_words(person)
        show_note(words, is_trouble=is_trouble)


def place_words(person: Person) -> tuple[str, bool]:
    """Where that is or why it cannot be placed, and whether it is a "no"."""
    if not person.postcode.strip():
        return "", False
    if person.home:
        return person.home.note or f"On the map at {person.home.label}.", False
    try:
        place = find_place(get_kith(), person.postcode, by=get_user())
    except KithError as no:
        return str(no), True
    return place.note, False


def _show_line(person: Person, line: Line) -> None:
    def keep(text: str, _version: int) -> None:
        _change(person, lambda details: line.with_text(details, text))

    with st.container(key=f"field-{line.key}", width=168):
        live_text(
            line.label,
            key=line.key,
            value=line.text_of(person),
            record=person.id,
            on_text=keep,
            placeholder=line.placeholder,
        )


def _show_travel(person: Person) -> None:
    st.session_state[TRAVEL_KEY] = person.travel
    st.pills(
        "Gets about",
        list(Travel),
        format_func=TRAVEL_WORDS.__getitem__,
        key=TRAVEL_KEY,
        on_change=lambda: _change(
            person, lambda details: replace(details, travel=st.session_state[TRAVEL_KEY])
        ),
    )


def _show_age(person: Person) -> None:
    st.session_state[AGE_KEY] = person.age_band
    st.pills(
        "Age",
        list(AgeBand),
        format_func=AGE_WORDS.__getitem__,
        key=AGE_KEY,
        on_change=lambda: _change(
            person, lambda details: replace(details, age_band=st.session_state[AGE_KEY])
        ),
    )


def _change(person: Person, change: Callable[[PersonDetails], PersonDetails]) -> None:
    change_details(get_kith(), person.id, change, by=get_user(), now=datetime.now(UTC))
