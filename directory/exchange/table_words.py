"""Headings as words: how one is written down in the table, and how one is read off a sheet."""

import re
from dataclasses import dataclass
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """``many``: several columns may carry it. ``never``: a heading with one of these words is something else.

    ``exact``: words that mean this only when nothing else stands in the heading.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    many: bool = False


def heading(words: str, *, exact: str = "", never: str = "", many: bool = False) -> Heading:
    """Phrases apart by " | ", single words by a space: the table below stays readable."""
    return Heading(
        tuple(words.split(" | ")),
        tuple(exact.split(" | ")) if exact else (),
        frozenset(never.split()),
        many,
    )


@lru_cache(maxsize=4096)
def heading_words(heading: str) -> str:
    """A heading in lower-case words: "PostTown" and "post_town" are both "post town"."""
    return _NOT_WORDS.sub(" ", _CAMEL.sub(" ", heading).casefold()).strip()
