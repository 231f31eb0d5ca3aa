"""The Find page: ask, narrow, see the list beside the map; one fragment, drawn again without the frame."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from directory.model.place import Place
from directory.model.search import SearchResult, ServiceQuery
from directory.services.finding import find_services
from directory.ui.find_address import question_of_address
from directory.ui.find_cards import show_cards, show_marked_elsewhere
from directory.ui.find_chips import show_chips
from directory.ui.find_line import place_of, show_line, show_place
from directory.ui.find_map import bring_into_sight, show_ground
from directory.ui.find_question import Question
from directory.ui.find_results import show_heading, show_ladder, show_turning
from directory.ui.state import get_kith, get_user

EMPTY = (
    "The directory is empty. A connector can **bring listings in** from a spreadsheet or a feed; "
    "the command `kith demo` loads invented ones to try Kith with."
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, where it was asked from, and what came of it."""

    question: Question
    place: Place | None
    query: ServiceQuery
    result: SearchResult


@st.fragment
def show_find() -> None:
    """The whole page."""
    now = datetime.now(UTC)
    with st.container(key="find-page"):
        question = show_line(question_of_address())
        place, sentence = place_of(question)
        show_place(place, sentence)
        query = question.at(place)
        result = find_services(get_kith(), query, by=get_user(), now=now)
        if result.total == 0 and query == Question().at(None):
            st.markdown(EMPTY)
            return
        show_chips(question, result.facets)
        show_heading(query, result)
        _show_found(Answered(question, place, query, result), now)


def _show_found(answered: Answered, now: datetime) -> None:
    question, result = answered.question, answered.result
    with st.container(key="find-results"):
        cards, ground = st.columns([11, 9])
        with cards:
            if not result.total:
                show_ladder(question, result)
            show_marked_elsewhere(question, result, now)
            show_cards(question, result, now)
            show_turning(question, result)
            if result.total:
                show_ladder(question, result)
        with ground:
            show_ground(question, result, answered.place)
        bring_into_sight(question.chosen)
