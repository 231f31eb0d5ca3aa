"""Where nothing fits: what would bring something, each step only when it does, and telling a connector."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.connection import Direction
from directory.model.conversation import Field, build_statements, split_sentences
from directory.model.postcode import outcode_of
from directory.model.suggestion import Suggestions
from directory.services.missing import find_told, take_back_missing, tell_missing_for
from directory.services.suggesting import usual_reach_miles
from directory.services.talking import OpenConversation
from directory.ui.state import get_kith, get_user
from directory.ui.talk_address import ALSO, WITHIN
from directory.ui.talk_look import show_soft, show_two_lines
from directory.ui.talk_words import NOTHING_SAID, nothing_words, rung_words, wider_words
from directory.ui.tell_missing import QUIETLY, TELL, show_tell


def within_miles() -> float | None:
    """How far to look, when the address says so."""
    text = st.query_params.get(WITHIN, "")
    return float(text) if text.isdecimal() and int(text) else None


def also() -> tuple[str, ...]:
    """What is looked at too, such as "evenings", when the address says so."""
    return tuple(filter(None, st.query_params.get(ALSO, "").split(",")))


def show_wider() -> None:
    """How much wider than usual is looked, and the way back."""
    if words := wider_words(within_miles(), also()):
        with st.container(horizontal=True, vertical_alignment="center", key="talk-wider"):
            show_soft(words)
            if st.button("As before", key="talk-as-before", type="tertiary"):
                for name in (WITHIN, ALSO):
                    st.query_params.pop(name, None)
                st.rerun(scope="fragment")


def show_nothing(opened: OpenConversation, found: Suggestions, direction: Direction) -> None:
    """An honest sentence for an empty list; for places to go, the ladder beneath it."""
    if not build_statements(opened.conversation):
        show_soft(NOTHING_SAID[direction])
        return
    person = opened.person
    miles = within_miles() or usual_reach_miles(person.travel) if person.home else None
    show_soft(nothing_words(direction, miles=miles))
    if direction is Direction.GO:
        with st.container(border=bool(found.relaxed), key="talk-ladder"):
            if found.relaxed:
                st.markdown("**What would bring something**")
                with st.container(horizontal=True):
                    _show_rungs(found)
            _show_tell(opened, TELL)
            _show_told(opened)


def show_quiet_tell(opened: OpenConversation) -> None:
    """Beneath places to go, for when none of them is what was wished for."""
    _show_tell(opened, QUIETLY)
    _show_told(opened)


def _show_rungs(found: Suggestions) -> None:
    for place, rung in enumerate(found.relaxed):
        if st.button(rung_words(rung), key=f"talk-rung-{place}"):
            change = dict(rung.change)
            if "within_miles" in change:
                st.query_params[WITHIN] = change["within_miles"]
            if "also" in change:
                st.query_params[ALSO] = ",".join(dict.fromkeys((*also(), change["also"])))
            st.rerun(scope="fragment")


def _show_tell(opened: OpenConversation, label: str) -> None:
    def tell(words: str) -> None:
        tell_missing_for(get_kith(), opened.conversation.id, words, by=get_user(), now=datetime.now(UTC))

    is_told = show_tell(
        split_sentences(opened.conversation.text_of(Field.WISHES).text),
        tell,
        key=f"talk-missing-{opened.conversation.id}",
        where=outcode_of(opened.person.postcode),
        label=label,
    )
    if is_told:
        st.rerun(scope="fragment")


def _show_told(opened: OpenConversation) -> None:
    user, now = get_user(), datetime.now(UTC)
    for wish in find_told(get_kith(), opened.conversation.id, by=user, now=now):
        with st.container(horizontal=True, vertical_alignment="center", key=f"told-{wish.id}"):
            show_two_lines(f"“{wish.words}”", "✓ Told to the connectors")
            if st.button("Take back", key=f"told-back-{wish.id}", type="tertiary"):
                take_back_missing(get_kith(), wish.id, by=user, now=now)
                st.rerun(scope="fragment")
