"""Lines of the Talk pages, so that they look the same everywhere."""

from html import escape

import streamlit as st

from directory.model.person import Person
from directory.ui.people_words import name_words


def show_line(person: Person, words: str) -> None:
    """Name and one quieter line; the buttons stand beside it, drawn by the caller."""
    show_two_lines(name_words(person), words)


def show_two_lines(strong: str, quiet: str) -> None:
    """What it is, and beneath it what tells it apart."""
    st.html(f'<div class="kith-person"><strong>{escape(strong)}</strong><span>{escape(quiet)}</span></div>')


def show_soft(words: str) -> None:
    """A sentence that explains and asks for nothing."""
    st.html(f'<p class="kith-soft">{escape(words)}</p>')


def show_note(words: str, *, is_trouble: bool) -> None:
    """A sentence about what was just given; spoken by a screen reader, and it keeps its place when empty."""
    style = "kith-note kith-note-trouble" if is_trouble else "kith-note"
    st.html(f'<p class="{style}" role="status">{escape(words)}&nbsp;</p>')
