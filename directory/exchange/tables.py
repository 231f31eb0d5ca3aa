"""CSV and Excel: from a sheet and a mapping to rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.exchange.listing import Source
from directory.exchange.listing_rows import read_cells
from directory.exchange.plain_text import something, yes_or_no
from directory.exchange.rows import Progress, ReadRow
from directory.exchange.table_excel import open_excel
from directory.exchange.table_mapping import ColumnMapping, corrected, guess_columns
from directory.exchange.table_sheets import Sheet, open_csv
from directory.exchange.table_words import heading_words

_JOINED_BY = {"address": ", ", "description": "\n\n", "times": "; ", "topics": "; ", "access": "; "}
_OPENS = frozenset({"open", "opens", "start", "from", "opening"})
_CLOSES = frozenset({"close", "closes", "end", "to", "closing"})


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet and how its columns are read."""

    sheet: Sheet
    mapping: ColumnMapping


def open_tables(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of the file; by its first bytes a workbook, else text."""
    with path.open("rb") as file:
        start = file.read(4)
    return open_excel(path) if start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") else (open_csv(path),)


def open_table(path: Path, sheets: Sequence[Sheet], said: Mapping[str, str] | None = None) -> Table:
    """The sheet that is most like a list of groups, with what a person said about its columns."""
    likeliest = likeliest_table(sheets)
    mapping = corrected(likeliest.mapping, said or {}, likeliest.sheet, file=path.name)
    return Table(likeliest.sheet, mapping)


def likeliest_table(sheets: Sequence[Sheet]) -> Table:
    """The sheet that is most like a list of groups, its columns as guessed."""
    guessed = [Table(sheet, guess_columns(sheet)) for sheet in sheets]
    return max(guessed, key=lambda table: (table.mapping.worth, len(table.sheet.rows)))


def read_table(table: Table, source: Source, progress: Progress | None = None) -> Iterator[ReadRow]:
    """Each row, numbered as in the spreadsheet."""
    cells_of = cells_by(table)
    rows = [(number, cells_of(row)) for number, row in table.sheet.rows]
    return read_cells(rows, source, progress)


def words_of_file(path: Path, mapping: ColumnMapping) -> str:
    """What a file calls its rows: its own name, and the heading over the names."""
    return heading_words(f"{path.stem} {' '.join(mapping.columns.get('name', ()))}")


def cells_by(table: Table) -> Callable[[Sequence[str]], dict[str, str]]:
    """How to take the cells of a row, worked out once for all rows."""
    places = {heading: place for place, heading in enumerate(table.sheet.headings)}
    fields = [
        (name, _JOINED_BY.get(name, " "), [places[heading] for heading in headings])
        for name, headings in table.mapping.columns.items()
    ]
    ticks = [(places[heading], _sentence(heading)) for heading in table.mapping.ticks]
    days = _days(table.mapping.hours, places)

    def cells_of(row: Sequence[str]) -> dict[str, str]:
        held = [something(cell) for cell in row]
        held += [""] * (len(places) - len(held))
        cells = {
            name: text
            for name, joint, columns in fields
            if (
                text := held[columns[0]]
                if len(columns) == 1
                else _joined(joint, [held[at] for at in columns])
            )
        }
        ticked = [words for at, words in ticks if yes_or_no(held[at])]
        if ticked:
            cells["access"] = "; ".join(filter(None, [cells.get("access"), *ticked]))
        if hours := "\n".join(_hours(days, held)):
            cells["hours"] = hours
        return cells

    return cells_of


def _joined(joint: str, cells: Sequence[str]) -> str:
    """House numbers stand before their street without a comma."""
    parts = list(dict.fromkeys(cell.strip(" ,") for cell in cells if cell))
    if joint == ", " and len(parts) > 1 and parts[0].isdigit():
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return joint.join(parts)


def _sentence(heading: str) -> str:
    return heading_words(heading).capitalize()


def _days(hours: Mapping[str, str], places: Mapping[str, int]) -> list[tuple[str, list[int], str]]:
    """For each weekday its columns, and what joins them: "Monday opens" and "Monday closes" are one span."""
    by_day: dict[str, list[str]] = {}
    for heading, day in hours.items():
        by_day.setdefault(day, []).append(heading)
    return [
        (day, [places[heading] for heading in headings], " - " if _are_ends(headings) else ", ")
        for day, headings in by_day.items()
    ]


def _are_ends(headings: Sequence[str]) -> bool:
    match [set(heading_words(heading).split()) for heading in headings]:
        case [first, second]:
            return bool(first & _OPENS) and bool(second & _CLOSES)
        case _:
            return False


def _hours(days: Sequence[tuple[str, list[int], str]], held: Sequence[str]) -> Iterator[str]:
    for day, columns, joint in days:
        text = joint.join(filter(None, (held[at] for at in columns)))
        if text:
            yield f"{day}: {text}"
