"""Rows of a CSV file, whatever its encoding, separator and title lines."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.errors import BadInputError
from directory.exchange.rows import NoRowsError, UnknownFormError, content_of, text_of

Row = tuple[int, Sequence[str]]

_SEPARATORS = ",;\t|"
_LOOKED_AT = 30
_LONGEST_CELL = 1_000_000
_MOST_CONTROLS = 0.01
_LEAST_SHARE = 0.6


class BrokenTableError(BadInputError):
    """The csv module gave up."""

    sentence = "{file} is not a whole table: {why}. Save it again as CSV."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and the rows below them that hold anything, numbered as a spreadsheet numbers them."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def open_csv(path: Path) -> Sheet:
    """The table in the file."""
    text = text_of(content_of(path))
    if sum(not (char.isprintable() or char.isspace()) for char in text[:5000]) > _MOST_CONTROLS * len(
        text[:5000]
    ):
        raise UnknownFormError(file=path.name)
    try:
        return sheet_of(_rows(text), path.name)
    except csv.Error as error:
        raise BrokenTableError(file=path.name, why=str(error)) from error


def _rows(text: str) -> Iterator[Sequence[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_separator(text))


def _separator(text: str) -> str:
    """The one that cuts most of the first lines into the same number of cells, and into most cells."""
    lines = text[:20_000].splitlines()[:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda separator: _agreement(lines, separator))


def _agreement(lines: Iterable[str], separator: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    wide = {width: count for width, count in widths.items() if width > 1}
    return max(((count * (width > 1), width) for width, count in wide.items()), default=(0, 0))


def sheet_of(rows: Iterable[Sequence[str]], file: str) -> Sheet:
    """Headings are the first row about as wide as the table; title lines above it are passed over."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    at = _heading_row(numbered[:_LOOKED_AT])
    if len(numbered) <= at + 1:
        raise NoRowsError(file=file)
    return Sheet(_named_once(numbered[at][1]), tuple(numbered[at + 1 :]))


def _heading_row(numbered: Sequence[Row]) -> int:
    filled = [sum(bool(cell.strip()) for cell in row) for _, row in numbered]
    widest = max(filled, default=0)
    return next((at for at, cells in enumerate(filled) if cells >= _LEAST_SHARE * widest), 0)


def _named_once(cells: Sequence[str]) -> tuple[str, ...]:
    """A second column of the same name is told apart by its number, one without a name by its place."""
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
