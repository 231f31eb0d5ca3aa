"""Where a row is: its address, and its point when the numbers can be trusted."""

import re
from collections.abc import Mapping

from directory.exchange.access import parse_access
from directory.exchange.coordinates import number_of, point_of_pair
from directory.exchange.plain_text import one_line
from directory.exchange.table_values import POSTCODE
from directory.model.location import Accessibility, Address, Location
from directory.model.place import Point, Precision

_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)")
_COMMA = re.compile(r"\s*,(?:\s*,)*\s*")
_LISTED = re.compile(r"\s*[;|\n]\s*(?![^()]*\))")


def location_of(cells: Mapping[str, str]) -> Location | None:
    """None when the row says nothing about a place."""
    address = _address(cells)
    point, remark = _point(cells)
    accessibility = _accessibility(cells.get("access", ""))
    venue = one_line(cells.get("venue", ""))
    if not (address or point or accessibility or venue):
        return None
    return Location(
        id="",
        name=venue,
        description=remark,
        point=point,
        precision=Precision.EXACT if point else Precision.NONE,
        address=address,
        accessibility=accessibility,
    )


def _address(cells: Mapping[str, str]) -> Address | None:
    lines = _COMMA.sub(", ", one_line(cells.get("address", "").strip(" ,")))
    typed = one_line(cells.get("postcode", ""))
    found = Address(
        id="",
        address_1=lines,
        city=one_line(cells.get("town", "")),
        state_province=one_line(cells.get("county", "")),
        postal_code=typed or _postcode_in(lines),
    )
    return found if (found.address_1 or found.city or found.postal_code) else None


def _postcode_in(lines: str) -> str:
    found = POSTCODE.search(lines)
    return f"{found[1]} {found[2]}".upper() if found else ""


def _point(cells: Mapping[str, str]) -> tuple[Point | None, str]:
    """The point, or a remark about numbers that are no place in these islands."""
    for across, up in _pairs(cells):
        x, y = number_of(across), number_of(up)
        if x is None or y is None or (x == 0 and y == 0):
            continue
        point = point_of_pair(x, y)
        return (
            point,
            ""
            if point
            else f"The file puts this at {up}, {across}, which is not in Great Britain or Ireland.",
        )
    return None, ""


def _pairs(cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found = _PAIR.search(cells.get("coordinates", ""))
    return (
        (cells.get("longitude", ""), cells.get("latitude", "")),
        (cells.get("easting", ""), cells.get("northing", "")),
        (found[2], found[1]) if found else ("", ""),
    )


def _accessibility(typed: str) -> tuple[Accessibility, ...]:
    return parse_access(dict.fromkeys(part for part in _LISTED.split(typed) if part)) if typed else ()
