"""The map beside the list: the same numbers as the cards, the chosen one marked, every other group a dot."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from directory.model.place import Place
from directory.model.search import Pin, SearchResult
from directory.ui.find_address import change_address
from directory.ui.find_question import Question
from directory.ui.maps.showing import show_map

GROWN = "find-map-grown"
"""Session-state key: whether the strip of map on a narrow screen has been made bigger."""


def show_ground(question: Question, result: SearchResult, place: Place | None) -> None:
    """The map; a pin or a list entry that is picked marks its card."""
    grown = bool(st.session_state.get(GROWN))
    with st.container(key="find-map-big" if grown else "find-map-strip"):
        picked = show_map(
            number_pins(result.pins, question.first_number),
            key="find",
            label="Map of what was found",
            home=place,
            chosen=question.chosen,
            height=640,
        )
        st.button(
            "Smaller map" if grown else "Bigger map",
            key="find-grow",
            icon=":material/close_fullscreen:" if grown else ":material/open_in_full:",
            on_click=_grow,
        )
    if picked and picked != question.chosen:
        change_address(replace(question, chosen=picked))
        st.rerun()


def number_pins(pins: Sequence[Pin], first_number: int) -> Sequence[Pin]:
    """The numbers of the cards, which go on from page to page."""
    if first_number == 1:
        return pins
    return [replace(pin, number=pin.number + first_number - 1) if pin.number else pin for pin in pins]


def bring_into_sight(chosen: str) -> None:
    """Scroll the list to the marked card when it was marked elsewhere."""
    _scroll()(key="find-scroll", data={"chosen": chosen})


@cache
def _scroll() -> ComponentRenderer:
    script = Path(__file__).with_name("find_scroll.js").read_text("utf-8")
    return st.components.v2.component("kith_find_scroll", js=script, isolate_styles=False)


def _grow() -> None:
    st.session_state[GROWN] = not st.session_state.get(GROWN)
