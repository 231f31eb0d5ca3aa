"""Counties as people say them, by postcode. Approximate at the edges: for telling two Newports apart."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.places.files import COUNTIES_FILE

_RANGE = re.compile(r"(?P<area>[A-Z]{1,2})(?P<first>\d*)(?:-(?P<last>\d+))?")
_AREA_AND_DISTRICT = re.compile(r"([A-Z]{1,2})(\d+)")


@dataclass(frozen=True, slots=True)
class County:
    """A county and the nation it is in."""

    name: str
    nation: str


NO_COUNTY = County("", "")


class Counties:
    """Which county an outcode is in; a district named in the file comes before its whole area."""

    def __init__(self, path: Path = COUNTIES_FILE) -> None:
        with path.open(encoding="utf-8", newline="") as lines:
            self._by_outcode = {
                part: County(row["county"], row["nation"])
                for row in csv.DictReader(lines)
                for postcodes in row["postcodes"].split()
                for part in _parts(postcodes)
            }

    def of(self, outcode: str) -> County:
        """``NO_COUNTY`` when the outcode is of none. ``EC1A`` counts as ``EC1``."""
        found = _AREA_AND_DISTRICT.match(outcode)
        if not found:
            return NO_COUNTY
        return self._by_outcode.get(found[0]) or self._by_outcode.get(found[1]) or NO_COUNTY


def _parts(postcodes: str) -> Iterator[str]:
    """``SG15-17`` is SG15, SG16, SG17; ``SG`` is itself."""
    found = _RANGE.fullmatch(postcodes)
    if not found:
        return
    if not found["first"]:
        yield found["area"]
        return
    first = int(found["first"])
    for district in range(first, int(found["last"] or first) + 1):
        yield f"{found['area']}{district}"
