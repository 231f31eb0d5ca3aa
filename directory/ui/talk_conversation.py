"""The conversation: words on one side, places on the other; one fragment, drawn without the frame."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.user import User
from directory.services.talking import OpenConversation, open_conversation, suggest_for
from directory.ui.as_typed import as_typed
from directory.ui.people_reason import open_or_ask
from directory.ui.people_words import first_name
from directory.ui.state import get_kith, get_user
from directory.ui.talk_about import show_about
from directory.ui.talk_address import CONVERSATION, show_way_to_people, show_way_to_record
from directory.ui.talk_ladder import also, within_miles
from directory.ui.talk_look import show_soft
from directory.ui.talk_places import AT_MOST, show_jump, show_places
from directory.ui.talk_said import show_said
from directory.ui.words import ago_words


@st.fragment
def show_conversation() -> None:
    """The whole page of the conversation in the address."""
    user = get_user()
    conversation_id = st.query_params.get(CONVERSATION, "")
    if not conversation_id:
        _show_none()
        return
    opened = open_or_ask(lambda reason: _open(conversation_id, user, reason), key="conversation")
    if opened is None:
        return
    now = datetime.now(UTC)
    found = suggest_for(
        get_kith(), opened, by=user, now=now, limit=AT_MOST, within_miles=within_miles(), also=also()
    )
    _show_heading(opened, user)
    show_about(opened.person)
    with st.container(key="talk-columns"):
        said, places = st.columns([9, 11], gap="large")
        with said:
            show_said(opened)
            show_jump(found)
        with places:
            show_places(opened, found)


def _open(conversation_id: str, user: User, reason: str) -> OpenConversation:
    return open_conversation(get_kith(), conversation_id, by=user, now=datetime.now(UTC), reason=reason)


def _show_heading(opened: OpenConversation, user: User) -> None:
    since = ago_words(opened.conversation.started_at, datetime.now(UTC))
    worker = "you" if opened.worker.id == user.id else opened.worker.name
    with st.container(horizontal=True, vertical_alignment="center", key="talk-heading"):
        st.title(f"Talking with {as_typed(first_name(opened.person)) or 'someone new'}", anchor=False)
        show_soft(f"Begun {since}, with {worker}")
        show_way_to_record(opened.person, "Their record")


def _show_none() -> None:
    st.title("No conversation is open", anchor=False)
    show_soft("Choose someone among your people, or begin with someone new.")
    show_way_to_people()
