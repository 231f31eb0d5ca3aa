"""Talking with someone new; someone who comes back is offered first."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.conversation import Setting
from directory.model.user import User
from directory.services.people import FoundPerson, PersonDetails, add_person, find_returning
from directory.services.talking import start_conversation
from directory.ui.as_typed import as_typed
from directory.ui.people_words import line_words, open_words
from directory.ui.state import get_kith
from directory.ui.talk_address import go_to_conversation, go_to_person
from directory.ui.talk_look import show_line, show_soft

PENDING = "people-pending"
"""Session-state key: details of someone who may have been here before, while one decides."""
_OFFER_AT_MOST = 4


def show_new_person(user: User) -> None:
    """The strip that begins a talk, or the question whether this is someone we know."""
    pending = st.session_state.get(PENDING)
    if isinstance(pending, PersonDetails):
        _show_question(pending, user)
        return
    if details := _show_form():
        if find_returning(get_kith(), details, by=user):
            st.session_state[PENDING] = details
            st.rerun()
        _begin(details, user)


def _show_form() -> PersonDetails | None:
    with st.container(key="people-start"), st.form("people-new", border=False):
        st.header("Talk with someone new", anchor=False)
        show_soft("Leave anything empty. It can be filled in while you talk.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("Name", key="people-new-name", autocomplete="off")
            phone = st.text_input("Phone", key="people-new-phone", autocomplete="off")
            postcode = st.text_input("Postcode or place", key="people-new-postcode", autocomplete="off")
            begun = st.form_submit_button("Start talking", type="primary", key="people-new-start")
    return PersonDetails(name.strip(), phone.strip(), postcode.strip()) if begun else None


def _show_question(details: PersonDetails, user: User) -> None:
    with st.container(border=True, key="people-returning"):
        st.header("Is this the same person?", anchor=False)
        for found in find_returning(get_kith(), details, by=user)[:_OFFER_AT_MOST]:
            _show_offer(found)
        with st.container(horizontal=True):
            if st.button("No, this is someone new", key="people-returning-no"):
                del st.session_state[PENDING]
                _begin(details, user)
            if st.button("Go back", type="tertiary", key="people-returning-back"):
                del st.session_state[PENDING]
                st.rerun()


def _show_offer(found: FoundPerson) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"person-offer-{found.person.id}"
    ):
        show_line(found.person, line_words(found, datetime.now(UTC)))
        if st.button(as_typed(f"Yes: {open_words(found.person)}"), key=f"open-offer-{found.person.id}"):
            del st.session_state[PENDING]
            go_to_person(found.person.id)


def _begin(details: PersonDetails, user: User) -> None:
    kith, now = get_kith(), datetime.now(UTC)
    person = add_person(kith, details, by=user, now=now)
    conversation = start_conversation(kith, person.id, setting=Setting.VISIT, by=user, now=now)
    go_to_conversation(conversation.id)
