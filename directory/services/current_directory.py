"""The search index as it is now: carried on when listings change, read from disk at the start, or built."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from directory.matching.index.keeping import IndexKeeper
from directory.matching.index.row_notes import RowNotesMaker
from directory.matching.reading import PreparedService
from directory.matching.search_index import DirectoryIndex
from directory.matching.suggesting import Matchmaker
from directory.services.garbage import no_garbage_yet
from directory.storage.ports import Store, Transaction

_PREPARED_AT_MOST = 5_000
# When more has changed than this, and than a share of all there is, everything is read anew.
_FEW_CHANGES, _FEW_OF_ALL = 1_000, 4
# An index with more old and late rows than this, and than a share of all rows, is laid out anew.
_UNTIDY, _UNTIDY_OF_ALL = 500, 50
_PATIENCE_SECONDS, _FOREVER = 2.0, -1.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The directory at one revision; what matching has read of it grows with the neighbourhoods asked for."""

    index: DirectoryIndex
    _prepared: dict[int, PreparedService] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """The store's."""
        return self.index.revision

    def prepare(self, rows: Iterable[int], matchmaker: Matchmaker) -> Mapping[int, PreparedService]:
        """What the listings of these rows say; each is read by matching once."""
        known = self._prepared
        found = {row: known.get(row) for row in rows}
        missing = [row for row, one in found.items() if one is None]
        read = matchmaker.prepare_many(map(self.index.service_at, missing))
        new = dict(zip(missing, read, strict=True))
        if len(known) + len(new) > _PREPARED_AT_MOST:
            known.clear()
        known.update(new)
        # Another session may have cleared what is kept in the meantime: the answer stands by itself.
        return {row: one for row, one in found.items() if one} | new


class CurrentDirectory:
    """Hands out the newest snapshot. Safe to share between threads.

    ``known_words`` are rightly spelt though no listing has them; they and the maker of ``notes`` (what
    matching keeps of every listing) are made when first asked for. Without a ``folder`` the index is built
    at every start.
    """

    def __init__(
        self,
        store: Store,
        known_words: Callable[[], Collection[str]] = frozenset,
        *,
        folder: Path | None = None,
        notes: Callable[[], RowNotesMaker] | None = None,
    ) -> None:
        self._store = store
        self._known_words = known_words
        self._folder = folder
        self._notes = notes
        self._lock = Lock()
        self._upkeep = Lock()
        self._keeper: IndexKeeper | None = None
        self._snapshot: Snapshot | None = None
        self._is_building = False

    def snapshot(self) -> Snapshot:
        """Catch up when the store has moved, which is soon done; while all is read anew, use the last one."""
        snapshot = self._snapshot
        with self._store.reading() as shelves:
            revision = shelves.services.revision()
        if snapshot and snapshot.revision == revision:
            return snapshot
        patience = _FOREVER if snapshot is None else 0 if self._is_building else _PATIENCE_SECONDS
        if not self._lock.acquire(timeout=patience):
            return self._snapshot or self.snapshot()
        try:
            return self._caught_up(self._snapshot.index if self._snapshot else None)
        finally:
            self._lock.release()

    def upkeep(self) -> None:
        """Note all listings for matching, and lay the index out anew when it is due.

        Nobody waits for it but its caller: a thread of its own, now and then.
        """
        with self._upkeep:
            index, keeper = self.snapshot().index, self._keeper
            is_due = index.untidiness > max(_UNTIDY, index.row_count // _UNTIDY_OF_ALL)
            is_unnoted = self._notes is not None and index.notes is None
            if keeper is None or not (is_due or is_unnoted):
                return
            maker = self._notes() if self._notes else None
            if maker and is_unnoted:
                # Before tidying, which takes the notes along: to make them all again is the dearest of all.
                index = self._swap(keeper.note(index, maker))
            if is_due:
                self._swap(keeper.tidy(index, maker))

    def _swap(self, index: DirectoryIndex) -> DirectoryIndex:
        """What has changed while it was made is added before anyone sees it."""
        with self._lock:
            return self._caught_up(index).index

    def _caught_up(self, index: DirectoryIndex | None) -> Snapshot:
        with self._store.reading() as shelves, no_garbage_yet():
            known = index or self._opened(shelves)
            current = (known and _carried_on(known, shelves)) or self._built(shelves)
            if self._snapshot is None or self._snapshot.index is not current:
                self._snapshot = Snapshot(current)
        return self._snapshot

    def _opened(self, shelves: Transaction) -> DirectoryIndex | None:
        if self._folder is None:
            return None
        directory = shelves.settings.get("directory")
        self._keeper = IndexKeeper(self._folder, directory, self._known_words)
        return self._keeper.open(shelves.services.revision())

    def _built(self, shelves: Transaction) -> DirectoryIndex:
        services, revision = shelves.services.all(), shelves.services.revision()
        self._is_building = True
        try:
            if self._keeper:
                return self._keeper.build(services, revision)
            return replace(DirectoryIndex.build(services, revision), known_words=self._known_words)
        finally:
            self._is_building = False


def _carried_on(index: DirectoryIndex, shelves: Transaction) -> DirectoryIndex | None:
    """The index with what has changed since; None when so much has that it is built anew.

    So it is when the store is not the one it was: put back from a copy, it is behind the index, or other
    listings are in it.
    """
    services, revision = shelves.services, shelves.services.revision()
    changed = services.changed_since(index.revision)
    if index.revision > revision or len(changed) > max(_FEW_CHANGES, index.row_count // _FEW_OF_ALL):
        return None
    if changed or index.revision != revision:
        saved = services.find(changed)
        index = index.changed(saved.values(), changed - saved.keys(), revision)
    return index if index.services_known == services.count() else None
