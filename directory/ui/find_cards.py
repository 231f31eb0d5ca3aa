"""The cards of what was found; each opens its listing, or is marked on the map."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import streamlit as st

from directory.model.search import FoundService, SearchResult
from directory.services.finding import get_services, next_dates_of
from directory.ui.cards import build_card, show_card
from directory.ui.find_address import change_question
from directory.ui.find_question import Question, write_question
from directory.ui.state import get_kith, get_user

LISTING_PAGE = "pages/find/listing.py"


def show_cards(question: Question, result: SearchResult, now: datetime) -> None:
    """The cards of this page, numbered as their pins."""
    for number, found in enumerate(result.found, start=question.first_number):
        _show_found(question, found, number, now=now)


def show_marked_elsewhere(question: Question, result: SearchResult, now: datetime) -> None:
    """The card of a pin that was picked on the map and stands on another page of the list."""
    if not question.chosen or any(found.service.id == question.chosen for found in result.found):
        return
    for service in get_services(get_kith(), [question.chosen], by=get_user()):
        st.caption("Picked on the map")
        _show_found(question, FoundService(service, None), None, now=now)


def listing_address(question: Question, service_id: str) -> Mapping[str, str]:
    """The listing's address, with the question along so that the way back keeps it."""
    return write_question(replace(question, chosen=service_id)) | {"id": service_id}


def _show_found(question: Question, found: FoundService, number: int | None, *, now: datetime) -> None:
    service = found.service
    days = [coming.start.date() for coming in next_dates_of(service, now=now)]
    marked = service.id == question.chosen
    with st.container(border=True, key=f"card-{number or 'picked'}"):
        words, buttons = st.columns([4, 1.25], vertical_alignment="top")
        with words:
            show_card(
                build_card(service, now=now, number=number, metres=found.metres, days=days, is_marked=marked)
            )
        with buttons:
            address = listing_address(question, service.id)
            st.page_link(LISTING_PAGE, label="Open", width="stretch", query_params=address)
            if number and service.points:
                _show_marking(service.id, number, marked=marked)


def _show_marking(service_id: str, number: int, *, marked: bool) -> None:
    chosen = "" if marked else service_id
    st.button(
        "Unmark" if marked else "On the map",
        key=f"find-mark-{number}",
        type="tertiary",
        width="stretch",
        on_click=lambda: change_question(lambda question: replace(question, chosen=chosen)),
    )
