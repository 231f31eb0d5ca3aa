"""What was read of very many listings, one field after the other, as a few arrays instead of many objects.

A column of any kind is packed from a field's values in the order of the rows, gives each value back as it was
(vectors all but), and is joined, thinned, saved and read back without looking at the values again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Drawer, get_array, put_array
from directory.matching.meaning import DIMENSIONS, Vectors, products
from directory.matching.nearness import Floats, Rows
from directory.matching.prepared.tables import Numbers, Table, Value

_FULL = 127


class Column(Protocol):
    """One field of every row."""

    def __len__(self) -> int:
        """How many rows."""
        ...

    def at(self, row: int) -> object:
        """The field of one row."""
        ...

    def joined(self, others: Sequence[Self]) -> Self:
        """This column with the rows of others behind it."""
        ...

    def taken(self, rows: Rows) -> Self:
        """Only these rows, in this order."""
        ...

    def save(self, drawer: Drawer, name: str) -> None:
        """Write it."""
        ...


@dataclass(frozen=True, slots=True)
class ValueColumn(Generic[Value]):
    """Values of which many rows have the same: a number each."""

    table: Table[Value]
    numbers: Numbers

    @classmethod
    def pack(cls, values: Iterable[Value]) -> Self:
        """Number the values."""
        table: Table[Value] = Table()
        return cls(table, table.numbers(values))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.numbers)

    def at(self, row: int) -> Value:
        """The value itself."""
        return self.table[int(self.numbers[row])]

    def judged(self, rows: Rows, judge: Callable[[Value], float]) -> Floats:
        """By row, what the judge makes of its value; each different value is judged once."""
        numbers = self.numbers[rows]
        seen = np.flatnonzero(np.bincount(numbers, minlength=1))
        worths = np.zeros(len(self.table))
        worths[seen] = [judge(self.table[number]) for number in seen.tolist()]
        return worths[numbers]

    def joined(self, others: Sequence[Self]) -> Self:
        """The others' values are numbered on in this column's table."""
        more = [self.table.numbers(other.table)[other.numbers] for other in others]
        return type(self)(self.table, np.concatenate((self.numbers, *more)))

    def taken(self, rows: Rows) -> Self:
        """Some rows."""
        return type(self)(self.table, self.numbers[rows])

    def save(self, drawer: Drawer, name: str) -> None:
        """Write table and numbers."""
        self.table.save(drawer, f"{name}.table")
        put_array(drawer, name, self.numbers)

    @classmethod
    def load(cls, drawer: Drawer, name: str) -> Self:
        """As saved."""
        return cls(Table.load(drawer, f"{name}.table"), get_array(drawer, name, np.int32))


@dataclass(frozen=True, slots=True)
class MarkColumn:
    """A number for each text by which the same one is known again, not the text itself."""

    numbers: NDArray[np.uint32]

    @staticmethod
    def mark(text: str) -> int:
        """Different for different texts, but for one in some thousand million."""
        return crc32(text.encode())

    @classmethod
    def pack(cls, values: Iterable[str]) -> Self:
        """Mark the texts."""
        return cls(np.fromiter((cls.mark(value) for value in values), dtype=np.uint32))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.numbers)

    def at(self, row: int) -> int:
        """The mark of one row."""
        return int(self.numbers[row])

    def joined(self, others: Sequence[Self]) -> Self:
        """All rows one after the other."""
        return type(self)(np.concatenate((self.numbers, *(other.numbers for other in others))))

    def taken(self, rows: Rows) -> Self:
        """Some rows."""
        return type(self)(self.numbers[rows])

    def save(self, drawer: Drawer, name: str) -> None:
        """Write the numbers."""
        put_array(drawer, name, self.numbers)

    @classmethod
    def load(cls, drawer: Drawer, name: str) -> Self:
        """As saved."""
        return cls(get_array(drawer, name, np.uint32))


@dataclass(frozen=True, slots=True)
class VectorColumn:
    """Vectors in a quarter of their room: each number is rounded to a 127th of the largest in its row."""

    parts: NDArray[np.int8]
    scales: Vectors

    @classmethod
    def pack(cls, values: Sequence[Vectors]) -> Self:
        """Round the vectors."""
        rows = np.asarray(values, dtype=np.float32).reshape(-1, DIMENSIONS)
        scales = np.maximum(np.abs(rows).max(axis=1, initial=0.0), np.finfo(np.float32).tiny) / _FULL
        return cls(np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.scales)

    def at(self, row: int) -> Vectors:
        """The vector, all but its last digits."""
        vector: Vectors = self.parts[row] * self.scales[row]
        return vector

    def likeness(self, rows: Rows, vectors: Vectors) -> Vectors:
        """By row and vector, their product."""
        product: Vectors = products(self.parts[rows], vectors) * self.scales[rows, None]
        return product

    def joined(self, others: Sequence[Self]) -> Self:
        """All rows one after the other."""
        return type(self)(
            np.concatenate((self.parts, *(other.parts for other in others))),
            np.concatenate((self.scales, *(other.scales for other in others))),
        )

    def taken(self, rows: Rows) -> Self:
        """Some rows."""
        return type(self)(self.parts[rows], self.scales[rows])

    def save(self, drawer: Drawer, name: str) -> None:
        """Write both arrays."""
        put_array(drawer, name, self.parts)
        put_array(drawer, f"{name}.scales", self.scales)

    @classmethod
    def load(cls, drawer: Drawer, name: str) -> Self:
        """As saved."""
        parts = get_array(drawer, name, np.int8).reshape(-1, DIMENSIONS)
        return cls(parts, get_array(drawer, f"{name}.scales", np.float32))
