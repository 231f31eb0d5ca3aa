"""Very many short texts or packed values, one after the other, each read only when asked for."""

from array import array
from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import Content, Drawer, FileContent, get_array, put_array
from directory.matching.nearness import Rows

_AT_A_TIME = 20_000


class Pieces:
    """Pieces by number; those that came later lie in memory behind the first ones."""

    def __init__(
        self, content: Content | FileContent, starts: NDArray[np.int64], later: tuple[bytes, ...] = ()
    ) -> None:
        self._content = content
        self._starts = starts
        self._later = later
        self._first_later = len(starts) - 1

    @classmethod
    def of(cls, pieces: list[bytes]) -> "Pieces":
        """Pieces in memory."""
        content = BytesIO()
        writer = PieceWriter(content)
        writer.add(pieces)
        return cls(content.getvalue(), writer.starts)

    def __len__(self) -> int:
        """How many there are."""
        return self._first_later + len(self._later)

    def __getitem__(self, number: int) -> bytes:
        """One piece."""
        if number >= self._first_later:
            return self._later[number - self._first_later]
        start, end = self._starts[number : number + 2].tolist()
        return self._content[start:end]

    def text(self, number: int) -> str:
        """One piece that is text."""
        return self[number].decode()

    def texts(self, numbers: Rows) -> list[str]:
        """Several pieces that are text, quicker than one by one."""
        content, first_later = self._content, self._first_later
        rows = numbers.tolist()
        if self._later and rows and int(numbers.max()) >= first_later:
            return [self.text(row) for row in rows]
        bounds = zip(self._starts[numbers].tolist(), self._starts[numbers + 1].tolist(), strict=True)
        return [content[start:end].decode() for start, end in bounds]

    def appended(self, more: Iterable[bytes]) -> "Pieces":
        """These and more behind them."""
        return Pieces(self._content, self._starts, (*self._later, *more))

    def save(self, drawer: Drawer, name: str, numbers: Rows) -> None:
        """Write these pieces, in this order."""
        with drawer.writing(name) as file:
            writer = PieceWriter(file)
            for first in range(0, len(numbers), _AT_A_TIME):
                writer.add([self[number] for number in numbers[first : first + _AT_A_TIME].tolist()])
        put_array(drawer, f"{name}.starts", writer.starts)

    @classmethod
    def load(cls, drawer: Drawer, name: str, *, looked_up: bool = False) -> "Pieces":
        """As saved; ``looked_up`` when only few of them are ever asked for, and not by the thousand."""
        content = drawer.look_up(name) if looked_up else drawer.read(name)
        return cls(content, get_array(drawer, f"{name}.starts", np.int64))


class PieceWriter:
    """Writes pieces one after the other and remembers where each begins."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._starts = array("q", [0])

    def add(self, pieces: list[bytes]) -> None:
        """Some more."""
        end = self._starts[-1]
        for piece in pieces:
            end += len(piece)
            self._starts.append(end)
        self._file.write(b"".join(pieces))

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each piece begins, and where the last one ends."""
        return np.array(self._starts, dtype=np.int64)
