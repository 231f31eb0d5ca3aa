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
_NAMES = ("unsorted.ids", "unsorted.names", "unsorted.services")


def collect(services: Iterable[Service], drawer: Drawer) -> Kept:
    """Everything kept, in the order the services came in, no two with one id.

    The services themselves are laid into the drawer as they come, because all at once they may be more than
    the memory; they stay there until ``forget_collected``.
    """
    with ExitStack() as files:
        writers = [PieceWriter(files.enter_context(drawer.writing(name))) for name in _NAMES]
        collector = _Collector(*writers)
        remaining = iter(services)
        while batch := list(islice(remaining, _SERVICES_AT_A_TIME)):
            collector.add(batch)
    ids, names, packed = (
        Pieces(drawer.read(name), writer.starts) for name, writer in zip(_NAMES, writers, strict=True)
    )
    return Kept(
        facts=collector.facts(),
        ids=ids,
        names=names,
        services=packed,
        ranks=_ranks(ids, names),
        rhythms=collector.rhythms(),
        words=WordRows(collector.postings(), {}),
        spellings=collector.spellings(),
    )


def forget_collected(drawer: Drawer) -> None:
    """Clear away what was only needed on the way."""
    for name in _NAMES:
        drawer.remove(name)


class _Collector:
    def __init__(self, ids: PieceWriter, names: PieceWriter, services: PieceWriter) -> None:
        self._ids, self._names, self._services = ids, names, services
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
        self._services.add([pack(service) for service in services])
        self._facts.append(read_facts(services, first_row=self._rows))
        self._rhythm_of_row.append(self._rhythms.read(services))
        self._words.read(services, first_row=self._rows)
        self._rows += len(services)
        if self._rows % ROWS_AT_A_TIME == 0:
            self._postings.append(self._words.postings())

    def facts(self) -> Facts:
        """Of all rows."""
        return join_facts(self._facts)

    def rhythms(self) -> Rhythms:
        """Of all rows."""
        packed = Pieces.of(self._rhythms.rhythms)
        return Rhythms(np.concatenate(self._rhythm_of_row), packed)

    def postings(self) -> list[Postings]:
        """Of all rows, some at a time."""
        return [*self._postings, self._words.postings()]

    def spellings(self) -> Spellings:
        """Of all rows."""
        said = sorted(self._words.said.items())
        return Spellings([word for word, _ in said], np.array([times for _, times in said], dtype=np.int32))


def _ranks(ids: Pieces, names: Pieces) -> Floats:
    filed = [(name_key(names.text(row)), ids.text(row)) for row in range(len(ids))]
    ranks = np.empty(len(filed))
    ranks[sorted(range(len(filed)), key=filed.__getitem__)] = np.arange(len(filed))
    return ranks
