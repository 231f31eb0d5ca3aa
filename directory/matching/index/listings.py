"""All listings at one moment, ready to be asked; a change makes new ones that share nearly everything."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from directory.errors import NotFoundError
from directory.matching.index.analysis import Analysis
from directory.matching.index.bits import Bits, pack
from directory.matching.index.drawer import MemoryDrawer
from directory.matching.index.facts import join_facts, read_facts
from directory.matching.index.filters import Filters
from directory.matching.index.kept import Kept
from directory.matching.index.merging import merge_postings
from directory.matching.index.names import Digests, FilingOrder, Names
from directory.matching.index.naming import digest, name_key
from directory.matching.index.packing import pack as packed
from directory.matching.index.packing import unpack_service
from directory.matching.index.postings import Postings, load_postings
from directory.matching.index.reading_words import WordReader
from directory.matching.index.rhythms import ComingUp
from directory.matching.index.whereabouts import Around, Whereabouts
from directory.matching.index.word_rows import WordRows
from directory.matching.nearness import Flags
from directory.model.service import Service


@dataclass(frozen=True, slots=True)
class Listings:
    """Rows and what is looked up by them.

    ``there`` says which rows have not gone; ``findable`` are those of them that are shown to people who look
    for something.
    """

    kept: Kept
    there: Flags
    findable: Bits
    analysis: Analysis
    filters: Filters
    whereabouts: Whereabouts
    coming_up: ComingUp
    order: FilingOrder
    by_id: Digests
    names: Names

    @classmethod
    def of(cls, kept: Kept) -> "Listings":
        """Ready to be asked."""
        rows = kept.facts.rows
        names, organizations = (Digests.of(rows.column(name, np.uint64)) for name in ("name", "organization"))
        return cls(
            kept=kept,
            there=np.ones(len(rows), dtype=np.bool_),
            findable=pack(rows.column("findable", np.bool_)),
            analysis=Analysis(),
            filters=Filters(kept.facts),
            whereabouts=Whereabouts(kept.facts, Around.of(kept.facts)),
            coming_up=ComingUp(kept.rhythms),
            order=FilingOrder(kept.ranks),
            by_id=Digests.of(rows.column("id", np.uint64)),
            names=Names(kept.keys, names, organizations),
        )

    def _carried_on(self, kept: Kept, there: Flags, order: FilingOrder) -> "Listings":
        """For kept rows that begin with these."""
        rows = kept.facts.rows
        return replace(
            self,
            kept=kept,
            there=there,
            findable=pack(rows.column("findable", np.bool_) & there),
            filters=Filters(kept.facts),
            whereabouts=Whereabouts(kept.facts, self.whereabouts.around.carried_on(kept.facts)),
            coming_up=self.coming_up.carried_on(kept.rhythms),
            order=order,
            by_id=replace(self.by_id, digests=rows.column("id", np.uint64)),
            names=self.names.carried_on(
                kept.keys, rows.column("name", np.uint64), rows.column("organization", np.uint64)
            ),
        )

    def __len__(self) -> int:
        """How many rows there are, those that have gone included."""
        return len(self.there)

    def find_row(self, service_id: str) -> int | None:
        """The row that a service has now."""
        for row in self.by_id.rows_of(digest(service_id)).tolist():
            if self.there[row] and self.kept.ids.text(row) == service_id:
                return int(row)
        return None

    def get_row(self, service_id: str) -> int:
        """The row that a service has now; or NotFoundError."""
        row = self.find_row(service_id)
        if row is None:
            raise NotFoundError(what="listing")
        return row

    def service_at(self, row: int) -> Service:
        """The service of a row."""
        return unpack_service(self.kept.services[row])

    def changed(self, saved: Sequence[Service], removed: Collection[str]) -> "Listings":
        """With these services as they are now, and without those; whoever asks the old listings can go on."""
        ids = {*removed, *(service.id for service in saved)}
        gone = [row for row in map(self.find_row, ids) if row is not None]
        there = np.concatenate((self.there, np.ones(len(saved), dtype=np.bool_)))
        there[gone] = False
        kept = self._with_words(saved, [self.service_at(row) for row in gone])
        keys = [name_key(service.name) for service in saved]
        filed = list(zip(keys, (service.id for service in saved), strict=True))
        order = self.order.appended(filed, kept.keys, kept.ids)
        kept = replace(
            kept,
            facts=join_facts([kept.facts, read_facts(saved, first_row=len(self))]),
            ids=kept.ids.appended(service.id.encode() for service in saved),
            names=kept.names.appended(service.name.encode() for service in saved),
            keys=kept.keys.appended(key.encode() for key in keys),
            services=kept.services.appended(map(packed, saved)),
            ranks=order.ranks,
            rhythms=kept.rhythms.appended(saved),
        )
        return self._carried_on(kept, there, order)

    def _with_words(self, saved: Sequence[Service], gone: Sequence[Service]) -> Kept:
        more, less = WordReader(self.analysis), WordReader(self.analysis)
        more.read(saved, first_row=len(self))
        less.read(gone)
        new, left = more.postings(), less.postings()
        said = Counter(more.said())
        said.subtract(less.said())
        lost = Counter(self.kept.words.lost)
        lost.update(dict(zip(left.stems, left.counts.tolist(), strict=True)))
        parts = _few([*self.kept.words.parts, new], len(self) + len(saved))
        return replace(self.kept, words=WordRows(parts, lost), spellings=self.kept.spellings.adjusted(said))


def _few(parts: list[Postings], size: int) -> list[Postings]:
    """The first part stays as it is; of the later ones, each has more than twice as much as the next."""
    while len(parts) > 2 and _amount(parts[-2]) <= 2 * _amount(parts[-1]):  # noqa: PLR2004 - the first and one more
        drawer = MemoryDrawer()
        merge_postings(parts[-2:], np.arange(size), size=size, drawer=drawer)
        parts[-2:] = [load_postings(drawer, size)]
    return parts


def _amount(postings: Postings) -> int:
    return len(postings.rows)
