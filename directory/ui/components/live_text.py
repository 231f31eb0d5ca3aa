"""``live_text``: a field that reports while one types and keeps unsent words in the browser.

The browser counts its changes (``seq``) and the store counts its saves (``version``). A text sent is kept by
``on_text`` and acknowledged with its ``seq``; until then the browser holds it and sends it again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from secrets import token_hex

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from directory.errors import ChangedMeanwhileError, KithError
from directory.ui.state import get_user_id

LONGEST = 20_000
NOTES_PAUSE_MS = 700
SEARCH_PAUSE_MS = 150

OnText = Callable[[str, int], object]
"""Keeps a text that was built on this version; raises ChangedMeanwhileError when that is not the newest."""


@dataclass(frozen=True, slots=True)
class LiveText:
    """The text as it stands and the store's version of it; ``entered`` when Enter was just pressed."""

    text: str
    version: int
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser sent: a text, built on version ``base`` of ``record``, when the store had ``was``.

    ``life`` names one life of the field in one page; ``seq`` counts its changes.
    """

    text: str
    was: str
    record: str
    life: str
    seq: int
    base: int


@dataclass(slots=True)
class Desk:
    """What one field of one session remembers between runs.

    ``before`` is the record the field showed last, with the life and count it had acknowledged: its draft may
    go although the field has moved on.
    """

    session: str
    record: str
    given: str
    text: str
    life: str = ""
    ack: int = 0
    trouble: str = ""
    unsettled: Sent | None = None
    before: tuple[str, str, int] | None = None

    def acknowledge(self, sent: Sent) -> None:
        """The store has this text; the browser may forget its draft."""
        self.life, self.ack, self.trouble, self.unsettled = sent.life, sent.seq, "", None


def parse_sent(raw: object) -> Sent | None:
    """What arrives from the browser; anything of another shape is None."""
    if not isinstance(raw, Mapping):
        return None
    text, was, record, life = (raw.get(name) for name in ("text", "was", "record", "life"))
    seq, base = raw.get("seq"), raw.get("base")
    if not all(isinstance(word, str) for word in (text, was, record, life)):
        return None
    if not isinstance(seq, int) or not isinstance(base, int):
        return None
    return Sent(str(text)[:LONGEST], str(was), str(record), str(life), seq, base)


def live_text(  # noqa: PLR0913 - one argument for each thing a page may say about a field
    label: str,
    *,
    key: str,
    value: str = "",
    version: int = 0,
    record: str = "",
    on_text: OnText | None = None,
    lines: int = 1,
    pause_ms: int = NOTES_PAUSE_MS,
    hint: str = "",
    placeholder: str = "",
    hides_label: bool = False,
    is_search: bool = False,
) -> LiveText:
    """Show the field and return its text.

    With ``on_text``, ``value`` and ``version`` are what the store holds of ``record``, read anew in every
    run, and unsent words outlive the page. Without it nothing is kept in the browser: ``value`` is where
    the field begins, and a different ``value`` in a later run replaces what was typed.
    """
    desk = _desk(key, record, value)
    stored = LiveText(value if on_text else desk.text, version)
    if on_text and settle_late(desk, stored, on_text):
        st.rerun()
    result = _component()(
        key=key,
        data=_data(desk, stored, is_kept=on_text is not None)
        | {"key": key, "label": label, "lines": lines, "pause": pause_ms, "hint": hint}
        | {"placeholder": placeholder, "hidesLabel": hides_label, "isSearch": is_search, "longest": LONGEST},
        on_sent_change=lambda: _take(key, record, on_text),
        on_entered_change=lambda: None,
    )
    return replace(stored, entered=result.get("entered") is not None)


def keep_text(desk: Desk, sent: Sent, on_text: OnText) -> None:
    """Hand a text to the store and note on the desk how it went."""
    desk.trouble, desk.unsettled = "", None
    try:
        on_text(sent.text, sent.base)
    except ChangedMeanwhileError as changed:
        desk.trouble, desk.unsettled = str(changed), sent
    except KithError as error:
        desk.trouble = str(error)
    else:
        desk.acknowledge(sent)


def settle_late(desk: Desk, stored: LiveText, on_text: OnText) -> bool:
    """Look again at a text that met a newer version, now that the newer one is known.

    It may be this very text, kept before the line broke, or an earlier state of it: then nobody else wrote.
    Returns whether the store has changed; a text of somebody else stays for the person to choose.
    """
    sent = desk.unsettled
    if sent is None:
        return False
    if stored.text == sent.text:
        desk.acknowledge(sent)
        return False
    if stored.text == sent.was:
        keep_text(desk, replace(sent, base=stored.version), on_text)
        return desk.unsettled is None
    return False


@cache
def _component() -> ComponentRenderer:
    parts = (
        Path(__file__).with_name(name).read_text("utf-8") for name in ("live_text.js", "live_text_look.js")
    )
    return st.components.v2.component("kith_live_text", js="\n".join(parts), isolate_styles=False)


def _desk(key: str, record: str, value: str) -> Desk:
    name = f"live-text-{key}"
    desk = st.session_state.get(name)
    if not isinstance(desk, Desk) or desk.record != record:
        before = (desk.record, desk.life, desk.ack) if isinstance(desk, Desk) else None
        desk = Desk(token_hex(4), record, value, _typed(key, record, value), before=before)
        st.session_state[name] = desk
    if desk.given != value:
        desk.given = desk.text = value
    return desk


def _typed(key: str, record: str, value: str) -> str:
    """What the browser still shows after the server has lost its session."""
    sent = _sent(key)
    return sent.text if sent and sent.record == record else value


def _sent(key: str) -> Sent | None:
    held = st.session_state.get(key)
    return parse_sent(held.get("sent")) if isinstance(held, Mapping) else None


def _take(key: str, record: str, on_text: OnText | None) -> None:
    sent = _sent(key)
    desk = st.session_state.get(f"live-text-{key}")
    if sent is None or not isinstance(desk, Desk) or sent.record != record or desk.record != record:
        return
    if on_text:
        keep_text(desk, sent, on_text)
    else:
        desk.text = sent.text
        desk.acknowledge(sent)


def _data(desk: Desk, stored: LiveText, *, is_kept: bool) -> dict[str, object]:
    conflict = {"text": stored.text, "version": stored.version} if desk.unsettled else None
    return {
        "session": desk.session,
        "record": desk.record,
        "user": get_user_id(),
        "value": stored.text,
        "version": stored.version,
        "life": desk.life,
        "ack": desk.ack,
        "trouble": desk.trouble,
        "conflict": conflict,
        "kept": is_kept,
        "before": desk.before,
    }
