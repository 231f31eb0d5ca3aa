"""Rows that are candidates wherever someone lives, found by what they show most strongly.

There may be a tenth of the whole directory of them, by phone and online. Weighing them all for every person
would cost more than the whole neighbourhood, and all but a few have nothing to do with the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from directory.matching.nearness import Floats, Rows
from directory.matching.prepared.shown import ShownColumn

_STEPS = 32


@dataclass(frozen=True, slots=True)
class ByName:
    """By name, the rows that show it: those of the strongest step first, and how many there are of each step.

    ``tops`` are the greatest strengths of the steps, strongest first.
    """

    rows: Rows
    first: Rows
    counts: NDArray[np.int64]
    tops: Floats

    @classmethod
    def of(cls, column: ShownColumn, rows: Rows) -> Self:
        """What these rows show."""
        found = column.find(rows, np.ones(len(column.names), dtype=np.bool_))
        strongest = float(found.strengths.max(initial=1.0))
        steps = np.minimum(((1 - found.strengths / strongest) * _STEPS).astype(np.int64), _STEPS - 1)
        cells = found.names.astype(np.int64) * _STEPS + steps
        counts = np.bincount(cells, minlength=len(column.names) * _STEPS).reshape(-1, _STEPS)
        first = np.cumsum(counts.sum(axis=1)) - counts.sum(axis=1)
        tops = strongest * (1 - np.arange(_STEPS) / _STEPS)
        return cls(rows[found.asked[np.argsort(cells, kind="stable")]], first, counts, tops)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Some rows, and where they stand in each of several columns."""

    rows: Rows
    columns: tuple[ByName, ...]

    @classmethod
    def of(cls, columns: Sequence[ShownColumn], rows: Rows) -> Self:
        """Worked out once for a directory."""
        return cls(rows, tuple(ByName.of(column, rows) for column in columns))

    def most_linked(self, wanted: Sequence[Mapping[int, float]], most: int) -> Rows:
        """About so many rows, those with the strongest single link.

        ``wanted`` has for each column what its names are worth, by number.
        """
        if len(self.rows) <= most:
            return self.rows
        cells = [_cells(column, worths) for column, worths in zip(self.columns, wanted, strict=True)]
        values = np.concatenate([one.values for one in cells])
        order = np.argsort(-values, kind="stable")
        enough = np.cumsum(np.concatenate([one.counts for one in cells])[order])
        least = (
            float(values[order][min(int(np.searchsorted(enough, most)), len(order) - 1)]) if len(order) else 0
        )
        return np.unique(np.concatenate([one.rows_from(least) for one in cells]))


@dataclass(frozen=True, slots=True)
class _Cells:
    """One for each wanted name and step: the greatest worth in it and how many rows it has."""

    column: ByName
    names: Rows
    values: Floats
    counts: NDArray[np.int64]

    def rows_from(self, least: float) -> Rows:
        """The rows of all cells of at least this worth; in every name these are its first rows."""
        values = self.values.reshape(-1, _STEPS)
        counts = np.where(values >= least, self.counts.reshape(-1, _STEPS), 0).sum(axis=1)
        firsts = self.column.first[self.names]
        some = [self.column.rows[a : a + n] for a, n in zip(firsts.tolist(), counts.tolist(), strict=True)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *some])


def _cells(column: ByName, worths: Mapping[int, float]) -> _Cells:
    names = np.array(list(worths), dtype=np.int64)
    values = np.outer(np.array(list(worths.values())), column.tops)
    counts = column.counts[names]
    return _Cells(column, names, values.ravel(), counts.ravel())
