"""Shortcuts of a page: a table of keys and what they do.

Inside a field only ``alt+…`` acts; outside fields bare keys do too. Every action first flushes the live
fields, so that it never runs on old text. ``/`` (search line), ``?`` (list of keys) and Esc (leave a field)
are always there.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``combo`` such as ``alt+1`` or ``3``; ``action`` is for the program, ``words`` for people."""

    combo: str
    action: str
    words: str


def keys(
    shortcuts: Sequence[Shortcut] = (), *, key: str, on_action: Callable[[str], object] | None = None
) -> str:
    """Declare the shortcuts; returns the action just asked for, or nothing.

    ``on_action`` is called with it before the page runs again.
    """

    def told() -> None:
        action = st.session_state[key].get("action")
        if on_action and action:
            on_action(action)

    result = _component()(
        key=key,
        data={"shortcuts": [asdict(shortcut) for shortcut in shortcuts]},
        on_action_change=told,
        height="content",
    )
    return result.get("action") or ""


@cache
def _component() -> ComponentRenderer:
    script = Path(__file__).with_name("keys.js").read_text("utf-8")
    return st.components.v2.component("kith_keys", js=script, isolate_styles=False)
