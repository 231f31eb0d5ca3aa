"""What people see when something cannot be done: our own sentence, or a calm one for what nobody foresaw."""

import logging
import secrets
from html import escape

import streamlit as st

from directory.errors import KithError
from directory.ui.look import show_look

LOG = logging.getLogger("kith")

UNKNOWN = (
    "Something broke on this page. Everything that said “Kept” is safe. "
    "Open the page again; if it happens twice, tell the person who runs Kith this number: {reference}."
)


def words_for(trouble: Exception) -> str:
    """The sentence for an error; what is not ours is logged under the reference number it names."""
    if isinstance(trouble, KithError):
        return str(trouble)
    reference = secrets.token_hex(3).upper()
    LOG.error("Reference %s", reference, exc_info=trouble)
    return UNKNOWN.format(reference=reference)


def show_sentence(sentence: str) -> None:
    """A calm callout, read out at once by a screen reader."""
    st.html(f'<div class="kith-callout" role="alert">{escape(sentence)}</div>')


def show_trouble(trouble: Exception) -> None:
    """Say what cannot be done, where the page stopped."""
    show_sentence(words_for(trouble))


def show_trouble_alone(trouble: Exception) -> bool:
    """Say it when no page is drawn around it (``st.App(on_script_error=…)``).

    That is so for what a widget's callback raises: it runs before the page. True keeps Streamlit from
    drawing its own box.
    """
    show_look()
    show_trouble(trouble)
    st.html('<p><a href="" target="_self">Open the page again</a></p>')
    return True
