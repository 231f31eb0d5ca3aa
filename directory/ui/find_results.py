"""What was found: how many, in what order, and what to do when there is little or nothing."""

from dataclasses import replace

import streamlit as st

from directory.model.search import SearchResult, ServiceQuery, Sort
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

SORT = "find-sort"


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


def show_ladder(result: SearchResult) -> None:
    """What to let go, each step with what it would bring, when nothing or little was found."""
    if not result.relaxed:
        if result.total == 0:
            st.markdown("Try fewer words, or tell a community connector what is missing.")
        return
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
