"""A colleague's record opens with a reason, which is kept."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from directory.errors import ReasonNeededError
from directory.services.records import TooShortReasonError
from directory.ui.talk_look import show_soft
from directory.ui.troubles import show_sentence

T = TypeVar("T")
WHY = "Why do you need to open it?"
TITLE = "A colleague’s record"


def open_or_ask(open_with: Callable[[str], T], *, key: str, title: str = TITLE) -> T | None:
    """What opens with this reason, or None while the reason is being asked for.

    ``open_with`` is called with an empty reason first, and with the one given after that. ``title`` heads a
    page that has nothing else to show.
    """
    try:
        return open_with("")
    except ReasonNeededError as needed:
        if title:
            st.title(title, anchor=False)
        reason = _ask(str(needed), key)
    if not reason:
        return None
    try:
        open_with(reason)
    except TooShortReasonError as short:
        show_sentence(str(short))
    else:
        # Drawn anew without the question, which the reason given has answered.
        st.rerun()
    return None


def _ask(sentence: str, key: str) -> str:
    with st.form(f"{key}-reason", border=True):
        show_soft(sentence)
        reason = st.text_input(
            WHY, key=f"{key}-why", placeholder="Such as: covering for a colleague who is away"
        )
        given = st.form_submit_button("Open the record", type="primary")
    return (reason or " ") if given else ""
