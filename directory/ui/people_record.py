"""One person's record: what is known, the conversations, and other records of the same person."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.conversation import Conversation, Setting
from directory.model.user import User
from directory.services.people import PersonRecord, open_person
from directory.services.talking import start_conversation
from directory.ui.as_typed import as_typed
from directory.ui.people_joins import show_joins
from directory.ui.people_reason import open_or_ask
from directory.ui.people_words import conversation_words, day_words, name_words, whereabouts_words
from directory.ui.state import get_kith
from directory.ui.talk_address import go_to_conversation, show_way_to_people
from directory.ui.talk_look import show_soft, show_two_lines
from directory.ui.words import DOT


def show_record(person_id: str, user: User) -> None:
    """The whole record, or the question why a colleague needs it."""
    show_way_to_people()
    record = open_or_ask(lambda reason: _open(person_id, user, reason), key="record")
    if record is None:
        return
    st.title(as_typed(name_words(record.person)), anchor=False)
    show_soft(_known(record, user))
    _show_ways_on(record, user)
    st.header("Conversations", anchor=False)
    for conversation in record.conversations:
        _show_conversation(conversation)
    show_joins(record, user)


def _open(person_id: str, user: User, reason: str) -> PersonRecord:
    return open_person(get_kith(), person_id, by=user, now=datetime.now(UTC), reason=reason)


def _known(record: PersonRecord, user: User) -> str:
    worker = "You are" if record.worker.id == user.id else f"{record.worker.name} is"
    known = (whereabouts_words(record.person), f"{worker} the named worker")
    return DOT.join(part for part in known if part)


def _show_ways_on(record: PersonRecord, user: User) -> None:
    with st.container(horizontal=True):
        if record.conversations and st.button("Go on where we were", type="primary", key="record-go-on"):
            go_to_conversation(record.conversations[0].id)
        if st.button("Begin a new conversation", key="record-begin"):
            kith, now = get_kith(), datetime.now(UTC)
            begun = start_conversation(kith, record.person.id, setting=Setting.VISIT, by=user, now=now)
            go_to_conversation(begun.id)
    if not record.conversations:
        show_soft("You have not talked yet.")


def _show_conversation(conversation: Conversation) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"talked-{conversation.id}"
    ):
        day, words = day_words(conversation.started_at), conversation_words(conversation)
        show_two_lines(day, words)
        if st.button(f"Open {day}", key=f"open-talk-{conversation.id}"):
            go_to_conversation(conversation.id)
