"""The directory, ready to be asked: one moment of it; a change makes a new one beside it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import numpy as np

from directory.matching.index.asking import Asked, Asker
from directory.matching.index.bits import count
from directory.matching.index.collecting import lay_out
from directory.matching.index.drawer import Drawer, MemoryDrawer
from directory.matching.index.kept import Kept
from directory.matching.index.listings import Listings
from directory.matching.index.ordering import Order
from directory.matching.index.pins import MOST_PINS, Pins, pins_of
from directory.matching.index.row_notes import SERVICES_AT_A_TIME, RowNotes, RowNotesMaker
from directory.matching.index.words import Reader
from directory.matching.nearness import TOWN_METRES, Nearby, Rows
from directory.matching.search_ladder import FEW, Rung, last_rung, other_rungs, wider_rungs
from directory.matching.when import LONDON
from directory.model.place import METRES_PER_MILE, Point
from directory.model.search import FoundService, SearchResult, ServiceQuery
from directory.model.service import Service
from directory.model.suggestion import Relaxation

__all__ = ["MOST_PINS", "DirectoryIndex"]

_MOST_WIDER_RUNGS = 3
# More than these are noted later, so that everybody else need not wait for it.
_NOTED_AT_ONCE = 100


@dataclass(frozen=True, slots=True, eq=False)
class DirectoryIndex:
    """Everything the Find page asks of the directory, and who is near for suggestions.

    Never changed once made; safe for many threads. ``revision`` is the store's at the time of building.
    ``settled_rows`` are the first rows, those laid out together, in ``place`` unless they are in memory.
    ``notes`` are someone else's of every row, or None.
    """

    listings: Listings
    revision: int
    settled_rows: int
    known_words: Callable[[], Collection[str]] = frozenset
    place: Path | None = None
    notes: RowNotes | None = None

    @classmethod
    def build(
        cls, services: Iterable[Service], revision: int, *, known_words: Iterable[str] = ()
    ) -> "DirectoryIndex":
        """Read all services, no two with one id, into memory; their order does not matter.

        ``known_words`` (lower case) are rightly spelt though no listing may have them: "chess" is then
        answered with nothing rather than with "chest".
        """
        drawer, words = MemoryDrawer(), frozenset(known_words)
        lay_out(services, drawer)
        return replace(cls.read(drawer, revision), known_words=lambda: words)

    @classmethod
    def read(cls, drawer: Drawer, revision: int) -> "DirectoryIndex":
        """As it was laid out; ``OSError`` or ``ValueError`` when something is missing or cut off."""
        listings = Listings.of(Kept.load(drawer))
        return cls(listings, revision, len(listings))

    def changed(self, saved: Iterable[Service], removed: Collection[str], revision: int) -> "DirectoryIndex":
        """As after these services were saved and those ids removed; what nobody touched is shared."""
        services = list(saved)
        listings = self.listings.changed(services, removed)
        notes = self.notes
        if notes is not None:
            notes = notes.appended(services) if len(services) <= _NOTED_AT_ONCE else None
        return replace(self, listings=listings, revision=revision, notes=notes)

    @property
    def untidiness(self) -> int:
        """How many rows came later or have gone, as against one that is newly laid out."""
        return 2 * self.row_count - self.settled_rows - self.services_known

    def tidy_rows(self) -> Rows:
        """The rows that have not gone, neighbours next to each other."""
        return self.listings.kept.in_order(np.flatnonzero(self.listings.there))

    def tidy_into(self, drawer: Drawer, rows: Rows) -> None:
        """Lay these rows out anew; ``read`` gives an index with the same answers."""
        self.listings.kept.save(drawer, rows)

    def noted(self, maker: RowNotesMaker) -> "DirectoryIndex":
        """This index with the maker's notes of every row, kept in step with it from here on."""
        return replace(self, notes=maker.build(self.services_of(range(self.row_count))))

    def services_of(self, rows: Iterable[int]) -> Iterator[list[Service]]:
        """The services of these rows, some at a time."""
        remaining = map(self.service_at, rows)
        while some := list(islice(remaining, SERVICES_AT_A_TIME)):
            yield some

    def __len__(self) -> int:
        """How many services can be found."""
        return count(self.listings.findable)

    @property
    def services_known(self) -> int:
        """How many services there are, whether they can be found or not."""
        return int(np.count_nonzero(self.listings.there))

    @property
    def row_count(self) -> int:
        """How many row numbers there are, old rows that are never asked for again included."""
        return len(self.listings)

    def service_at(self, row: int) -> Service:
        """The service of a row; read only for what is shown, because it may have to come from disk."""
        return self.listings.service_at(row)

    def row_of(self, service_id: str) -> int:
        """The row that a service has now; or NotFoundError."""
        return self.listings.get_row(service_id)

    def get(self, service_id: str) -> Service:
        """The service as it was when the index was built, whatever its status; or NotFoundError."""
        return self.service_at(self.row_of(service_id))

    def near(self, point: Point, metres: float) -> list[tuple[str, float | None]]:
        """Ids within ``metres``, nearest first, then with None those that need no journey from ``point``."""
        nearby, ids = self.nearby(point, metres), self.listings.kept.ids
        order = np.lexsort((self.listings.order.ranks[nearby.rows], nearby.metres))
        by_distance = zip(ids.texts(nearby.rows[order]), nearby.metres[order].tolist(), strict=True)
        by_name = nearby.no_journey[np.argsort(self.listings.order.ranks[nearby.no_journey])]
        return [*by_distance, *((found, None) for found in ids.texts(by_name))]

    def nearby(self, point: Point, metres: float) -> Nearby:
        """The same as row numbers and arrays, for whoever has something to look up by row."""
        return self.listings.whereabouts.near(point, metres, self.listings.findable)

    def search(self, query: ServiceQuery, *, now: datetime) -> SearchResult:
        """One page of what fits, with all pins, what each filter would leave, and what to relax.

        ``now`` is aware. Without a sort: best fit when there are words, nearest when there is only a place,
        else by name. Nearest puts what needs no journey where something three miles away would stand, so
        that it neither pushes the neighbours down nor ends behind the next county. A pin marks a place
        to go to; ``number`` counts from 1 on the page shown.
        """
        listings = self.listings
        asker = Asker(listings, self._reader(), now.astimezone(LONDON).date())
        asked = asker.ask(query)
        fitting = asked.fitting()
        total = count(fitting)
        order = Order(listings, asked, fitting, now=now)
        first = max(query.offset, 0)
        page = order.first(first + max(query.limit, 0))[first:]
        return SearchResult(
            total=total,
            found=tuple(self._found(page, query)),
            pins=Pins(listings, pins_of(listings, query, fitting, order=order), page),
            facets=MappingProxyType(dict(asker.facets(asked))),
            relaxed=tuple(_ladder(asker, asked)) if total < FEW else (),
            corrected=MappingProxyType(dict(asked.reading.corrected)),
        )

    def _reader(self) -> Reader:
        kept = self.listings.kept
        return Reader(self.listings.analysis, kept.spellings, kept.words.has, self.known_words)

    def _found(self, page: Rows, query: ServiceQuery) -> Iterator[FoundService]:
        whereabouts = self.listings.whereabouts
        metres = (
            whereabouts.journeys(query.near.point, page).metres if query.near else np.full(len(page), np.inf)
        )
        furthest = np.inf if query.within_miles is None else query.within_miles * METRES_PER_MILE
        is_near = (metres <= furthest + TOWN_METRES * whereabouts.vague[page]) & (metres < np.inf)
        for row, far, near in zip(page.tolist(), metres.tolist(), is_near.tolist(), strict=True):
            yield FoundService(self.service_at(row), far if near else None)


def _ladder(asker: Asker, asked: Asked) -> Iterator[Relaxation]:
    query, fitting = asked.query, asked.fitting()

    def climbed(rung: Rung) -> Relaxation:
        relaxed = asker.ask(query.changed(rung.change)).fitting()
        return Relaxation(rung.words, count(relaxed & ~fitting), rung.change)

    steps = list(islice(_growing(map(climbed, wider_rungs(query))), _MOST_WIDER_RUNGS))
    steps += [step for step in map(climbed, other_rungs(query)) if step.more]
    yield from steps or (step for step in map(climbed, last_rung(query)) if step.more)


def _growing(steps: Iterable[Relaxation]) -> Iterator[Relaxation]:
    """The first few steps that each bring more than the one before."""
    brought = 0
    for step in steps:
        if step.more > brought:
            yield step
            brought = step.more
