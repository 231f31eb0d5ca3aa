"""What people wished for and could not find, for those who tend the directory."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from directory.model.missing import FEWEST_PEOPLE, MissingGroup
from directory.services.missing import find_missing
from directory.ui.as_typed import as_typed
from directory.ui.state import get_kith, get_user
from directory.ui.talk_look import show_soft
from directory.ui.tend_words import missing_people_words, missing_where_words


def show_missing() -> None:
    """One entry for each thing that enough people were missing."""
    st.markdown(
        f"Told by practitioners in the past year. Nothing here is about fewer than {FEWEST_PEOPLE} people, "
        "and nobody is named."
    )
    groups = find_missing(get_kith(), by=get_user(), now=datetime.now(UTC))
    if not groups:
        show_soft(f"Nothing yet that {FEWEST_PEOPLE} people or more have wished for.")
    for number, group in enumerate(groups):
        _show_group(group, number)


def _show_group(group: MissingGroup, number: int) -> None:
    with st.container(border=True, key=f"missing-{number}"):
        st.subheader(as_typed(group.idea.capitalize() or "Something else"), anchor=False)
        show_soft(f"{missing_people_words(group)}, {missing_where_words(group)}")
        st.markdown(_words(group.words))


def _words(words: Sequence[str]) -> str:
    return " · ".join(f"“{as_typed(one)}”" for one in words)
