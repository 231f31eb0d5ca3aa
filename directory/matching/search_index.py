"""The directory, ready to be asked: built once from all services, swapped whole when they change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from directory.errors import NotFoundError
from directory.matching.index.row_notes import SERVICES_AT_A_TIME, RowNotes, RowNotesMaker
from directory.matching.nearness import Distances, Flags, Floats, Nearby, Rows, Whereabouts
from directory.matching.search_columns import Columns, Kind
from directory.matching.search_ladder import FEW, Rung, last_rung, other_rungs, wider_rungs
from directory.matching.search_order import (
    NO_JOURNEY_STANDS_AT_METRES,
    ComingUp,
    Names,
    Standing,
    best_first,
    default_sort,
    least_first,
    name_key,
    today_of,
)
from directory.matching.search_words import Reading, WordIndex, WordMatch
from directory.model.location import Access
from directory.model.place import METRES_PER_MILE, Point
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import FoundService, Pin, SearchResult, ServiceQuery, Sort
from directory.model.service import Delivery, Service, Status
from directory.model.suggestion import Relaxation

MOST_PINS = 5_000
_FINDABLE = frozenset({Status.ACTIVE, Status.TEMPORARILY_CLOSED})
_MOST_WIDER_RUNGS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its parts worked out for every row."""

    query: ServiceQuery
    reading: Reading
    text: WordMatch | None
    distances: Distances | None
    within: Flags | None
    slots: NDArray[np.uint32]
    kinds: Mapping[Kind, Flags]


