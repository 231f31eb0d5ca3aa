"""What someone else keeps of every row of the index: made, saved, read back and carried on together with it.

Row numbers are those of the index: 0 to ``index.row_count``, in the order in which the services are handed
over. A changed listing gets a new row at the end, its old row stays as it was and is never asked for again.
``index.notes`` is None for as long as there is not a note for every row: ``CurrentDirectory.upkeep`` makes
them, and no search waits for it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from directory.matching.nearness import Rows
from directory.model.service import Service

SERVICES_AT_A_TIME = 1_000


class RowNotes(Protocol):
    """One note per row, fixed once made, safe for many threads. ``len`` is the number of rows noted."""

    def __len__(self) -> int:
        """Rows noted."""
        ...

    def appended(self, services: Sequence[Service]) -> "RowNotes":
        """These notes and those of the next rows; searches under way go on with the ones from before."""
        ...

    def save(self, folder: Path, rows: Rows) -> None:
        """Write the notes of these rows, which become rows 0, 1, 2 and so on, into an empty folder.

        When an index has grown enough old rows to be worth tidying, they are left out, and neighbours come
        to stand next to each other again.
        """
        ...


class RowNotesMaker(Protocol):
    """How notes come about."""

    @property
    def version(self) -> str:
        """What else the notes depend on, such as a digest of the vocabulary; others are not read back."""
        ...

    def build(self, services: Iterable[Sequence[Service]]) -> RowNotes:
        """Note every row, in order, handed over some ``SERVICES_AT_A_TIME``."""
        ...

    def load(self, folder: Path) -> RowNotes:
        """As saved; ``OSError`` or ``ValueError`` when the folder is not whole, and they are built again."""
        ...
