"""All services, one at a time, into what is kept of them."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import islice

import numpy as np

from directory.matching.index.analysis import Analysis
from directory.matching.index.drawer import Drawer
from directory.matching.index.facts import Facts, join_facts, read_facts
from directory.matching.index.kept import Kept
from directory.matching.index.naming import name_key
from directory.matching.index.packing import pack
from directory.matching.index.pieces import Pieces, PieceWriter
from directory.matching.index.postings import Postings
from directory.matching.index.reading_words import ROWS_AT_A_TIME, WordReader
from directory.matching.index.rhythms import Numbers, RhythmReader, Rhythms
from directory.matching.index.spellings import Spellings
from directory.matching.index.word_rows import WordRows
from directory.matching.nearness import Floats
from directory.model.service import Service

_SERVICES_AT_A_TIME = 1_000
_NAMES = ("unsorted.ids", "unsorted.names", "unsorted.keys", "unsorted.services")


def lay_out(services: Iterable[Service], drawer: Drawer) -> None:
    """Write everything that is kept of these services, no two of them with one id.

    The services themselves are laid into the drawer as they come, because all at once they may be more than
    the memory.
    """
    kept = _collected(services, drawer)
    kept.save(drawer, kept.in_order(np.arange(len(kept.facts))))
    for name in _NAMES:
        drawer.remove(name)


def _collected(services: Iterable[Service], drawer: Drawer) -> Kept:
    with ExitStack() as files:
        writers = [PieceWriter(files.enter_context(drawer.writing(name))) for name in _NAMES]
        collector = _Collector(*writers)
        remaining = iter(services)
        while batch := list(islice(remaining, _SERVICES_AT_A_TIME)):
            collector.add(batch)
    pieces = [Pieces(drawer.look_up(name), one.starts) for name, one in zip(_NAMES, writers, strict=True)]
    return collector.kept(*pieces)


class _Collector:
    def __init__(self, *writers: PieceWriter) -> None:
        self._ids, self._names, self._keys, self._services = writers
        self._rows = 0
        self._facts: list[Facts] = [read_facts([])]
        self._words = WordReader(Analysis())
        self._postings: list[Postings] = []
        self._rhythms = RhythmReader()
        self._rhythm_of_row: list[Numbers] = [self._rhythms.read([])]

    def add(self, services: Sequence[Service]) -> None:
        """The next rows."""
        self._ids.add([service.id.encode() for service in services])
        self._names.add([service.name.encode() for service in services])
        self._keys.add([name_key(service.name).encode() for service in services])
        self._services.add([pack(service) for service in services])
        self._facts.append(read_facts(services, first_row=self._rows))
        self._rhythm_of_row.append(self._rhythms.read(services))
        self._words.read(services, first_row=self._rows)
        self._rows += len(services)
        if self._rows % ROWS_AT_A_TIME == 0:
            self._postings.append(self._words.postings())

    def kept(self, *pieces: Pieces) -> Kept:
        """Of all rows."""
        ids, names, keys, services = pieces
        postings = [*self._postings, self._words.postings()]
        said = sorted(self._words.said().items())
        times = np.array([times for _, times in said], dtype=np.int32)
        return Kept(
            facts=join_facts(self._facts),
            ids=ids,
            names=names,
            keys=keys,
            services=services,
            ranks=_ranks(ids, keys),
            rhythms=Rhythms(np.concatenate(self._rhythm_of_row), Pieces.of(self._rhythms.rhythms)),
            words=WordRows(postings, {}),
            spellings=Spellings([word for word, _ in said], times),
        )


def _ranks(ids: Pieces, keys: Pieces) -> Floats:
    filed = [(keys.text(row), ids.text(row)) for row in range(len(ids))]
    ranks = np.empty(len(filed))
    ranks[sorted(range(len(filed)), key=filed.__getitem__)] = np.arange(len(filed))
    return ranks
