"""Values with numbers, so that an array of numbers can stand for them."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from pickle import HIGHEST_PROTOCOL, Pickler, Unpickler, UnpicklingError
from threading import Lock
from typing import Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Drawer

Value = TypeVar("Value", bound=Hashable)
Numbers = NDArray[np.int32]

_OURS = ("directory.matching.", "directory.model.")
_PLAIN = {("builtins", "frozenset"): frozenset, ("datetime", "date"): date}


class Table(Generic[Value]):
    """Values numbered from zero as they come; it only ever grows, so that a number once given stays right.

    Safe to share between threads.
    """

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._values = list(dict.fromkeys(values))
        self._numbers = {value: number for number, value in enumerate(self._values)}
        self._growing = Lock()

    def __reduce__(self) -> tuple[type[Self], tuple[list[Value]]]:
        """Between processes the values alone are sent."""
        return type(self), (list(self),)

    def __len__(self) -> int:
        """How many different values."""
        return len(self._values)

    def __getitem__(self, number: int) -> Value:
        """The value of a number."""
        return self._values[number]

    def values_of(self, numbers: Iterable[int]) -> Iterator[Value]:
        """The values of many numbers."""
        return map(self._values.__getitem__, numbers)

    def __iter__(self) -> Iterator[Value]:
        """All values, in the order of their numbers."""
        return iter(tuple(self._values))

    def find(self, value: Value) -> int | None:
        """The number of a value, if it has one."""
        return self._numbers.get(value)

    def numbers(self, values: Iterable[Value]) -> Numbers:
        """The numbers of these values, new ones for new values."""
        known = self._numbers
        return np.fromiter(
            (known[value] if value in known else self._add(value) for value in values), dtype=np.int32
        )

    def _add(self, value: Value) -> int:
        with self._growing:
            if value not in self._numbers:
                self._values.append(value)
                self._numbers[value] = len(self._values) - 1
            return self._numbers[value]

    def save(self, drawer: Drawer, name: str) -> None:
        """Write the values."""
        with drawer.writing(name) as file:
            Pickler(file, HIGHEST_PROTOCOL).dump(list(self))

    @classmethod
    def load(cls, drawer: Drawer, name: str) -> Self:
        """As saved; ``ValueError`` when it is not."""
        try:
            return cls(_OursAlone(BytesIO(drawer.read(name))).load())
        except (UnpicklingError, EOFError, TypeError, AttributeError, ImportError, IndexError) as fault:
            raise ValueError(name) from fault


class _OursAlone(Unpickler):
    """Makes plain values and those of Kith's own dataclasses and enumerations, and fails at anything else."""

    def find_class(self, module: str, name: str) -> object:
        plain = _PLAIN.get((module, name))
        if plain is not None:
            return plain
        if module.startswith(_OURS):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise UnpicklingError(name)
