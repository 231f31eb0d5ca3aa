"""Several postings put together into one, their rows renumbered and old ones left out."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

import numpy as np

from directory.matching.index.drawer import Drawer, put_array
from directory.matching.index.postings import Postings, Worths
from directory.matching.nearness import Flags, Rows

# Above one row in so many, a byte for every row takes hardly more room and is many times quicker to read.
_WIDE_FROM = 8
_SMALLEST_WIDE = 4_096
_AT_A_TIME = 4_000_000


@dataclass(frozen=True, slots=True)
class _Run:
    """Postings of some stems next to each other: line by line the stem's place, its row, its worth."""

    stems: Rows
    rows: Rows
    worths: Worths


def merge_postings(parts: Sequence[Postings], new_row: Rows, *, size: int, drawer: Drawer) -> None:
    """Write the postings of ``size`` rows; ``new_row`` is by old row, -1 for those to be left out."""
    stems = sorted(set[str]().union(*(part.stems for part in parts)))
    places = {stem: place for place, stem in enumerate(stems)}
    sources = [_Source(part, [places[stem] for stem in part.stems]) for part in parts]
    with ExitStack() as files:
        names = ("stems.rows", "stems.worths", "stems.wide")
        writer = _Writer(size, *(files.enter_context(drawer.writing(name)) for name in names))
        for first, last in _runs(sources, len(stems)):
            runs = [source.run(first, last) for source in sources]
            writer.write(_renumbered(runs, new_row, size), first, last)
    writer.finish(stems, drawer)


class _Source:
    """One of the postings, its stems placed among those of all."""

    def __init__(self, postings: Postings, places: list[int]) -> None:
        self._postings = postings
        self.places = np.array(places, dtype=np.int64)
        self.counts = postings.counts

    def run(self, first: int, last: int) -> _Run:
        """What it has of the stems from ``first`` to before ``last``."""
        start, end = np.searchsorted(self.places, (first, last)).tolist()
        listed = slice(*self._postings.starts[[start, end]].tolist())
        stems = np.repeat(self.places[start:end], np.diff(self._postings.starts[start : end + 1]))
        runs = [_Run(stems, self._postings.rows[listed].astype(np.int64), self._postings.worths[listed])]
        runs += [self._wide(place) for place in range(start, end) if self._postings.wide_at[place] >= 0]
        return _together(runs)

    def _wide(self, place: int) -> _Run:
        worths = self._postings.wide[self._postings.wide_at[place]]
        rows = np.flatnonzero(worths)
        return _Run(np.full(len(rows), self.places[place]), rows, worths[rows])


class _Writer:
    """Writes run after run."""

    def __init__(self, size: int, rows: BinaryIO, worths: BinaryIO, wide: BinaryIO) -> None:  # noqa: PLR0917 - three files alike
        self._size = size
        self._rows, self._worths, self._wide = rows, worths, wide
        self._counts: list[Rows] = []
        self._is_wide: list[Flags] = []

    def write(self, run: _Run, first: int, last: int) -> None:
        """The stems from ``first`` to before ``last``, complete and in order."""
        counts = np.bincount(run.stems - first, minlength=last - first)
        is_wide = (counts * _WIDE_FROM > self._size) & (self._size >= _SMALLEST_WIDE)
        listed = ~is_wide[run.stems - first]
        self._rows.write(run.rows[listed].astype(np.uint32).data)
        self._worths.write(run.worths[listed].data)
        starts = np.cumsum(counts) - counts
        for place in np.flatnonzero(is_wide).tolist():
            its = slice(starts[place], starts[place] + counts[place])
            line = np.zeros(self._size, dtype=np.uint8)
            line[run.rows[its]] = run.worths[its]
            self._wide.write(line.data)
        self._counts.append(counts)
        self._is_wide.append(is_wide)

    def finish(self, stems: list[str], drawer: Drawer) -> None:
        """Write which stems they were; those that no row has any more are left out."""
        counts = np.concatenate([np.zeros(0, dtype=np.int64), *self._counts])
        is_wide = np.concatenate([np.zeros(0, dtype=np.bool_), *self._is_wide])
        kept = np.flatnonzero(counts)
        counts, is_wide = counts[kept], is_wide[kept]
        with drawer.writing("stems") as file:
            file.write("".join(f"{stems[place]}\n" for place in kept.tolist()).encode())
        put_array(drawer, "stems.counts", counts.astype(np.int32))
        put_array(drawer, "stems.starts", np.concatenate(([0], np.cumsum(np.where(is_wide, 0, counts)))))
        put_array(drawer, "stems.wide_at", np.where(is_wide, np.cumsum(is_wide) - 1, -1).astype(np.int32))


def _runs(sources: Sequence[_Source], stems: int) -> Iterator[tuple[int, int]]:
    """Runs of stems that have few enough postings to be held in memory."""
    counts = np.zeros(stems, dtype=np.int64)
    for source in sources:
        counts[source.places] += source.counts
    turns = np.cumsum(counts) // _AT_A_TIME
    edges = [0, *(np.flatnonzero(np.diff(turns)) + 1).tolist(), stems]
    return pairwise(edges) if stems else iter(())


def _together(runs: Sequence[_Run]) -> _Run:
    return _Run(
        np.concatenate([run.stems for run in runs]),
        np.concatenate([run.rows for run in runs]),
        np.concatenate([run.worths for run in runs]),
    )


def _renumbered(runs: Sequence[_Run], new_row: Rows, size: int) -> _Run:
    run = _together(runs)
    rows = new_row[run.rows]
    kept = np.flatnonzero(rows >= 0)
    order = kept[np.argsort(run.stems[kept] * size + rows[kept])]
    return _Run(run.stems[order], rows[order], run.worths[order])
