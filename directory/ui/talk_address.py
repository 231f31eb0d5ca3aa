"""Addresses of the Talk pages: everything one needs to come back is in them."""

from typing import NoReturn

import streamlit as st

from directory.model.person import Person

PERSON, CONVERSATION, WITHIN, ALSO = "person", "id", "within", "also"
PEOPLE_PAGE = "pages/talk/people.py"
CONVERSATION_PAGE = "pages/talk/conversation.py"
PERSON_PAGE = "pages/talk/page.py"


def go_to_conversation(conversation_id: str) -> NoReturn:
    """Open a conversation."""
    st.switch_page(CONVERSATION_PAGE, query_params={CONVERSATION: conversation_id})


def go_to_person(person_id: str) -> NoReturn:
    """Open a person's record."""
    st.switch_page(PEOPLE_PAGE, query_params={PERSON: person_id})


def show_way_to_people() -> None:
    """The way back to everyone."""
    st.page_link(PEOPLE_PAGE, label="My people", icon=":material/arrow_back:", query_params={})


def show_way_to_record(person: Person, words: str) -> None:
    """The way to the record of the person one talks with."""
    st.page_link(PEOPLE_PAGE, label=words, query_params={PERSON: person.id})


def show_way_to_conversation(conversation_id: str) -> None:
    """The way back to where the words are."""
    st.page_link(
        CONVERSATION_PAGE,
        label="Back to the conversation",
        icon=":material/arrow_back:",
        query_params={CONVERSATION: conversation_id},
    )
