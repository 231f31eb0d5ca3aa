"""What was found: how many, in what order, and what to do when there is little or nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from directory.model.postcode import outcode_of
from directory.model.search import SearchResult, ServiceQuery, Sort
from directory.model.user import Permission, may
from directory.services.missing import tell_missing
from directory.ui.as_typed import as_typed
from directory.ui.find_address import change_question
from directory.ui.find_question import ON_A_PAGE, Question, sorts_offered
from directory.ui.find_words import (
    SORT_WORDS,
    corrected_words,
    rung_words,
    shown_words,
    total_words,
)
from directory.ui.state import get_kith, get_user
from directory.ui.talk_look import show_soft
from directory.ui.tell_missing import show_tell

SORT = "find-sort"
TOLD = "find-told"
"""Session-state keys: the order asked for, and the words whose lack was told."""


def show_heading(query: ServiceQuery, result: SearchResult) -> None:
    """How many there are, and beside it the order they stand in."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="find-heading"
    ):
        with st.container(width="stretch", gap=None):
            st.header(as_typed(total_words(result, query)), anchor=False)
            if corrected := corrected_words(result.corrected):
                st.caption(as_typed(corrected))
        _show_sort(query)


def show_ladder(question: Question, result: SearchResult) -> None:
    """What to let go, each step with what it would bring, when nothing or little was found."""
    if result.relaxed:
        _show_rungs(result)
    if not result.total:
        _show_missing(question, is_alone=not result.relaxed)


def _show_missing(question: Question, *, is_alone: bool) -> None:
    """The last rung: those who tend the directory learn what was not in it."""
    user = get_user()
    if not may(user, Permission.TELL_MISSING):
        if is_alone:
            st.markdown("Try fewer words, or tell a community connector what is missing.")
        return
    if is_alone:
        st.markdown("Try fewer words, or")

    def tell(words: str) -> None:
        tell_missing(get_kith(), words, near=question.near, by=user, now=datetime.now(UTC))

    words = question.asked.words.strip()
    if show_tell([words] if words else [], tell, key=TOLD, where=outcode_of(question.near)):
        st.session_state[TOLD] = words
        st.rerun(scope="fragment")
    if st.session_state.get(TOLD) == words:
        show_soft("✓ Told to the connectors.")


def _show_rungs(result: SearchResult) -> None:
    with st.container(border=True, key="find-ladder"):
        st.markdown(
            "**More, if you look a little wider**" if result.total else "**What would bring something**"
        )
        with st.container(horizontal=True):
            for place, rung in enumerate(result.relaxed):
                change = rung.change
                st.button(
                    rung_words(rung),
                    key=f"find-rung-{place}",
                    on_click=change_question,
                    args=(lambda question, change=change: question.relaxed(change),),
                )


def _show_sort(query: ServiceQuery) -> None:
    st.session_state[SORT] = query.sort
    st.selectbox(
        "Order",
        sorts_offered(query),
        key=SORT,
        format_func=SORT_WORDS.__getitem__,
        label_visibility="collapsed",
        width=230,
        on_change=lambda: change_question(lambda present: _sorted(present, st.session_state[SORT])),
    )


def _sorted(question: Question, sort: Sort) -> Question:
    return question.asking(sort=sort)


def show_turning(question: Question, result: SearchResult) -> None:
    """Twenty more, or the twenty before."""
    if not (words := shown_words(result, question.first_number)):
        return
    last = question.first_number + len(result.found) - 1
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="find-turn"
    ):
        st.button("Before", key="find-before", disabled=question.page == 1, on_click=_turn, args=(-1,))
        st.caption(words)
        st.button(
            f"Next {min(ON_A_PAGE, result.total - last)}" if last < result.total else "Next",
            key="find-next",
            disabled=last >= result.total,
            on_click=_turn,
            args=(1,),
        )


def _turn(pages: int) -> None:
    change_question(lambda question: replace(question, page=max(1, question.page + pages), chosen=""))
