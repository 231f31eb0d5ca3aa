"""Every listing as matching has read it, by row: built or read back once, then carried on row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from directory.matching.index.drawer import FolderDrawer
from directory.matching.lexicon import Lexicon
from directory.matching.nearness import Rows
from directory.matching.prepared.aspects import Outlines
from directory.matching.prepared.everywhere import Everywhere
from directory.matching.prepared.packed import LINKING, PackedServices
from directory.matching.prepared.packing_aside import pack, pack_all
from directory.matching.reading import PreparedService
from directory.model.service import Service

_CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows that follow each other, from ``first`` on, and those of them that are offered everywhere.

    ``everywhere_wanting`` are those of these that would like help; row numbers count from the first.
    """

    first: int
    packed: PackedServices
    everywhere: Everywhere
    everywhere_wanting: Everywhere

    @classmethod
    def of(cls, first: int, packed: PackedServices) -> Self:
        """Find out who is offered everywhere."""
        columns = [packed.shown[name] for name in LINKING]
        rows = np.flatnonzero(packed.flags("everywhere", np.arange(len(packed))))
        wanting = rows[packed.flags("wants_help", rows)]
        return cls(first, packed, Everywhere.of(columns, rows), Everywhere.of(columns, wanting))


@dataclass(frozen=True, slots=True)
class PreparedRows:
    """What the first reading packed, and what came later; fixed once made, safe for many threads."""

    lexicon: Lexicon
    outlines: Outlines
    parts: tuple[Part, ...]

    def __len__(self) -> int:
        """How many rows."""
        return sum(len(part.packed) for part in self.parts)

    def listing(self, row: int, service: Service) -> PreparedService:
        """The listing of one row, put together again."""
        part = next(part for part in reversed(self.parts) if row >= part.first)
        return part.packed.listing(row - part.first, service)

    def marks(self, name: str, rows: Rows) -> NDArray[np.uint32]:
        """The marks of these rows."""
        found = np.zeros(len(rows), dtype=np.uint32)
        for part in self.parts:
            inside = np.flatnonzero((rows >= part.first) & (rows < part.first + len(part.packed)))
            found[inside] = part.packed.marks[name].numbers[rows[inside] - part.first]
        return found

    def appended(self, services: Sequence[Service]) -> "PreparedRows":
        """These rows and the next; the first reading stays where it is."""
        first, *later = self.parts
        new = pack(services, self.lexicon)
        tail = later[0].packed.joined([new]) if later else new
        return PreparedRows(self.lexicon, self.outlines, (first, Part.of(len(first.packed), tail)))

    def save(self, folder: Path, rows: Rows) -> None:
        """Write these rows, in this order."""
        first, *later = (part.packed for part in self.parts)
        whole = first.joined(later) if later else first
        is_all = len(rows) == len(whole) and bool((rows == np.arange(len(whole))).all())
        (whole if is_all else whole.taken(rows)).save(FolderDrawer(folder))


class PreparedRowsMaker:
    """Reads every listing with one vocabulary, of which ``version`` is the digest.

    Very many are read in other processes, which need the ``vocabulary`` folder.
    """

    def __init__(self, lexicon: Lexicon, version: str, vocabulary: Path | None = None) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self.version = version

    def build(self, services: Iterable[Sequence[Service]]) -> PreparedRows:
        """Read them all."""
        packed = pack_all(services, self._lexicon, self._vocabulary)
        first = next(packed, None) or PackedServices.pack(())
        return self._rows(first.joined(list(packed)))

    def pack(self, prepared: Sequence[PreparedService]) -> PreparedRows:
        """Of listings that have been read already."""
        return self._rows(PackedServices.pack(prepared))

    def load(self, folder: Path) -> PreparedRows:
        """Read back what was saved."""
        return self._rows(PackedServices.load(FolderDrawer(folder)))

    def _rows(self, packed: PackedServices) -> PreparedRows:
        return PreparedRows(self._lexicon, Outlines(self._lexicon), (Part.of(0, packed),))


def digest_of(vocabulary: Path) -> str:
    """Another one whenever a listing might be read in another way: by other words or by other rules."""
    digest = sha256()
    for file in (*sorted(vocabulary.glob("*.toml")), *sorted(_CODE.rglob("*.py"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
