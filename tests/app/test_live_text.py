"""The server's side of the field; the browser's side is tried in tests/browser."""

from dataclasses import dataclass

from directory.errors import ChangedMeanwhileError, NotAllowedError
from directory.ui.components.live_text import Desk, LiveText, Sent, keep_text, parse_sent, settle_late


@dataclass
class Shelf:
    """Keeps one text, as the store does."""

    text: str = ""
    version: int = 0

    def keep(self, text: str, version: int) -> None:
        """Keep a text that was built on the newest version."""
        if version != self.version:
            raise ChangedMeanwhileError
        self.text, self.version = text, version + 1

    @property
    def stored(self) -> LiveText:
        """What a page would read."""
        return LiveText(self.text, self.version)


def a_desk() -> Desk:
    return Desk("session", "record", "", "")


def sent(text: str, *, base: int, seq: int = 1, was: str = "") -> Sent:
    return Sent(text, was, "record", "life", seq, base)


def test_a_text_that_is_kept_is_acknowledged() -> None:
    shelf, desk = Shelf(), a_desk()

    keep_text(desk, sent("hello", base=0, seq=7), shelf.keep)

    assert shelf.stored == LiveText("hello", 1)
    assert (desk.ack, desk.life, desk.trouble) == (7, "life", "")


def test_a_text_that_may_not_be_kept_is_not_acknowledged_and_says_why() -> None:
    desk = a_desk()

    def refuse(_text: str, _version: int) -> None:
        raise NotAllowedError(doing="write", whom="a practitioner")

    keep_text(desk, sent("hello", base=0), refuse)

    assert desk.ack == 0
    assert "Ask a practitioner" in desk.trouble


def test_a_text_whose_acknowledgement_was_lost_is_acknowledged_and_not_kept_twice() -> None:
    shelf, desk = Shelf("hello", 1), a_desk()

    keep_text(desk, sent("hello", base=0, seq=7), shelf.keep)
    changed = settle_late(desk, shelf.stored, shelf.keep)

    assert not changed
    assert (shelf.version, desk.ack, desk.unsettled) == (1, 7, None)


def test_a_text_built_on_ones_own_unacknowledged_words_is_kept() -> None:
    shelf, desk = Shelf("hello", 1), a_desk()

    keep_text(desk, sent("hello again", base=0, seq=8, was="hello"), shelf.keep)
    changed = settle_late(desk, shelf.stored, shelf.keep)

    assert changed
    assert shelf.stored == LiveText("hello again", 2)
    assert desk.ack == 8


def test_somebody_elses_words_are_never_written_over() -> None:
    shelf, desk = Shelf("theirs", 3), a_desk()

    keep_text(desk, sent("mine", base=1, was="before"), shelf.keep)
    changed = settle_late(desk, shelf.stored, shelf.keep)

    assert not changed
    assert shelf.stored == LiveText("theirs", 3)
    assert desk.unsettled is not None
    assert desk.ack == 0


def test_what_the_browser_sends_is_read_and_anything_else_is_nothing() -> None:
    raw = {"text": "a", "was": "", "record": "r", "life": "x", "seq": 1, "base": 0, "attempt": 3}

    assert parse_sent(raw) == Sent("a", "", "r", "x", 1, 0)
    assert parse_sent({**raw, "seq": "1"}) is None
    assert parse_sent({**raw, "text": 5}) is None
    assert parse_sent("text") is None
    assert parse_sent(None) is None
