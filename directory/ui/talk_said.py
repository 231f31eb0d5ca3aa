"""What was said, in the person's own words: a blank page first, then strengths and wishes."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from directory.model.conversation import Field
from directory.services.talking import Draft, OpenConversation, write_text
from directory.ui.components.live_text import live_text
from directory.ui.state import get_kith, get_user

ONE_A_LINE = "One a line, in their own words."
PAUSE_MS = 400
"""Shorter than for plain notes: new places are to be there within a second of the last key."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One field on the page, with its heading, what it is for, and how many lines it begins with."""

    field: Field
    heading: str
    hint: str
    lines: int


NOTES = Sheet(Field.NOTES, "What we talked about", "A blank page. Everything is kept as you type.", 5)
STRENGTHS = Sheet(Field.STRENGTHS, "Strengths", ONE_A_LINE, 4)
WISHES = Sheet(Field.WISHES, "Wishes", ONE_A_LINE, 4)
WOULD_STOP = Sheet(Field.WOULD_STOP, "What would stop them", ONE_A_LINE, 2)


def show_said(opened: OpenConversation) -> None:
    """The fields, each kept as it is typed."""
    _show_sheet(NOTES, opened)
    with st.container(key="talk-pair"):
        can, would_like = st.columns(2)
        with can:
            _show_sheet(STRENGTHS, opened)
        with would_like:
            _show_sheet(WISHES, opened)
    _show_sheet(WOULD_STOP, opened)


def _show_sheet(sheet: Sheet, opened: OpenConversation) -> None:
    standing = opened.conversation.text_of(sheet.field)

    def keep(text: str, version: int) -> None:
        draft = Draft(sheet.field, text, version)
        write_text(get_kith(), opened.conversation.id, draft, by=get_user(), now=datetime.now(UTC))

    with st.container(border=True, key=f"sheet-{sheet.field.value}"):
        st.header(sheet.heading, anchor=False)
        live_text(
            sheet.heading,
            key=f"talk-{sheet.field.value}",
            value=standing.text,
            version=standing.version,
            record=opened.conversation.id,
            on_text=keep,
            lines=sheet.lines,
            pause_ms=PAUSE_MS,
            hint=sheet.hint,
            hides_label=True,
        )
