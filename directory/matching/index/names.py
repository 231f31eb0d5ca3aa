"""Which rows are called what was typed, and in which order names are filed."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from directory.matching.index.naming import digest
from directory.matching.index.pieces import Pieces
from directory.matching.nearness import Floats, Rows

_NEARLY_THE_NAME = 88.0

Filed = tuple[str, str]
"""The key of a name, by which it is filed, and the id that tells two of one name apart."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Rows by the number that stands for a text; the few that came later are all looked at each time."""

    digests: NDArray[np.uint64]
    order: Rows
    in_order: NDArray[np.uint64]

    @classmethod
    def of(cls, digests: NDArray[np.uint64]) -> "Digests":
        """By row."""
        order = np.argsort(digests, kind="stable")
        return cls(digests, order, digests[order])

    def rows_of(self, text_digest: int) -> Rows:
        """The rows that have it, rising."""
        wanted = np.uint64(text_digest)
        start = np.searchsorted(self.in_order, wanted)
        end = np.searchsorted(self.in_order, wanted, side="right")
        known = len(self.order)
        later = known + np.flatnonzero(self.digests[known:] == wanted)
        return np.concatenate((self.order[start:end], later))


class FilingOrder:
    """``ranks`` by row: the lower, the earlier in the alphabet; ``rows`` as they are filed.

    The first rows are ranked 0, 1, 2 and so on; those that come later get ranks between them.
    """

    def __init__(self, ranks: Floats, later: Sequence[tuple[int, Filed]] = ()) -> None:
        """``later`` says of each later row before which of the first ones it is filed, and as what."""
        known = len(ranks) - len(later)
        self._filed: Rows = np.empty(known, dtype=np.int64)
        self._filed[ranks[:known].astype(np.int64)] = np.arange(known)
        self._later = tuple(later)
        in_order = sorted(range(len(later)), key=later.__getitem__)
        # Ranks of later rows lie between those of the row before and the row after, evenly.
        self.ranks: Floats = ranks.copy() if later else ranks
        for turn, place in enumerate(in_order, start=1):
            self.ranks[known + place] = later[place][0] - 1 + turn / (len(later) + 1)
        before = [later[place][0] for place in in_order]
        self.rows: Rows = np.insert(self._filed, before, known + np.array(in_order, dtype=np.int64))

    def appended(self, more: Sequence[Filed], keys: Pieces, ids: Pieces) -> "FilingOrder":
        """The order with more rows; ``keys`` and ``ids`` are those of the rows before."""
        shelf = _Shelf(self._filed, keys, ids)
        later = [*self._later, *((bisect_left(shelf, filed), filed) for filed in more)]
        return FilingOrder(np.append(self.ranks, np.zeros(len(more))), later)


class _Shelf(Sequence[Filed]):
    """The first rows as they are filed, each read only when it is looked at."""

    def __init__(self, rows: Rows, keys: Pieces, ids: Pieces) -> None:
        self._rows = rows
        self._keys, self._ids = keys, ids

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, rank: int) -> Filed:  # type: ignore[override]  # never sliced
        row = int(self._rows[rank])
        return self._keys.text(row), self._ids.text(row)


@dataclass(frozen=True, slots=True)
class Names:
    """Rows by their own name and by their organisation's."""

    keys: Pieces
    own: Digests
    organizations: Digests

    def carried_on(self, keys: Pieces, own: NDArray[np.uint64], organizations: NDArray[np.uint64]) -> "Names":
        """For rows that begin with these."""
        return Names(keys, replace(self.own, digests=own), replace(self.organizations, digests=organizations))

    def called(self, keys: Iterable[str]) -> Rows:
        """Rows whose own name, or whose organisation's, is one of these as it is filed."""
        found = [rows for key in keys for rows in self._rows_of(digest(key))]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def named(self, keys: Iterable[str]) -> Rows:
        """Rows whose own name is one of these."""
        found = [self.own.rows_of(digest(key)) for key in keys]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def nearly_called(self, keys: Iterable[str], rows: Rows) -> Rows:
        """Those of the rows whose name is nearly one of these; each of the rows is read."""
        own = self.keys.texts(rows)
        alike = {
            place
            for key in keys
            for _, _, place in process.extract(
                key, own, scorer=fuzz.ratio, score_cutoff=_NEARLY_THE_NAME, limit=None
            )
        }
        return rows[sorted(alike)]

    def _rows_of(self, key: int) -> tuple[Rows, Rows]:
        return self.own.rows_of(key), self.organizations.rows_of(key)
