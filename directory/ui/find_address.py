"""The address is the one place where the question stands: a refresh, Back and a shared link all read it.

Widgets are set from it before they are drawn, and what they do is written back to it.
"""

from collections.abc import Callable

import streamlit as st

from directory.ui.find_question import Question, read_question, write_question

WRITTEN = "find-written"
"""Session-state key: the address as this page itself last left it."""

LIFE = "find-life"
"""Session-state key: which life of the search line this is; a question from elsewhere begins another."""

BEGAN_WITH = "find-began-with"
"""Session-state key: the words with which the search line began this life."""


def question_of_address() -> Question:
    """The question asked; words that came from elsewhere (Back, a link, the ladder) also go into the line."""
    question = read_question(st.query_params.to_dict())
    kept = st.session_state.get(WRITTEN)
    if kept is None or read_question(kept).asked.words != question.asked.words:
        st.session_state[LIFE] = int(st.session_state.get(LIFE, 0)) + 1
        st.session_state[BEGAN_WITH] = question.asked.words
    st.session_state[WRITTEN] = write_question(question)
    return question


def put_words(question: Question, words: str) -> Question:
    """The question with what now stands in the search line."""
    if words == question.asked.words:
        return question
    question = question.asking(words=words)
    st.session_state[WRITTEN] = write_question(question)
    change_address(question)
    return question


def change_address(question: Question) -> None:
    """Ask this from now on."""
    st.query_params.from_dict(write_question(question))


def change_question(change: Callable[[Question], Question]) -> None:
    """Ask what the change makes of the present question (for callbacks of widgets)."""
    change_address(change(read_question(st.query_params.to_dict())))
