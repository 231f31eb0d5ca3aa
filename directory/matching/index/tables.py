"""Columns of numbers, one number per row in each; what every part of the index is put together from."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Drawer, Number, get_array, put_array
from directory.matching.nearness import Rows

Kinds = Mapping[str, type[np.generic]]


class Table:
    """Columns by name, all of one length, never changed."""

    def __init__(self, columns: Mapping[str, NDArray[np.generic]]) -> None:
        self._columns = dict(columns)

    def __len__(self) -> int:
        """How many rows."""
        return len(next(iter(self._columns.values())))

    @classmethod
    def of(cls, kinds: Kinds, rows: Sequence[tuple[object, ...]]) -> "Table":
        """From one tuple per row, its values in the order of ``kinds``."""
        columns: Iterable[tuple[object, ...]] = zip(*rows, strict=True) if rows else [()] * len(kinds)
        named = zip(kinds.items(), columns, strict=True)
        return cls({name: np.array(column, dtype=kind) for (name, kind), column in named})

    def column(self, name: str, kind: type[Number]) -> NDArray[Number]:
        """One column as numbers of its kind, not copied."""
        return self._columns[name].astype(kind, copy=False)

    def changed(self, name: str, column: NDArray[np.generic]) -> "Table":
        """The same with one column added or replaced."""
        return Table({**self._columns, name: column})

    def taken(self, rows: Rows) -> "Table":
        """These rows, in this order."""
        return Table({name: column[rows] for name, column in self._columns.items()})

    def save(self, drawer: Drawer, name: str) -> None:
        """Write every column."""
        for column_name, column in self._columns.items():
            put_array(drawer, f"{name}.{column_name}", column)

    @classmethod
    def load(cls, drawer: Drawer, name: str, kinds: Kinds) -> "Table":
        """As saved."""
        return cls({column: get_array(drawer, f"{name}.{column}", kind) for column, kind in kinds.items()})


def joined(tables: Sequence[Table], kinds: Kinds) -> Table:
    """One below the other."""
    return Table(
        {name: np.concatenate([table.column(name, kind) for table in tables]) for name, kind in kinds.items()}
    )