class DirectoryIndex:
    """Everything the Find page asks of the directory, and who is near for suggestions.

    Immutable after ``build``; safe for many threads. ``revision`` is the store's at the time of building.
    """

    def __init__(
        self, services: Iterable[Service], revision: int, *, known_words: Iterable[str] = ()
    ) -> None:
        self.revision = revision
        self.notes: RowNotes | None = None
        self._by_id = {service.id: service for service in services}
        findable = (service for service in self._by_id.values() if service.status in _FINDABLE)
        self._rows = sorted(findable, key=lambda service: (name_key(service.name), service.id))
        self._row_of = {service.id: row for row, service in enumerate(self._rows)}
        self._whereabouts = Whereabouts(self._rows)
        self._columns = Columns(self._rows)
        self._words = WordIndex(self._rows, known_words)
        self._names = Names(self._rows)
        self._coming_up = ComingUp(self._rows)
        self._pins = [
            Pin(self._rows[row].id, self._rows[row].name, point)
            for row, point in zip(self._whereabouts.point_row.tolist(), self._whereabouts.points, strict=True)
        ]

    @classmethod
    def build(
        cls, services: Iterable[Service], revision: int, *, known_words: Iterable[str] = ()
    ) -> "DirectoryIndex":
        """Read all services; their order does not matter.

        ``known_words`` (lower case) are rightly spelt though no listing may have them: "chess" is then
        answered with nothing rather than with "chest".
        """
        return cls(services, revision, known_words=known_words)

    def __len__(self) -> int:
        """How many services can be found."""
        return len(self._rows)

    def get(self, service_id: str) -> Service:
        """The service as it was when the index was built, whatever its status; or NotFoundError."""
        if service_id not in self._by_id:
            raise NotFoundError(what="listing")
        return self._by_id[service_id]

    def near(self, point: Point, metres: float) -> list[tuple[str, float | None]]:
        """Ids within ``metres``, nearest first, then with None those that need no journey from ``point``."""
        nearby = self.nearby(point, metres)
        order = np.lexsort((nearby.rows, nearby.metres))
        by_distance = zip(nearby.rows[order].tolist(), nearby.metres[order].tolist(), strict=True)
        return [
            *((self._rows[row].id, far) for row, far in by_distance),
            *((self._rows[row].id, None) for row in nearby.no_journey.tolist()),
        ]

    def nearby(self, point: Point, metres: float) -> Nearby:
        """The same as row numbers and arrays, for whoever has something to look up by row."""
        return self._whereabouts.near(point, metres)

    def noted(self, maker: RowNotesMaker) -> "DirectoryIndex":
        """This index with the maker's notes of every row in ``notes``, kept in step with it from here on."""
        rows = iter(self._rows)
        self.notes = maker.build(iter(lambda: list(islice(rows, SERVICES_AT_A_TIME)), []))
        return self

    @property
    def row_count(self) -> int:
        """How many row numbers there are, old rows that are never asked for again included."""
        return len(self._rows)

    def service_at(self, row: int) -> Service:
        """The service of a row; read only for what is shown, because it may have to come from disk."""
        return self._rows[row]

    def row_of(self, service_id: str) -> int:
        """The row that a service has now; or NotFoundError."""
        if service_id not in self._row_of:
            raise NotFoundError(what="listing")
        return self._row_of[service_id]

    def search(self, query: ServiceQuery, *, now: datetime) -> SearchResult:
        """One page of what fits, with all pins, what each filter would leave, and what to relax.

        ``now`` is aware. Without a sort: best fit when there are words, nearest when there is only a place,
        else by name. Nearest puts what needs no journey where something three miles away would stand, so
        that it neither pushes the neighbours down nor ends behind the next county. A pin marks a place
        to go to; ``number`` counts from 1 on the page shown.
        """
        asked = self._ask(query, now)
        fitting = self._fitting(asked)
        rows = self._ordered(np.flatnonzero(fitting), asked, now)
        first = max(query.offset, 0)
        page = rows[first : first + max(query.limit, 0)]
        return SearchResult(
            total=len(rows),
            found=tuple(self._found(page, asked)),
            pins=tuple(self._pins_of(rows, page, asked)),
            facets=MappingProxyType(dict(self._facets(asked))),
            relaxed=tuple(self._ladder(query, fitting, now)) if len(rows) < FEW else (),
            corrected=MappingProxyType(dict(asked.reading.corrected)),
        )

    def _ask(self, query: ServiceQuery, now: datetime) -> _Asked:
        slots = self._columns.slots_on(today_of(now))
        reading = self._words.read(query.words)
        kinds = {kind: self._columns.fitting(kind, query, slots) for kind in Kind}
        distances = self._whereabouts.distances_from(query.near.point) if query.near else None
        within = None
        if distances and query.within_miles is not None:
            reach = query.within_miles * METRES_PER_MILE + self._whereabouts.slack
            within = (distances.metres <= reach) | distances.no_journey
        return _Asked(
            query,
            reading,
            self._matching(query, reading),
            distances,
            within,
            slots,
            {kind: flags for kind, flags in kinds.items() if flags is not None},
        )

    def _matching(self, query: ServiceQuery, reading: Reading) -> WordMatch | None:
        if not reading.stems:
            return None
        match = self._words.match(reading)
        match.rows[self._names.called(query.words, reading.words)] = True
        return match

    def _fitting(self, asked: _Asked, *, leaving_out: Kind | None = None) -> Flags:
        fitting = np.ones(len(self._rows), dtype=np.bool_)
        for flags in (asked.text.rows if asked.text else None, asked.within):
            if flags is not None:
                fitting &= flags
        for kind, flags in asked.kinds.items():
            if kind is not leaving_out:
                fitting &= flags
        return fitting

    def _ordered(self, rows: Rows, asked: _Asked, now: datetime) -> Rows:
        match asked.query.sort or default_sort(asked.query):
            case Sort.NAME:
                return rows
            case Sort.CHECKED:
                return least_first(rows, -self._columns.checked[rows])
            case Sort.SOONEST:
                return least_first(rows, self._coming_up.starts(rows, now))
            case Sort.NEAREST:
                return least_first(rows, self._journeys(asked)[rows])
            case Sort.BEST:
                return best_first(rows, self._standing(asked), now)

    def _journeys(self, asked: _Asked) -> Floats:
        if asked.distances is None:
            return np.full(len(self._rows), np.inf)
        metres, no_journey = asked.distances.metres, asked.distances.no_journey
        return np.where(no_journey, np.minimum(metres, NO_JOURNEY_STANDS_AT_METRES), metres)

    def _standing(self, asked: _Asked) -> Standing:
        fit = asked.text.scores if asked.text else np.zeros(len(self._rows))
        named = self._names.likeness(fit, asked.query.words, asked.reading.words)
        return Standing(self._journeys(asked), fit, named, self._columns.checked)

    def _found(self, page: Rows, asked: _Asked) -> Iterator[FoundService]:
        furthest = _furthest(asked.query)
        for row in page.tolist():
            metres = float(asked.distances.metres[row]) if asked.distances else np.inf
            is_near = metres <= furthest + self._whereabouts.slack[row] and metres < np.inf
            yield FoundService(self._rows[row], metres if is_near else None)

    def _pins_of(self, rows: Rows, page: Rows, asked: _Asked) -> Iterator[Pin]:
        place_in_order = np.full(len(self._rows), -1, dtype=np.int64)
        place_in_order[rows] = np.arange(len(rows))
        places = place_in_order[self._whereabouts.point_row]
        shown = (places >= 0) & self._whereabouts.is_place[self._whereabouts.point_row]
        shown &= self._whereabouts.has_pin
        if asked.distances:
            shown &= asked.distances.by_point <= _furthest(asked.query)
        points = np.flatnonzero(shown)
        numbers = {self._rows[row].id: number for number, row in enumerate(page.tolist(), start=1)}
        for point in points[np.argsort(places[points], kind="stable")][:MOST_PINS].tolist():
            pin = self._pins[point]
            number = numbers.get(pin.service_id)
            yield replace(pin, number=number) if number else pin

    def _facets(self, asked: _Asked) -> Iterator[tuple[str, int]]:
        others = {kind: self._fitting(asked, leaving_out=kind) for kind in Kind}
        for name, kind, query in _facet_queries(asked.query):
            flags = self._columns.fitting(kind, query, asked.slots)
            fitting = others[kind] if flags is None else others[kind] & flags
            yield name, int(np.count_nonzero(fitting))

    def _ladder(self, query: ServiceQuery, fitting: Flags, now: datetime) -> Iterator[Relaxation]:
        def climbed(rung: Rung) -> Relaxation:
            relaxed = self._fitting(self._ask(query.changed(rung.change), now))
            return Relaxation(rung.words, int(np.count_nonzero(relaxed & ~fitting)), rung.change)

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


def _furthest(query: ServiceQuery) -> float:
    return np.inf if query.within_miles is None else query.within_miles * METRES_PER_MILE


def _facet_queries(query: ServiceQuery) -> Iterator[tuple[str, Kind, ServiceQuery]]:
    for day in Weekday:
        yield f"day:{day.value}", Kind.WHEN, replace(query, days=query.days | {day})
    for part in PartOfDay:
        yield f"part:{part.value}", Kind.WHEN, replace(query, parts_of_day=query.parts_of_day | {part})
    yield "free", Kind.FREE, replace(query, free=True)
    for feature in Access:
        yield f"access:{feature.value}", Kind.ACCESS, replace(query, access=query.access | {feature})
    for way in Delivery:
        yield f"delivery:{way.value}", Kind.DELIVERY, replace(query, deliveries=query.deliveries | {way})
