"""The person's answer about one place: interested, not for me and why, or taken back."""

from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from directory.model.connection import Connection, ConnectionState, Direction
from directory.model.service import Service
from directory.services.talking import Answer, OpenConversation, answer_suggestion
from directory.ui.as_typed import as_typed
from directory.ui.state import get_kith, get_user
from directory.ui.talk_words import REASONS_AGAINST


def show_answer(opened: OpenConversation, service: Service, direction: Direction) -> None:
    """The two buttons of a card, or what was answered with the way back."""
    answer = opened.answer_to(service.id, direction)
    if answer and answer.state is ConnectionState.INTERESTED:
        st.html('<p class="kith-kept">✓ Interested</p>')
        show_take_back(answer, "Undo", service.name, width="stretch")
        return
    key = f"{direction.value}-{service.id}"
    conversation_id = opened.conversation.id
    st.button(
        "Interested",
        key=f"interested-{key}",
        type="primary",
        width="stretch",
        on_click=_keep,
        args=(conversation_id, Answer(service.id, direction, ConnectionState.INTERESTED)),
    )
    with st.popover("Not for me", key=f"against-{key}", width="stretch"):
        _show_reasons(conversation_id, service.id, direction)


def show_take_back(
    answer: Connection, words: str, name: str, *, width: Literal["content", "stretch"] = "content"
) -> None:
    """Make as if nothing had been answered."""
    st.button(
        words,
        key=f"back-{answer.id}",
        type="tertiary",
        help=as_typed(f"{words}: {name}"),
        width=width,
        on_click=_keep,
        args=(answer.conversation_id, Answer(answer.service_id, answer.direction, ConnectionState.SUGGESTED)),
    )


def _show_reasons(conversation_id: str, service_id: str, direction: Direction) -> None:
    why, words = (f"{part}-{direction.value}-{service_id}" for part in ("why", "why-words"))

    def refuse(key: str) -> None:
        reason = str(st.session_state[key] or "").strip()
        answer = Answer(service_id, direction, ConnectionState.NOT_FOR_ME, reason)
        _keep(conversation_id, answer)

    st.pills("What makes it not right?", REASONS_AGAINST, key=why, on_change=refuse, args=(why,))
    st.text_input("In other words", key=words, on_change=refuse, args=(words,), autocomplete="off")


def _keep(conversation_id: str, answer: Answer) -> None:
    answer_suggestion(get_kith(), conversation_id, answer, by=get_user(), now=datetime.now(UTC))
