"""The line that asks everything: what, near where, how far."""

from dataclasses import replace

import streamlit as st

from directory.errors import KithError
from directory.model.place import Place
from directory.services.placing import find_place
from directory.ui.as_typed import as_typed
from directory.ui.components.live_text import SEARCH_PAUSE_MS, live_text
from directory.ui.find_address import BEGAN_WITH, LIFE, change_question, put_words
from directory.ui.find_question import MILES, Question
from directory.ui.find_words import miles_words
from directory.ui.state import get_kith, get_user
from directory.ui.troubles import show_sentence

WHAT, NEAR, WITHIN = "find-what", "find-near", "find-within"
LONGEST_PLACE = 80


def show_line(question: Question) -> Question:
    """The three fields; returns the question with what has just been typed."""
    with st.container(key="find-line"):
        line, near, within = st.columns([6, 3, 2], vertical_alignment="top")
        with near:
            _show_near(question)
        with within:
            _show_within(question)
        with line:
            return put_words(question, _typed_words())


def place_of(question: Question) -> tuple[Place | None, str]:
    """Where they look from, or the sentence that says why that cannot be placed."""
    if not question.near.strip():
        return None, ""
    try:
        return find_place(get_kith(), question.near, by=get_user()), ""
    except KithError as error:
        return None, str(error)


def show_place(place: Place | None, sentence: str) -> None:
    """What is approximate about the place, or why there is none."""
    if sentence:
        show_sentence(f"{sentence} Until then, groups everywhere are shown.")
    elif place and place.note:
        st.caption(as_typed(place.note))


def _typed_words() -> str:
    return live_text(
        "What are you looking for?",
        key=WHAT,
        value=str(st.session_state[BEGAN_WITH]),
        record=str(st.session_state[LIFE]),
        pause_ms=SEARCH_PAUSE_MS,
        placeholder="Such as tai chi, lunch, or someone to talk to",
        is_search=True,
    ).text


def _show_near(question: Question) -> None:
    st.session_state[NEAR] = question.near
    st.text_input(
        "Near", key=NEAR, placeholder="Postcode or town", max_chars=LONGEST_PLACE, on_change=_near_changed
    )


def _show_within(question: Question) -> None:
    miles = question.asked.within_miles
    st.session_state[WITHIN] = miles
    st.selectbox(
        "Within",
        [*sorted({*MILES, *([miles] if miles else [])}), None],
        key=WITHIN,
        format_func=miles_words,
        disabled=not question.near.strip(),
        on_change=_within_changed,
    )


def _near_changed() -> None:
    change_question(lambda question: replace(question.asking(), near=st.session_state[NEAR]))


def _within_changed() -> None:
    change_question(lambda question: question.asking(within_miles=st.session_state[WITHIN]))
