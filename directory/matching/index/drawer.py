"""Where the arrays of an index lie: in files mapped into memory, or in memory for a small directory.

Both are written and read in the same way, so that what holds for one holds for the other.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from mmap import ACCESS_READ, MADV_WILLNEED, mmap
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias, TypeVar
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

Content: TypeAlias = bytes | mmap
Number = TypeVar("Number", bound=np.generic)


class FileContent:
    """An open file from which pieces are read, by any thread at once."""

    def __init__(self, path: Path) -> None:
        self._number = os.open(path, os.O_RDONLY)
        finalize(self, os.close, self._number)

    def __getitem__(self, part: slice) -> bytes:
        return os.pread(self._number, part.stop - part.start, part.start)


class Drawer(Protocol):
    """Named contents, each written once."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a content; it is there when the block ends."""
        ...

    def read(self, name: str) -> Content:
        """As written; ``OSError`` when there is none."""
        ...

    def look_up(self, name: str) -> "Content | FileContent":
        """The same, for contents of which only a little is ever looked at."""
        ...

    def remove(self, name: str) -> None:
        """Forget a content; whoever still reads it can go on."""
        ...


class MemoryDrawer:
    """Contents that end with the process."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Keep what is written."""
        content = BytesIO()
        yield content
        self._contents[name] = content.getvalue()

    def read(self, name: str) -> Content:
        """As kept."""
        return self._contents[name]

    def look_up(self, name: str) -> Content:
        """As kept."""
        return self._contents[name]

    def remove(self, name: str) -> None:
        """Forget it."""
        del self._contents[name]


class FolderDrawer:
    """Contents as files; they are on the disk, not only on their way to it, when a block ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Write a file."""
        with (self._folder / name).open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def read(self, name: str) -> Content:
        """Map a file: only what is looked at is brought into memory; the disk may begin to read ahead."""
        with (self._folder / name).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return b""  # nothing cannot be mapped
            content = mmap(file.fileno(), 0, access=ACCESS_READ)
        content.madvise(MADV_WILLNEED)
        return content

    def look_up(self, name: str) -> "FileContent":
        """Open a file: what is looked at does not stay in memory."""
        return FileContent(self._folder / name)

    def remove(self, name: str) -> None:
        """Delete a file."""
        (self._folder / name).unlink()


def put_array(drawer: Drawer, name: str, array: NDArray[Number]) -> None:
    """Write the numbers of an array; whoever reads it knows their type."""
    with drawer.writing(name) as file:
        file.write(np.ascontiguousarray(array).data)


def get_array(drawer: Drawer, name: str, kind: type[Number]) -> NDArray[Number]:
    """The array under that name; ``ValueError`` when it ends in the middle of a number."""
    return np.frombuffer(drawer.read(name), dtype=kind)
