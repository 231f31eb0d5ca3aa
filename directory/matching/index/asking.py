"""Which rows answer a question: the words, the reach and the filters, each as bits, joined as asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

import numpy as np

from directory.matching.index.bits import Bits, bits_of, count
from directory.matching.index.filters import Kind
from directory.matching.index.listings import Listings
from directory.matching.index.naming import name_key
from directory.matching.index.word_rows import WordMatch, WordMatcher
from directory.matching.index.words import Reader, Reading
from directory.model.place import METRES_PER_MILE
from directory.model.search import ServiceQuery


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its parts worked out. ``rows`` pass everything but the filters in ``kinds``."""

    query: ServiceQuery
    reading: Reading
    text: WordMatch | None
    rows: Bits
    kinds: Mapping[Kind, Bits]

    def fitting(self, *, leaving_out: Kind | None = None) -> Bits:
        """The rows that answer it, or would without its filters of one kind."""
        kept = (bits for kind, bits in self.kinds.items() if kind is not leaving_out)
        return reduce(np.bitwise_and, kept, self.rows)

    @property
    def keys(self) -> frozenset[str]:
        """What was typed as a name would be filed, as it was typed and as it was read."""
        return frozenset({name_key(self.query.words), name_key(self.reading.words)} - {""})


class Asker:
    """Asks one question and those that the ladder makes of it; what they share is worked out once."""

    def __init__(self, listings: Listings, reader: Reader, today: date) -> None:
        self._listings = listings
        self._reader = reader
        self._today = today
        self._matcher = WordMatcher(listings.kept.words, listings.findable, len(listings))
        self._texts: dict[str, tuple[Reading, WordMatch | None]] = {}

    def ask(self, query: ServiceQuery) -> Asked:
        """The question's parts."""
        reading, text = self._text(query.words)
        filters = self._listings.filters
        kinds = {kind: filters.of_kind(kind, query, self._today) for kind in Kind}
        rows = self._listings.findable
        for bits in (text.rows if text else None, self._within(query)):
            rows = rows if bits is None else rows & bits
        return Asked(
            query, reading, text, rows, {kind: bits for kind, bits in kinds.items() if bits is not None}
        )

    def facets(self, asked: Asked) -> Iterator[tuple[str, int]]:
        """Every choice that could be made next, and how many rows it would leave."""
        others = {kind: asked.fitting(leaving_out=kind) for kind in Kind}
        for name, kind, bits in self._listings.filters.choices(asked.query, self._today):
            yield name, count(others[kind] & bits)

    def _text(self, words: str) -> tuple[Reading, WordMatch | None]:
        if words not in self._texts:
            reading = self._reader.read(words)
            self._texts[words] = (reading, self._match(words, reading) if reading.stems else None)
        return self._texts[words]

    def _match(self, words: str, reading: Reading) -> WordMatch:
        """Whatever is called just so belongs to the rows, whichever its words are."""
        match = self._matcher.match(reading)
        keys = {name_key(words), name_key(reading.words)} - {""}
        called = self._listings.names.called(keys)
        return replace(match, rows=match.rows | bits_of(called, len(self._listings)))

    def _within(self, query: ServiceQuery) -> Bits | None:
        if query.near is None or query.within_miles is None:
            return None
        return self._listings.whereabouts.in_reach(query.near.point, query.within_miles * METRES_PER_MILE)
