"""A page with every part of the kit, so that the parts can be tried apart from the pages."""

import json
from pathlib import Path

import streamlit as st

from directory.errors import ChangedMeanwhileError
from directory.model.place import Place, Point, Precision
from directory.model.search import Pin
from directory.ui.components.keys import Shortcut, keys
from directory.ui.components.live_text import live_text
from directory.ui.look import show_look
from directory.ui.maps.showing import show_map
from directory.ui.state import get_settings

BREAK_OUT = """</script><img src=x onerror="window.top.broken=1"> {{ 7*7 }} '"); window.top.broken=2; //"""


def lab_file() -> Path:
    return get_settings().folder / "lab.json"


def read() -> tuple[str, int]:
    if not lab_file().exists():
        return "", 0
    held = json.loads(lab_file().read_text())
    return str(held["text"]), int(held["version"])


def keep(text: str, version: int) -> None:
    if read()[1] != version:
        raise ChangedMeanwhileError
    lab_file().parent.mkdir(parents=True, exist_ok=True)
    lab_file().write_text(json.dumps({"text": text, "version": version + 1}))


def a_pin(at: int) -> Pin:
    point = Point(52.0 + at % 70 / 200, -2.6 + at // 70 / 100)
    return Pin(f"service-{at}", f"Group {at} {BREAK_OUT}", point, at + 1 if at < 3 else None)


def on_action(action: str) -> None:
    st.session_state["acted"] = f"{action} on {read()[0]}"


def break_down() -> None:
    message = "a secret of the store"
    raise ValueError(message)


show_look()
st.title("The kit")
keys(
    [Shortcut("alt+1", "first", "Choose the first"), Shortcut("2", "second", "Choose the second")],
    key="lab-keys",
    on_action=on_action,
)
st.button("Draw again")
st.button("Break", on_click=break_down)
text, version = read()
live_text("Notes", key="notes", value=text, version=version, record="lab", on_text=keep, lines=4)
st.text(f"Stored: {text}")
sought = live_text("Search", key="search", pause_ms=250, is_search=True)
st.text(f"Sought: {sought.text}")
st.text(f"Acted: {st.session_state.get('acted', '')}")
if "map" in st.query_params:
    pins = [a_pin(at) for at in range(int(st.query_params["map"]))]
    home = Place("You are here", Point(52.11, -2.32), Precision.EXACT)
    picked = show_map(pins, key="lab", label="Groups on a map", home=home)
    st.text(f"Picked: {picked}")
