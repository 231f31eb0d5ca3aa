"""The page for the person: chosen by the worker on the screen, printed without anything else on it."""

from datetime import UTC, datetime

import streamlit as st

from directory.api.ground import ATTRIBUTION
from directory.model.connection import Connection
from directory.model.place import Point, metres_between
from directory.model.service import Service
from directory.services.finding import next_dates_of
from directory.services.talking import OpenConversation, chosen_services, open_conversation
from directory.ui.as_typed import as_typed
from directory.ui.people_reason import open_or_ask
from directory.ui.person_page_map import Mark, build_picture, ground_around
from directory.ui.person_page_words import (
    MOST_PLACES,
    Page,
    build_heading,
    build_place,
    build_quotes,
    build_worker,
    page_html,
)
from directory.ui.state import get_kith, get_settings, get_user
from directory.ui.talk_address import show_way_to_conversation
from directory.ui.talk_look import show_soft

Chosen = tuple[Connection, Service]
PRINT = (
    '<button id="kith-print" class="kith-print" type="button">Print this page</button>'
    "<script>document.getElementById('kith-print').onclick = () => window.print();</script>"
)


def show_person_page(conversation_id: str) -> None:
    """The choice of places, and the sheet as it will be printed."""
    user, now = get_user(), datetime.now(UTC)
    opened = open_or_ask(
        lambda reason: open_conversation(get_kith(), conversation_id, by=user, now=now, reason=reason),
        key="page",
    )
    if opened is None:
        return
    with st.container(key="screen-only-page"):
        kept = _show_choice(opened)
    st.html(page_html(build_page(opened, kept, now=now, tiles=bool(get_settings().tiles_url))))


def build_page(opened: OpenConversation, kept: tuple[Chosen, ...], *, now: datetime, tiles: bool) -> Page:
    """Everything on the sheet."""
    places = tuple(
        build_place(service, next_dates_of(service, now=now), number=number, direction=answer.direction)
        for number, (answer, service) in enumerate(kept, start=1)
    )
    return Page(
        build_heading(opened.person),
        build_quotes(opened.conversation),
        _build_picture(opened, kept, tiles=tiles),
        _sources(tiles=tiles),
        places,
        build_worker(opened.worker),
    )


def _build_picture(opened: OpenConversation, kept: tuple[Chosen, ...], *, tiles: bool) -> str:
    home = opened.person.home.point if opened.person.home else None
    marks = [
        Mark(number, _nearest(service.points, home))
        for number, (_, service) in enumerate(kept, start=1)
        if service.points
    ]
    if not marks:
        return ""
    points = [mark.point for mark in marks] + ([home] if home else [])
    return build_picture(marks, home, ground_around(points), tiles=tiles)


def _sources(*, tiles: bool) -> str:
    return f"{get_settings().tiles_attribution}. {ATTRIBUTION}" if tiles else ATTRIBUTION


def _nearest(points: tuple[Point, ...], home: Point | None) -> Point:
    return min(points, key=lambda point: metres_between(point, home)) if home else points[0]


def _show_choice(opened: OpenConversation) -> tuple[Chosen, ...]:
    """At most three places: the first three to begin with, until the worker says otherwise."""
    chosen = chosen_services(get_kith(), opened, by=get_user())
    with st.container(horizontal=True, vertical_alignment="center"):
        show_way_to_conversation(opened.conversation.id)
        st.html(PRINT, unsafe_allow_javascript=True)
    if not chosen:
        show_soft("Nothing is chosen yet. Choose “Interested” beside a place, and it will stand here.")
        return ()
    with st.container(horizontal=True, key="page-choice"):
        ticked = [_is_ticked(place, answer, service) for place, (answer, service) in enumerate(chosen)]
    if sum(ticked) > MOST_PLACES:
        show_soft("Three places fit on the page: the first three that are ticked are on it.")
    return tuple(one for one, is_on in zip(chosen, ticked, strict=True) if is_on)[:MOST_PLACES]


def _is_ticked(place: int, answer: Connection, service: Service) -> bool:
    return st.checkbox(as_typed(service.name), value=place < MOST_PLACES, key=f"page-{answer.id}")
