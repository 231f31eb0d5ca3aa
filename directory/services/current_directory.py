"""The search index as it is now: built from the store, swapped whole when the store's revision has moved."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from directory.matching.reading import PreparedService
from directory.matching.search_index import DirectoryIndex
from directory.matching.suggesting import Matchmaker
from directory.services.garbage import no_garbage_yet
from directory.storage.ports import Store

_PREPARED_AT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The directory at one revision; what matching has read of it grows with the neighbourhoods asked for."""

    index: DirectoryIndex
    revision: int
    _prepared: dict[str, PreparedService] = field(default_factory=dict)

    def prepare(self, service_ids: Collection[str], matchmaker: Matchmaker) -> Mapping[str, PreparedService]:
        """What these listings say, by id; each is read by matching once."""
        missing = [self.index.get(key) for key in service_ids if key not in self._prepared]
        if len(self._prepared) + len(missing) > _PREPARED_AT_MOST:
            self._prepared.clear()
            missing = [self.index.get(key) for key in service_ids]
        prepared = matchmaker.prepare_many(missing)
        self._prepared.update((one.service.id, one) for one in prepared)
        return {key: self._prepared[key] for key in service_ids}


class CurrentDirectory:
    """Hands out the newest snapshot; ``known_words`` are rightly spelt though no listing has them.

    Safe to share between threads.
    """

    def __init__(self, store: Store, known_words: Callable[[], Iterable[str]] = tuple) -> None:
        self._store = store
        self._known_words = known_words
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Build anew when the store has moved; while one thread builds, the others use the last one."""
        snapshot = self._snapshot
        with self._store.reading() as shelves:
            revision = shelves.services.revision()
        if snapshot and snapshot.revision == revision:
            return snapshot
        if not self._lock.acquire(blocking=snapshot is None):
            return self._last()
        try:
            return self._build()
        finally:
            self._lock.release()

    def _build(self) -> Snapshot:
        with self._store.reading() as shelves:
            revision = shelves.services.revision()
            if self._snapshot is None or self._snapshot.revision != revision:
                with no_garbage_yet():
                    index = DirectoryIndex.build(
                        shelves.services.all(), revision, known_words=self._known_words()
                    )
                self._snapshot = Snapshot(index, revision)
        return self._snapshot

    def _last(self) -> Snapshot:
        return self._snapshot or self._build()
