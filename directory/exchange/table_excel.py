"""Sheets of a workbook: Excel of any age, and OpenDocument."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from directory.errors import BadInputError
from directory.exchange.rows import NoRowsError, content_of
from directory.exchange.table_sheets import Sheet, sheet_of
from directory.exchange.workbook_size import is_too_big

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MINUTES_OF_A_DAY = 24 * 60
_BROKEN = (CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError)


class LockedWorkbookError(BadInputError):
    """Encrypted workbooks and the binary ones before 2007 begin with the same bytes."""

    sentence = (
        "{file} is locked with a password, or is not a whole workbook. "
        "Open it, save it as .xlsx without a password, and give that."
    )


class BrokenWorkbookError(BadInputError):
    """No workbook inside."""

    sentence = "{file} is not a whole Excel workbook. Ask the sender for it again."


def open_excel(path: Path) -> tuple[Sheet, ...]:
    """Every visible sheet that holds a table."""
    content = content_of(path)
    is_old = content.startswith(_OLD_OFFICE)
    try:
        if not is_old and is_too_big(content):
            raise BrokenWorkbookError(file=path.name)
        sheets = tuple(_sheets(content, path.name))
    except _BROKEN as error:
        raise (LockedWorkbookError if is_old else BrokenWorkbookError)(file=path.name) from error
    if not sheets:
        raise NoRowsError(file=path.name)
    return sheets


def _sheets(content: bytes, file: str) -> Iterator[Sheet]:
    book = load_workbook(io.BytesIO(content))
    for number, about in enumerate(book.sheets_metadata):
        if about.visible is not SheetVisibleEnum.Visible:
            continue
        try:
            yield sheet_of(_rows(book.get_sheet_by_index(number)), file)
        except NoRowsError:
            continue


def _rows(sheet: CalamineSheet) -> list[Sequence[str]]:
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        # A cell merged downwards, such as one organisation beside its five sessions, holds for each row.
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = row[left] or rows[top][left]
    return [*rows]


def _text(cell: object) -> str:
    """A cell as a person sees it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, timedelta):
        # Some programs keep a time of day as the time since midnight.
        cell = time(*divmod(int(cell.total_seconds()) // 60 % _MINUTES_OF_A_DAY, 60))
    return cell.strftime("%H:%M") if isinstance(cell, time) else _plain(cell)


def _plain(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
