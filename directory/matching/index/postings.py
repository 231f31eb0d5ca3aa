"""Which rows have a stem, and what it is worth there: one byte per row and stem, fixed when a row is read.

A worth depends on the listing alone, not on the others: it stays true while listings come and go. How rare a
stem is among all listings is counted when it is asked for.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Drawer, get_array

Worths = NDArray[np.uint8]

# Worths from 0.05 to about 16 in steps of two and a half in a hundred; nought is "not there".
_LEAST_WORTH, _STEP = 0.05, 1.023
WORTH_OF: NDArray[np.float32] = np.concatenate(([0.0], _LEAST_WORTH * _STEP ** np.arange(255))).astype(
    np.float32
)
WORTH_OF.flags.writeable = False


def in_steps(worths: NDArray[np.float64]) -> Worths:
    """The nearest step for each worth."""
    steps = np.rint(np.log(np.maximum(worths, _LEAST_WORTH) / _LEAST_WORTH) / np.log(_STEP))
    bytes_: Worths = (1 + np.clip(steps, 0, 254)).astype(np.uint8)
    return bytes_


@dataclass(frozen=True, slots=True)
class Postings:
    """Rows and worths of each stem, one stem after the other; ``stems`` are sorted.

    A stem that very many rows have is kept as one byte for every row instead: ``wide_at`` says in which
    line of ``wide``, -1 for the others. ``wide`` starts at row 0, so only the first postings have any.
    """

    stems: Sequence[str]
    counts: NDArray[np.int32]
    starts: NDArray[np.int64]
    rows: NDArray[np.uint32]
    worths: Worths
    wide_at: NDArray[np.int32]
    wide: Worths

    def count(self, stem: str) -> int:
        """How many rows have it, gone or not."""
        place = self._place(stem)
        return 0 if place is None else int(self.counts[place])

    def lay(self, stem: str, worths: Worths) -> None:
        """Write what the stem is worth into a column of all rows where it is more than stands there."""
        place = self._place(stem)
        if place is None:
            return
        line = int(self.wide_at[place])
        if line >= 0:
            whole = self.wide[line]
            np.maximum(worths[: len(whole)], whole, out=worths[: len(whole)])
            return
        rows, found = self.listed(place)
        np.maximum.at(worths, rows, found)

    def listed(self, place: int) -> tuple[NDArray[np.uint32], Worths]:
        """The rows and worths of the stem in that place, unless it is a wide one."""
        start, end = self.starts[place : place + 2].tolist()
        return self.rows[start:end], self.worths[start:end]

    def _place(self, stem: str) -> int | None:
        place = bisect_left(self.stems, stem)
        return place if place < len(self.stems) and self.stems[place] == stem else None


def load_postings(drawer: Drawer, size: int) -> Postings:
    """As written for a directory of ``size`` rows."""
    stems = str(drawer.read("stems")[:], "utf-8").split("\n")
    return Postings(
        stems=stems[:-1],
        counts=get_array(drawer, "stems.counts", np.int32),
        starts=get_array(drawer, "stems.starts", np.int64),
        rows=get_array(drawer, "stems.rows", np.uint32),
        worths=get_array(drawer, "stems.worths", np.uint8),
        wide_at=get_array(drawer, "stems.wide_at", np.int32),
        wide=get_array(drawer, "stems.wide", np.uint8).reshape(-1, max(size, 1)),
    )
