"""Text as people typed it, as plain words: no markup, no stand-ins for "nothing"."""

import html
import re
from html.parser import HTMLParser

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "–",
        ".",
        "?",
        "n/a",
        "na",
        "n.a.",
        "n/k",
        "nil",
        "none",
        "null",
        "nan",
        "nat",
        "<na>",
        "#n/a",
        "unknown",
        "[unknown]",
        "not known",
        "not relevant",
        "not applicable",
        "tbc",
        "tba",
        "n/a closed",
    }
)
YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "t", "designated", "full", "yes please"})
NO = frozenset({"no", "n", "false", "0", "f", "none", "not available"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article"}
)
_LINES = frozenset({"br", "li", "tr"})
_SILENT = frozenset({"script", "style"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z]{2,8};|&#\d{1,6};")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u200b\ufeff]+")
_GAPS = re.compile(r"\n{3,}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _TextOfMarkup(HTMLParser):
    """Keeps the words of markup, with a blank line for each block and a line for each break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        self._break_before(tag)
        if tag == "li":
            self.words.append("• ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    def _break_before(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n\n")
        elif tag in _LINES:
            self.words.append("\n")


def plain_text(typed: str) -> str:
    """Words without markup; paragraphs stay apart by a blank line."""
    words = _without_markup(typed) if "<" in typed or "&" in typed else typed
    if not _needs_tidying(words):
        return words
    words = _SPACES.sub(" ", _CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (line.strip() for line in words.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _needs_tidying(words: str) -> bool:
    """Most cells are already tidy; looking is far cheaper than tidying."""
    return not words.isprintable() or words != words.strip() or "  " in words or "\u00a0" in words


def _without_markup(typed: str) -> str:
    if not _TAG.search(typed):
        return typed
    parser = _TextOfMarkup()
    # Twice-escaped text ("&amp;amp;") is common in feeds that were themselves imported.
    parser.feed(html.unescape(typed) if "&lt;" in typed or "&amp;" in typed else typed)
    parser.close()
    return "".join(parser.words)


def one_line(typed: str) -> str:
    """Words on one line, as for a name."""
    return " ".join(plain_text(typed).split())


def something(typed: str) -> str:
    """The plain text of a cell, or nothing when it only says that there is nothing."""
    words = plain_text(typed)
    return "" if words.casefold() in NOTHING else words


def yes_or_no(typed: str) -> bool | None:
    """What a tick-box cell says; None when it says something else."""
    words = typed.strip().casefold()
    first = words.split(" ")[0].strip(",.;:-") if words else ""
    if words in YES or first == "yes":
        return True
    return False if words in NO or first == "no" else None
