"""The index on disk: opened when it is there, built when it is not, tidied when it has grown untidy."""

import shutil
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import numpy as np

from directory.matching.index.analysis import FIELD_WEIGHTS, USUAL_LENGTHS
from directory.matching.index.collecting import lay_out
from directory.matching.index.drawer import FolderDrawer
from directory.matching.index.folders import Facts, clear_folders, make_folder, read_facts_of
from directory.matching.index.packing import model_digest
from directory.matching.index.row_notes import RowNotes, RowNotesMaker
from directory.matching.nearness import Rows
from directory.matching.search_index import DirectoryIndex
from directory.model.service import Service

# To be raised when something is kept in another way than before.
_FORMAT = 1
_NOTES = ".notes"


class IndexKeeper:
    """Keeps the index of one directory under a folder, and beside it the notes of its rows.

    ``directory`` is the name that its database gave itself. Everything here is made from the store and is
    never the only copy; several processes may keep theirs in one folder.
    """

    def __init__(
        self, root: Path, directory: str, known_words: Callable[[], Collection[str]] = frozenset
    ) -> None:
        self._root = root
        self._directory = directory
        self._known_words = known_words

    def open(self, revision: int) -> DirectoryIndex | None:
        """The newest whole index that is not ahead of the store; None when there is none of our making."""
        for found, folder in sorted(self._kept(), reverse=True):
            # A revision that the store has not reached is from before it was put back from a copy.
            if found <= revision:
                with suppress(OSError, ValueError):
                    return self._read(folder, found)
        return None

    def build(self, services: Iterable[Service], revision: int) -> DirectoryIndex:
        """From all services; takes as long as it takes."""
        return self._make(revision, lambda drawer: lay_out(services, drawer))

    def tidy(self, index: DirectoryIndex, maker: RowNotesMaker | None = None) -> DirectoryIndex:
        """The same answers from an index newly laid out; notes that there are come along."""
        rows = index.tidy_rows()
        tidied = self._make(index.revision, lambda drawer: index.tidy_into(drawer, rows))
        if maker and index.notes:
            return replace(tidied, notes=_keep_notes(tidied, index.notes, rows, maker=maker))
        return tidied

    def note(self, index: DirectoryIndex, maker: RowNotesMaker) -> DirectoryIndex:
        """With notes of every row: read back, or made and kept; those of later rows are made each time."""
        notes = _read_notes(index, maker)
        if notes is None:
            settled = np.arange(index.settled_rows)
            made = maker.build(index.services_of(settled.tolist()))
            notes = _keep_notes(index, made, settled, maker=maker)
        for services in index.services_of(range(index.settled_rows, index.row_count)):
            notes = notes.appended(services)
        return replace(index, notes=notes)

    def _kept(self) -> list[tuple[int, Path]]:
        folders = self._root.glob(f"{self._directory}-*") if self._root.exists() else ()
        found = [(read_facts_of(folder), folder) for folder in folders if folder.suffix != _NOTES]
        return [
            (int(facts["revision"]), folder) for facts, folder in found if facts and facts["make"] == _make()
        ]

    def _make(self, revision: int, fill: Callable[[FolderDrawer], None]) -> DirectoryIndex:
        folder = self._root / f"{self._directory}-{revision}-{uuid4().hex[:8]}"
        facts: Facts = {"make": _make(), "revision": revision}
        make_folder(folder, facts, lambda new: fill(FolderDrawer(new)))
        names = {folder.name, _notes_of(folder).name}
        clear_folders(self._root, lambda one: one.name in names or not one.name.startswith(self._directory))
        return self._read(folder, revision)

    def _read(self, folder: Path, revision: int) -> DirectoryIndex:
        index = DirectoryIndex.read(FolderDrawer(folder), revision)
        return replace(index, known_words=self._known_words, place=folder)


def _notes_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _NOTES)


def _keep_notes(index: DirectoryIndex, notes: RowNotes, rows: Rows, *, maker: RowNotesMaker) -> RowNotes:
    if index.place is None:
        return notes
    folder = _notes_of(index.place)
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder, {"make": maker.version}, lambda new: notes.save(new, rows))
    return maker.load(folder)


def _read_notes(index: DirectoryIndex, maker: RowNotesMaker) -> RowNotes | None:
    folder = index.place and _notes_of(index.place)
    if folder and read_facts_of(folder) == {"make": maker.version}:
        with suppress(OSError, ValueError):
            notes = maker.load(folder)
            return notes if len(notes) == index.settled_rows else None
    return None


def _make() -> str:
    """Another make, another way of reading listings: such an index is built anew."""
    parts = (_FORMAT, sys.byteorder, model_digest(), FIELD_WEIGHTS, USUAL_LENGTHS, version("tantivy"))
    return sha256(repr(parts).encode()).hexdigest()
