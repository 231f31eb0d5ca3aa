"""What every reader gives back, row by row, and what it says of a file it cannot use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directory.errors import BadInputError
from directory.model.service import Service

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Either ``service`` or ``refused``, a sentence. ``row`` is counted as a person counts in that file."""

    row: int
    external_id: str
    service: Service | None = None
    refused: str = ""


class EmptyFileError(BadInputError):
    """Nothing in it."""

    sentence = "{file} is empty. Ask the sender for it again."


class MissingFileError(BadInputError):
    """No such file, a folder, or no permission."""

    sentence = "{file} cannot be opened. Check that it is a file, that it is there and that you may read it."


class UnknownFormError(BadInputError):
    """Neither a table, nor Open Referral UK, nor a map."""

    sentence = (
        "{file} is not a file Kith can read. Give it as CSV, Excel (.xlsx), Open Referral UK JSON or GeoJSON."
    )


class NoNameColumnError(BadInputError):
    """A table without names of anything."""

    sentence = (
        "{file} has no column with the names of groups or places. "
        "Its columns are: {columns}. Say which one it is with --map name=COLUMN."
    )


class UnknownColumnError(BadInputError):
    """A mapping that points to nothing."""

    sentence = "{file} has no column called {column}. Its columns are: {columns}."


class UnknownFieldError(BadInputError):
    """A mapping to a field there is not."""

    sentence = "There is no field called {field}. The fields are: {fields}."


class NoRowsError(BadInputError):
    """Headings and nothing under them."""

    sentence = "{file} has no rows under its headings."


def content_of(path: Path) -> bytes:
    """The whole file; empty or out of reach is said at once."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingFileError(file=path.name) from error
    if not content.strip():
        raise EmptyFileError(file=path.name)
    return content


def text_of(content: bytes) -> str:
    """Text in UTF-8 or UTF-16 with its mark, plain UTF-8, or the Windows encoding of older spreadsheets."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves undefined become U+FFFD rather than a refusal.
        return content.decode("cp1252", errors="replace")
