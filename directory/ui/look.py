"""The one stylesheet: the colours, what every page shares, and the sheets of single pages."""

from functools import cache
from pathlib import Path

import streamlit as st

from directory.ui.colours import build_variables

SHEETS = ("theme.css", "talk.css", "find.css")


@cache
def stylesheet() -> str:
    """The sheets one after the other, behind the table of colours."""
    here = Path(__file__).parent
    return build_variables() + "".join((here / name).read_text("utf-8") for name in SHEETS)


def show_look() -> None:
    """Dress the page; called once by the frame."""
    st.html(f"<style>{stylesheet()}</style>")
