"""My people, and finding someone among the records one may see."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.user import User
from directory.services.people import FoundPerson, find_people, my_people
from directory.ui.as_typed import as_typed
from directory.ui.components.live_text import SEARCH_PAUSE_MS, live_text
from directory.ui.people_words import line_words, open_words
from directory.ui.state import get_kith
from directory.ui.talk_address import go_to_person
from directory.ui.talk_look import show_line, show_soft

AT_A_TIME = 25
SHOWN = "people-shown"
"""Session-state key: how many lines of the list are drawn."""


def show_people(user: User) -> None:
    """The search line and the list beneath it."""
    words = live_text(
        "Find someone",
        key="people-find",
        hint="By name, postcode or phone, among your own and your team's records.",
        pause_ms=SEARCH_PAUSE_MS,
    ).text
    if words.strip():
        _show_list(find_people(get_kith(), words, by=user), f"Nobody here fits “{words.strip()}”.")
    else:
        _show_list(my_people(get_kith(), by=user), "The people you talk with will stand here, newest first.")


def _show_list(people: tuple[FoundPerson, ...], empty: str) -> None:
    if not people:
        show_soft(empty)
        return
    shown = int(st.session_state.get(SHOWN, AT_A_TIME))
    for found in people[:shown]:
        _show_person(found)
    if len(people) > shown and st.button(f"Show more ({len(people) - shown})", key="people-more"):
        st.session_state[SHOWN] = shown + AT_A_TIME
        st.rerun()


def _show_person(found: FoundPerson) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"person-{found.person.id}"
    ):
        show_line(found.person, line_words(found, datetime.now(UTC)))
        icon = ":material/lock:" if found.needs_reason else None
        if st.button(as_typed(open_words(found.person)), key=f"open-{found.person.id}", icon=icon):
            go_to_person(found.person.id)
