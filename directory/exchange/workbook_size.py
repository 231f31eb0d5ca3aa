"""How much a workbook would take: one cell far from all others makes a sheet of billions of cells."""

import io
import re
import zipfile

_MOST_BYTES_UNPACKED = 400_000_000
_MOST_CELLS = 20_000_000
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)")
_PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Z]*)(\d{0,9})")
_LETTERS = 26


def is_too_big(content: bytes) -> bool:
    """Whether unpacking it, or laying out one of its sheets, takes more than a server should give."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES_UNPACKED:
            return True
        parts = [name for name in packed.namelist() if not name.endswith((".png", ".jpg", ".jpeg"))]
        return any(_count_cells(packed.read(name)) > _MOST_CELLS for name in parts)


def _count_cells(sheet: bytes) -> int:
    """Rows times columns, as far as the cells of an Excel sheet reach; 0 for anything else."""
    row = column = last_row = last_column = 0
    for tag, attributes in _ROW_OR_CELL.findall(sheet):
        letters, digits = place.groups() if (place := _PLACE.search(attributes)) else (b"", b"")
        if tag == b"row":
            row = int(digits) if digits else row + 1
            column = 0
        else:
            column = _number_of(letters) if letters else column + 1
            row = int(digits) if digits else row
        last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row * last_column


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
