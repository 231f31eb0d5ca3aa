"""Telling a connector what is missing: a few words, chosen by who tells, and nobody's name."""

from collections.abc import Callable, Sequence

import streamlit as st

from directory.errors import BadInputError
from directory.model.missing import FEWEST_PEOPLE, LONGEST_WORDS
from directory.ui.as_typed import as_typed
from directory.ui.troubles import show_sentence

TELL = "Tell a connector what is missing"
QUIETLY = "Nothing here that fits? Tell a connector"


def show_tell(
    said: Sequence[str],
    tell: Callable[[str], object],
    *,
    key: str,
    where: str,
    label: str = TELL,
) -> bool:
    """A line that opens a small form; ``said`` are the words to choose from. True when it was told."""
    _begin(key, tuple(said))
    times_told = int(st.session_state.get(f"{key}-told", 0))
    # Another key after each telling, because that is what shuts the form.
    with st.expander(label, key=f"{key}-open-{times_told}"):
        if len(said) > 1:
            st.radio(
                "Which wish?", said, key=f"{key}-which", format_func=as_typed, on_change=_take, args=(key,)
            )
        words = st.text_input(
            "What is missing, in their words", key=f"{key}-words", max_chars=LONGEST_WORDS, autocomplete="off"
        )
        st.caption(_who_reads(where))
        if st.button("Tell a connector", key=f"{key}-tell", type="primary") and _is_told(tell, words):
            st.session_state[f"{key}-told"] = times_told + 1
            st.session_state.pop(f"{key}-said", None)
            return True
    return False


def _begin(key: str, said: tuple[str, ...]) -> None:
    """The first wish stands in the field until another is taken or it is put in other words."""
    words = f"{key}-words"
    # What a run that was cut short had put into the field is gone, though the rest is remembered.
    if words not in st.session_state or st.session_state.get(f"{key}-said") != said:
        st.session_state[f"{key}-said"] = said
        st.session_state[words] = said[0][:LONGEST_WORDS] if said else ""
        st.session_state.pop(f"{key}-which", None)


def _take(key: str) -> None:
    st.session_state[f"{key}-words"] = str(st.session_state[f"{key}-which"])[:LONGEST_WORDS]


def _is_told(tell: Callable[[str], object], words: str) -> bool:
    try:
        tell(words)
    except BadInputError as error:
        show_sentence(str(error))
        return False
    return True


def _who_reads(where: str) -> str:
    place = f"with the neighbourhood {where}" if where else "without a neighbourhood"
    return (
        f"Connectors read these words {place} and without a name, "
        f"once {FEWEST_PEOPLE} people have wished for something like it. Change what would tell who it is."
    )
