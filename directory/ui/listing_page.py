"""The page of one listing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

import streamlit as st

from directory.errors import NotFoundError
from directory.model.search import Pin
from directory.model.service import Service
from directory.services.finding import get_service, next_dates_of
from directory.ui.cards import DEMO_MARK, alert_words, checked_html
from directory.ui.find_question import read_question, write_question
from directory.ui.listing_sections import (
    Section,
    build_contact,
    build_main,
    build_sureness,
    phone_link,
    section_html,
)
from directory.ui.listing_words import KIND_WORDS, PRECISION_WORDS, STATUS_WORDS
from directory.ui.maps.showing import show_map
from directory.ui.state import get_kith, get_user
from directory.ui.troubles import show_sentence
from directory.ui.words import checked_words

FIND_PAGE = "pages/find/search.py"
DATES = 5
MAP_HEIGHT = 300
GONE = "This listing is no longer here. It may have ended, or been joined with another one."


def show_listing() -> None:
    """The listing named in the address, and the way back to what was found."""
    _show_way_back()
    try:
        service = get_service(get_kith(), st.query_params.get("id", ""), by=get_user())
    except NotFoundError:
        st.title("Not here any more", anchor=False)
        show_sentence(GONE)
        return
    now = datetime.now(UTC)
    st.html(heading_html(service, now))
    with st.container(key="listing-columns"):
        main, beside = st.columns([7, 5], gap="large")
        with main:
            _show_sections(*build_main(service, next_dates_of(service, now=now, count=DATES)))
        with beside, st.container(key="listing-beside"):
            _show_sections(*build_contact(service))
            _show_where(service)
            _show_sections(*build_sureness(service, now))


def heading_html(service: Service, now: datetime) -> str:
    """Name, who runs it, one sentence, what protects the group, and the newest check; every word escaped."""
    return f'<header class="kith-listing">{"".join(_heading_lines(service, now))}</header>'


def _heading_lines(service: Service, now: datetime) -> Iterator[str]:
    demo = DEMO_MARK if service.is_demo else ""
    yield f"<h1>{escape(service.name)} {demo}</h1>"
    run_by = f" · run by {service.organization.name}" if service.organization.name != service.name else ""
    yield f'<p class="kith-listing-kind">{escape(KIND_WORDS[service.kind] + run_by)}</p>'
    if service.summary:
        yield f'<p class="kith-listing-summary">{escape(service.summary)}</p>'
    for words in filter(None, (STATUS_WORDS[service.status], alert_words(service, now))):
        yield f'<p class="kith-listing-alert">{escape(words)}</p>'
    yield checked_html(checked_words(service, now))
    number = next((phone.number for phone in service.phones if phone_link(phone.number)), "")
    if number:
        yield f'<p><a class="kith-ring" href="{phone_link(number)}">Ring {escape(number)}</a></p>'


def _show_way_back() -> None:
    address = {name: text for name, text in st.query_params.to_dict().items() if name != "id"}
    question = write_question(read_question(address))
    with st.container(key="listing-back"):
        st.page_link(
            FIND_PAGE, label="Back to what was found", icon=":material/arrow_back:", query_params=question
        )


def _show_sections(*sections: Section) -> None:
    for section in sections:
        st.html(section_html(section))


def _show_where(service: Service) -> None:
    pins = [
        Pin(service.id, service.name, point, number) for number, point in enumerate(service.points, start=1)
    ]
    if pins:
        show_map(pins, key="listing", label=f"Map: {service.name}", height=MAP_HEIGHT)
    for words in dict.fromkeys(PRECISION_WORDS[location.precision] for location in service.locations):
        st.caption(words)
