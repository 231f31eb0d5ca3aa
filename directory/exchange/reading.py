"""One door to all files: what form a file has, and its rows."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from directory.exchange.geo import read_map
from directory.exchange.listing import Source
from directory.exchange.map_files import GEOJSON_FEATURES
from directory.exchange.oruk_envelope import read_oruk
from directory.exchange.rows import (
    EmptyFileError,
    MissingFileError,
    Progress,
    ReadRow,
    UnknownFormError,
)
from directory.exchange.tables import open_table, open_tables, read_table, words_of_file

__all__ = ["Form", "ReadRow", "detect_form", "read_file"]

_GEO_ENDINGS = frozenset(
    {".geojson", ".gpkg", ".shp", ".kml", ".kmz", ".gml", ".fgb", ".gpx", ".topojson", ".parquet"}
)
_WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_TABLE_ENDINGS = frozenset({"", ".csv", ".tsv", ".tab", ".txt"})
_HEAD = 65536
_ZIP, _OLD_OFFICE, _SQLITE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3"


class Form(StrEnum):
    """The forms of files that Kith reads."""

    ORUK_JSON = "oruk"
    CSV = "csv"
    EXCEL = "excel"
    GEO = "geo"


def detect_form(path: Path) -> Form:
    """By what is in the file first, by its name second. Raises ``BadInputError`` for what is no such file."""
    head = _head_of(path)
    ending = path.suffix.casefold()
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_ZIP):
        return Form.EXCEL if _is_workbook(head) or ending in _WORKBOOK_ENDINGS else Form.GEO
    if head.startswith(_OLD_OFFICE) or ending in _WORKBOOK_ENDINGS:
        return Form.EXCEL
    if head.startswith(_SQLITE) or ending in _GEO_ENDINGS:
        return Form.GEO
    if text[:1] in (b"{", b"["):
        return Form.GEO if GEOJSON_FEATURES.search(head) else Form.ORUK_JSON
    if text[:1] == b"<":
        if ending == ".xml" or b"<kml" in text or b"<gpx" in text:
            return Form.GEO
        raise UnknownFormError(file=path.name)
    return Form.ORUK_JSON if ending == ".json" else _if_text(path, head)


def _is_workbook(head: bytes) -> bool:
    return b"xl/" in head or b"opendocument.spreadsheet" in head


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise MissingFileError(file=path.name) from error
    if not head.strip():
        raise EmptyFileError(file=path.name)
    return head


def _if_text(path: Path, head: bytes) -> Form:
    if b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnknownFormError(file=path.name)
    # Programs and notes are text as well, and sometimes have a line that looks like headings.
    if path.suffix.casefold() not in _TABLE_ENDINGS:
        raise UnknownFormError(file=path.name)
    return Form.CSV


def read_file(
    path: Path,
    *,
    source: str,
    now: datetime,
    form: Form | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Iterator[ReadRow]:
    """Each row of the file, read or refused with a sentence.

    ``now`` is for "in 12 days" and "9 days ago" in Kith's own sheet; ``mapping`` is field → column for
    tables and maps. A file that cannot be used raises ``BadInputError`` before or between rows: whoever
    keeps rows does so in one transaction.
    """
    match form or detect_form(path):
        case Form.ORUK_JSON:
            yield from read_oruk(path, source=source, progress=progress)
        case Form.CSV | Form.EXCEL:
            table = open_table(path, open_tables(path), mapping)
            of = Source(source, now, words_of_file(path, table.mapping))
            yield from read_table(table, of, progress)
        case Form.GEO:
            yield from read_map(path, Source(source, now), mapping, progress=progress)
