"""What the cells of a column look like, whatever stands above them."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from directory.exchange.contacts import parse_email, parse_phones, parse_url
from directory.exchange.coordinates import number_of
from directory.exchange.plain_text import yes_or_no

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_OUTCODE_TOO = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?", re.IGNORECASE)
_TIME_WORD = re.compile(r"(?i)[a-z]{3}|\d[:.]\d\d|\d\s?[ap]m|\b(?:mo|tu|we|th|fr|sa|su)\b")
_LONG = 60


def _is_postcode(cell: str) -> bool:
    return bool(_OUTCODE_TOO.fullmatch(cell.strip(" .,")))


def _is_number_in(low: float, high: float) -> Callable[[str], bool]:
    def is_in(cell: str) -> bool:
        number = number_of(cell)
        return number is not None and low <= number <= high

    return is_in


def _is_phone(cell: str) -> bool:
    return len(cell) < _LONG and bool(parse_phones(cell)) and "@" not in cell


def _is_words(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not parse_url(cell)


LOOKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "postcode": _is_postcode,
        "email": lambda cell: bool(parse_email(cell)),
        "phone": _is_phone,
        "website": lambda cell: bool(parse_url(cell)),
        "latitude": _is_number_in(-90, 1_300_000),
        "longitude": _is_number_in(-180, 700_000),
        "easting": _is_number_in(-180, 700_000),
        "northing": _is_number_in(-90, 1_300_000),
        "free": lambda cell: yes_or_no(cell) is not None or "free" in cell.casefold(),
        "times": lambda cell: bool(_TIME_WORD.search(cell)),
        "name": _is_words,
        "organization": _is_words,
        "town": _is_words,
        "topics": _is_words,
        "description": _is_words,
    }
)
TELLING = frozenset({"postcode", "email"})


def share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    """The part of the cells that look so, of those that hold anything."""
    return sum(map(looks, cells)) / len(cells) if cells else 0.0


def are_ticks(cells: Sequence[str]) -> bool:
    """Whether the column answers yes or no."""
    return bool(cells) and all(yes_or_no(cell) is not None for cell in cells)
