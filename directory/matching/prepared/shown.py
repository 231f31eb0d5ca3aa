"""Names with the strength and the place at which each row shows them."""

from collections.abc import Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from directory.matching.aboutness import Shown
from directory.matching.index.drawer import Drawer, get_array, put_array
from directory.matching.nearness import Floats, Rows
from directory.matching.prepared.tables import Numbers, Table

Places = NDArray[np.uint32]

# A place is where the words begin and, in the last bits, how long they are.
_LENGTH_BITS = 10
_LONGEST = (1 << _LENGTH_BITS) - 1
_FURTHEST = (1 << (32 - _LENGTH_BITS)) - 1
# A strength is kept in so many parts of one: multiples of a twentieth come back as they were.
_PARTS = 32_000
_STRONGEST = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Found:
    """By find: which of the rows asked about, the number of the name found there, and how strong it is."""

    asked: Rows
    names: Numbers
    strengths: Floats


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """Mappings from names to what shows them; ``entries`` are the numbers of names and parts of strength."""

    names: Table[str]
    entries: csr_array
    places: Places

    @classmethod
    def pack(cls, values: Sequence[Mapping[str, Shown]]) -> Self:
        """Number the names, round the strengths."""
        names: Table[str] = Table()
        which = names.numbers(name for row in values for name in row)
        shown = [one for row in values for one in row.values()]
        strengths = np.array([one.strength for one in shown], dtype=np.float64)
        how = np.clip(np.rint(strengths * _PARTS), 0, _STRONGEST).astype(np.uint16)
        bounds = np.cumsum([0, *map(len, values)], dtype=np.int32)
        places = np.array([_place(one) for one in shown], dtype=np.uint32)
        return cls(names, _entries(how, which, bounds), places)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.entries.indptr) - 1

    def at(self, row: int) -> "ShownRow":
        """The mapping of one row."""
        return ShownRow(self, row)

    def shown(self, entry: int) -> Shown:
        """What one entry stands for."""
        place = int(self.places[entry])
        start = place >> _LENGTH_BITS
        return Shown(int(self.entries.data[entry]) / _PARTS, start, start + (place & _LONGEST))

    def find(self, rows: Rows, wanted: NDArray[np.bool_]) -> Found:
        """The entries of these rows whose names are wanted; ``wanted`` has a flag for each number."""
        some = self.entries[rows]
        hits = np.flatnonzero(wanted[some.indices])
        asked = np.searchsorted(some.indptr, hits, side="right") - 1
        return Found(asked, some.indices[hits], some.data[hits] / _PARTS)

    def joined(self, others: Sequence[Self]) -> Self:
        """The others' names are numbered on in this column's table."""
        all_entries = [self.entries]
        for other in others:
            which = self.names.numbers(other.names)[other.entries.indices]
            all_entries.append(_entries(other.entries.data, which, other.entries.indptr))
        places = np.concatenate((self.places, *(other.places for other in others)))
        return type(self)(self.names, _stacked(all_entries), places)

    def taken(self, rows: Rows) -> Self:
        """Some rows."""
        places = csr_array((self.places, self.entries.indices, self.entries.indptr), self.entries.shape)
        return type(self)(self.names, self.entries[rows], places[rows].data)

    def save(self, drawer: Drawer, name: str) -> None:
        """Write table and arrays."""
        self.names.save(drawer, f"{name}.names")
        put_array(drawer, f"{name}.which", self.entries.indices)
        put_array(drawer, f"{name}.how", self.entries.data)
        put_array(drawer, f"{name}.bounds", self.entries.indptr)
        put_array(drawer, f"{name}.places", self.places)

    @classmethod
    def load(cls, drawer: Drawer, name: str) -> Self:
        """As saved."""
        entries = _entries(
            get_array(drawer, f"{name}.how", np.uint16),
            get_array(drawer, f"{name}.which", np.int32),
            get_array(drawer, f"{name}.bounds", np.int32),
        )
        return cls(
            Table.load(drawer, f"{name}.names"),
            entries,
            get_array(drawer, f"{name}.places", np.uint32),
        )


class ShownRow(Mapping[str, Shown]):
    """What one row shows; only what is asked for is made."""

    __slots__ = ("_column", "_entries")

    def __init__(self, column: ShownColumn, row: int) -> None:
        first, end = column.entries.indptr[row : row + 2].tolist()
        names = column.names.values_of(column.entries.indices[first:end].tolist())
        self._column = column
        self._entries: dict[str, int] = dict(zip(names, range(first, end), strict=True))

    def __len__(self) -> int:
        """How many names."""
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were read."""
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        """Whether the name is shown at all."""
        return name in self._entries

    def __getitem__(self, name: str) -> Shown:
        """What shows that name."""
        return self._column.shown(self._entries[name])

    def keys(self) -> KeysView[str]:
        """The names, as a set that is there already."""
        return self._entries.keys()

    def get(self, name: str, default: Shown | None = None) -> Shown | None:  # type: ignore[override]
        """The same, or nothing: asked so often that raising and catching an error would cost too much."""
        entry = self._entries.get(name)
        return default if entry is None else self._column.shown(entry)


def _place(shown: Shown) -> int:
    length = min(shown.end - shown.start, _LONGEST)
    return min(max(shown.start, 0), _FURTHEST) << _LENGTH_BITS | length


def _entries(how: NDArray[np.uint16], which: Numbers, bounds: Numbers) -> csr_array:
    # The width is that of any table, which grows while the array stays.
    return csr_array((how, which, bounds), shape=(len(bounds) - 1, np.iinfo(np.int32).max))


def _stacked(parts: Sequence[csr_array]) -> csr_array:
    before = np.cumsum([0, *(part.nnz for part in parts[:-1])])
    bounds = [part.indptr[1:] + first for part, first in zip(parts, before, strict=True)]
    return _entries(
        np.concatenate([part.data for part in parts]),
        np.concatenate([part.indices for part in parts]),
        np.concatenate([[0], *bounds]).astype(np.int32),
    )
