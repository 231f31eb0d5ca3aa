"""Places to go and places to give: the map, a card each, what was left out, what was turned down."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.connection import ConnectionState, Direction
from directory.model.conversation import Field
from directory.model.service import Service
from directory.model.suggestion import Suggestion, Suggestions
from directory.services.finding import get_services, next_dates_of
from directory.services.talking import OpenConversation, chosen_services
from directory.ui.cards import build_card, show_card
from directory.ui.maps.showing import show_map
from directory.ui.state import get_kith, get_user
from directory.ui.talk_address import CONVERSATION, PERSON_PAGE
from directory.ui.talk_answers import show_answer, show_take_back
from directory.ui.talk_ladder import show_nothing, show_quiet_tell, show_wider
from directory.ui.talk_look import show_two_lines
from directory.ui.talk_words import (
    TAB_WORDS,
    answer_words,
    build_pins,
    chosen_words,
    jump_words,
    reason_words,
)

DIRECTION = "talk-direction"
MARKED = "talk-marked"
"""Session-state keys: the list that is shown, and the place whose pin was picked."""
AT_MOST = 8


def show_jump(found: Suggestions) -> None:
    """On a narrow screen, where the places stand below the words: the way down to them."""
    with st.container(key="talk-jump"):
        st.html(f'<a class="kith-jump" href="#places">{jump_words(len(found.go), len(found.give))} ↓</a>')


def show_places(opened: OpenConversation, found: Suggestions) -> None:
    """Everything on the side of the places, for what has been said so far."""
    _show_chosen_bar(opened)
    direction = _show_tabs(found)
    show_wider()
    suggestions = found.go if direction is Direction.GO else found.give
    _show_ground(opened, suggestions)
    for number, suggestion in enumerate(suggestions, start=1):
        _show_suggestion(opened, suggestion, direction, number=number)
    if not suggestions:
        show_nothing(opened, found, direction)
    elif direction is Direction.GO:
        show_quiet_tell(opened)
    _show_chosen_before(opened, suggestions, direction)
    if direction is Direction.GO:
        _show_left_out(found)
    _show_turned_down(opened, direction)


def _show_chosen_bar(opened: OpenConversation) -> None:
    count = sum(answer.state is ConnectionState.INTERESTED for answer in opened.answers)
    with st.container(horizontal=True, vertical_alignment="center", key="talk-chosen"):
        st.html(f'<p id="places" class="kith-count" role="status">{chosen_words(count)}</p>')
        if st.button("Page to take home", key="talk-page", icon=":material/print:", disabled=not count):
            st.switch_page(PERSON_PAGE, query_params={CONVERSATION: opened.conversation.id})


def _show_tabs(found: Suggestions) -> Direction:
    counts = {Direction.GO: len(found.go), Direction.GIVE: len(found.give)}
    st.session_state[DIRECTION] = st.session_state.get(DIRECTION) or Direction.GO
    chosen = st.segmented_control(
        "Which places",
        list(Direction),
        format_func=lambda direction: f"{TAB_WORDS[direction]} {counts[direction]}",
        key=DIRECTION,
        label_visibility="collapsed",
        required=True,
    )
    return chosen or Direction.GO


def _show_ground(opened: OpenConversation, suggestions: tuple[Suggestion, ...]) -> None:
    home = opened.person.home
    pins = build_pins(suggestions, home.point if home else None)
    if not (home or pins):
        return
    marked = str(st.session_state.get(MARKED, ""))
    picked = show_map(pins, key="talk", label="Map of the places", home=home, chosen=marked, height=230)
    if picked:
        st.session_state[MARKED] = picked
        st.rerun(scope="fragment")


def _show_suggestion(
    opened: OpenConversation, suggestion: Suggestion, direction: Direction, *, number: int
) -> None:
    service, now = suggestion.service, datetime.now(UTC)
    with st.container(border=True, key=f"card-{direction.value}-{service.id}"):
        words, buttons = st.columns([7, 2.4], vertical_alignment="top")
        with words:
            show_card(
                build_card(
                    service,
                    now=now,
                    number=number,
                    metres=suggestion.metres,
                    days=[coming.start.date() for coming in next_dates_of(service, now=now)],
                    reason=reason_words(suggestion, opened.conversation.text_of(Field.NOTES).text),
                    address=f"listing?id={service.id}",
                    is_marked=service.id == st.session_state.get(MARKED),
                )
            )
        with buttons:
            show_answer(opened, service, direction)


def _show_chosen_before(
    opened: OpenConversation, suggestions: tuple[Suggestion, ...], direction: Direction
) -> None:
    """Chosen places stay in sight when the words no longer bring them."""
    shown = {suggestion.service.id for suggestion in suggestions}
    for answer, service in chosen_services(get_kith(), opened, by=get_user()):
        if answer.direction is direction and service.id not in shown:
            with st.container(
                border=True, horizontal=True, vertical_alignment="center", key=f"chosen-{service.id}"
            ):
                show_two_lines(service.name, "✓ Interested, chosen earlier")
                show_take_back(answer, "Undo", service.name)


def _show_left_out(found: Suggestions) -> None:
    if not found.left_out:
        return
    with st.expander(f"Left out, and why ({len(found.left_out)})", key="talk-left-out"):
        for one in found.left_out:
            show_two_lines(one.service.name, one.why)


def _show_turned_down(opened: OpenConversation, direction: Direction) -> None:
    answers = [
        answer
        for answer in opened.answers
        if answer.state is ConnectionState.NOT_FOR_ME and answer.direction is direction
    ]
    if not answers:
        return
    names = _names([answer.service_id for answer in answers])
    with st.expander(f"Not for them ({len(answers)})", key="talk-turned-down"):
        for answer in answers:
            with st.container(horizontal=True, vertical_alignment="center", key=f"down-{answer.id}"):
                name = names.get(answer.service_id, "A listing that is gone")
                show_two_lines(name, answer_words(answer))
                show_take_back(answer, "Bring back", name)


def _names(service_ids: list[str]) -> dict[str, str]:
    services: tuple[Service, ...] = get_services(get_kith(), service_ids, by=get_user())
    return {service.id: service.name for service in services}
