"""Rows of named cells, one after the other: refused, told apart, or built."""

from collections import Counter
from collections.abc import Iterator, Sequence

from directory.exchange.identity import fingerprint
from directory.exchange.listing import Cells, Source, build_listing, external_id_of
from directory.exchange.rows import Progress, ReadRow

NumberedCells = tuple[int, Cells]


def read_cells(
    rows: Sequence[NumberedCells], source: Source, progress: Progress | None = None, *, noun: str = "Row"
) -> Iterator[ReadRow]:
    """Rows that share an id are told apart by their content; the same row twice is refused."""
    ids = [external_id_of(cells) for _, cells in rows]
    uses = Counter(ids)
    seen: dict[str, int] = {}
    for done, ((number, cells), given) in enumerate(zip(rows, ids, strict=True), 1):
        external_id = given if uses[given] == 1 else f"{given}-{fingerprint(*cells.values())}"
        refused = _refusal(f"{noun} {number}", cells) or _repeated(
            noun, number, seen.setdefault(external_id, number)
        )
        service = None if refused else build_listing(cells, external_id, source)
        yield ReadRow(number, external_id, service, refused)
        if progress:
            progress(done, len(rows))


def _refusal(row: str, cells: Cells) -> str:
    if cells.get("name"):
        return ""
    what = cells.get("what it is") or cells.get("topics", "")
    return f"{row} ({what}) has no name." if what else f"{row} has no name."


def _repeated(noun: str, number: int, first: int) -> str:
    return "" if first == number else f"{noun} {number} says the same as {noun.lower()} {first}."
