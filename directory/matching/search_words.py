"""Words to rows: stems, misspellings, the word still being typed. No query language reaches the engine.

Each word is asked for by itself and the answers are put together here as arrays, so that "all of the
words", "most of the words" and "without this word" cost nothing more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

import numpy as np
import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from directory.matching.nearness import Flags, Floats, Rows
from directory.model.service import Service

# How much a word weighs where it stands.
FIELD_WEIGHTS: Mapping[str, float] = {
    "name": 4.0,
    "organization": 2.0,
    "topics": 2.0,
    "venue": 1.5,
    "welcomes": 1.0,
    "description": 1.0,
}
_EVERY_WORD = "every_word"
_ROW = "row"
_LONGEST_WORD = 40
_MOST_WORDS = 16
_MOST_ENDINGS = 48
_SHORTEST_START = 2
_SHORTEST_PART = 3
# What share of the most that any listing has of the words is still worth showing.
_SAYS_ENOUGH = 0.5
_WRITER_BYTES = 128_000_000
_UNSAID = frozenset(
    re.findall(
        r"\w+",
        "a an and any anyone anything are as at be by can do for from has have how i in is it like looking me"
        " my near of on or our some someone something somewhere that the their there they this to us want we"
        " what where who will with would you your",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed as it was understood: for each word, the stems that stand for it."""

    stems: tuple[tuple[str, ...], ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Rows that have the words, and by row how well (0 where not)."""

    rows: Flags
    scores: Floats


class WordIndex:
    """An index in memory over the words of all rows, fixed once built."""

    def __init__(self, services: Sequence[Service], known_words: Iterable[str] = ()) -> None:
        self._size = len(services)
        self._stemmed, self._plain = _analyzer(stems=True), _analyzer(stems=False)
        self._schema = _schema()
        self._searcher = self._filled(services)
        counts: list[tuple[str, int]] = self._searcher.terms_with_prefix(_EVERY_WORD, "")
        self._counts = dict(counts)
        self._lexicon = sorted(self._counts)
        self._stem_of = {word: "".join(self._stemmed.analyze(word)) for word in self._lexicon}
        self._by_length: dict[int, list[str]] = {}
        for word in self._lexicon:
            self._by_length.setdefault(len(word), []).append(word)
        self._rightly_spelt = frozenset(known_words)
        self._known_stems = frozenset(self._stem_of.values())

    def read(self, words: str) -> Reading:
        """The words that matter, each known, continued (the last one, while typing) or corrected."""
        typed = self._plain.analyze(without_apostrophes(words))[:_MOST_WORDS]
        said = [word for word in typed if word not in _UNSAID] or typed
        may_go_on = words[-1:].isalnum()
        stems: list[tuple[str, ...]] = []
        corrected: dict[str, str] = {}
        read_as: list[str] = []
        for place, word in enumerate(said):
            known = self._known(word) or self._endings(word, is_last=may_go_on and place == len(said) - 1)
            if not known and (meant := self._meant(word)):
                corrected[word] = " ".join(meant)
                stems += [(self._stem_of[part],) for part in meant]
            else:
                stems.append(known)
            read_as.append(corrected.get(word, word))
        return Reading(self._with_compounds(stems, read_as), corrected, " ".join(read_as))

    def match(self, reading: Reading) -> WordMatch:
        """Rows with all the words; if there are none, those with the words that say the most.

        A rare word says more than a common one: of "lunch club for older people" a lunch may stand alone,
        a club may not.
        """
        said = np.zeros(self._size, dtype=np.float64)
        scores = np.zeros(self._size, dtype=np.float64)
        counted = np.zeros(self._size, dtype=np.int32)
        for stems in reading.stems:
            rows, weights = self._rows_with(stems)
            counted[rows] += 1
            said[rows] += np.log1p(self._size / max(len(rows), 1))
            scores[rows] += weights
        fits: Flags = counted == len(reading.stems)
        if not fits.any():
            fits = (said > 0) & (said >= _SAYS_ENOUGH * said.max(initial=0.0))
        return WordMatch(fits, np.where(fits, scores * said, 0.0))

    def _with_compounds(self, stems: list[tuple[str, ...]], words: list[str]) -> tuple[tuple[str, ...], ...]:
        """Two words that some listings write as one ("food bank") are both found there."""
        if len(stems) == len(words):
            for place, pair in enumerate(pairwise(words)):
                if compound := self._known("".join(pair)):
                    stems[place] += compound
                    stems[place + 1] += compound
        return tuple(stems)

    def _known(self, word: str) -> tuple[str, ...]:
        stem = self._stemmed.analyze(word)
        return (stem[0],) if stem and stem[0] in self._known_stems else ()

    def _endings(self, start: str, *, is_last: bool) -> tuple[str, ...]:
        if not is_last or len(start) < _SHORTEST_START:
            return ()
        first = bisect_left(self._lexicon, start)
        going_on = takewhile(lambda word: word.startswith(start), self._lexicon[first:])
        often = sorted(going_on, key=lambda word: (-self._counts[word], word))[:_MOST_ENDINGS]
        return tuple(dict.fromkeys(self._stem_of[word] for word in often))

    def _meant(self, word: str) -> tuple[str, ...]:
        """The known word nearest to an unknown one, or two known words written as one."""
        edits = 0 if word in self._rightly_spelt else _edits_allowed(word)
        if not edits:
            return ()
        lengths = range(len(word) - edits, len(word) + edits + 1)
        as_long = [other for length in lengths for other in self._by_length.get(length, ())]
        close = process.extract(word, as_long, scorer=OSA.distance, score_cutoff=edits, limit=50)
        likely = [hit for hit in close if hit[1] == 1 or hit[0][0] == word[0]]
        nearest = min(likely, key=lambda hit: self._unlikeness(word, hit[0], hit[1]), default=None)
        if nearest and nearest[1] == 1:
            return (nearest[0],)
        return self._two_words(word) or ((nearest[0],) if nearest else ())

    def _unlikeness(self, word: str, other: str, edits: float) -> tuple[float, float, int, str]:
        return (edits, -round(JaroWinkler.similarity(word, other), 2), -self._counts[other], other)

    def _two_words(self, word: str) -> tuple[str, ...]:
        places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        pairs = [(word[:place], word[place:]) for place in places]
        known = [pair for pair in pairs if self._counts.keys() >= set(pair) and _UNSAID.isdisjoint(pair)]
        return max(known, key=lambda pair: (min(self._counts[part] for part in pair), pair), default=())

    def _rows_with(self, stems: tuple[str, ...]) -> tuple[Rows, Floats]:
        if not stems or not self._size:
            return np.array([], dtype=np.int64), np.array([], dtype=np.float64)
        somewhere = tantivy.Query.disjunction_max_query(
            [self._weighted(name, stem, weight) for stem in stems for name, weight in FIELD_WEIGHTS.items()],
            0.1,
        )
        hits = self._searcher.search(somewhere, limit=self._size, count=False).hits
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in hits])
        scores = np.fromiter((score for score, _ in hits), dtype=np.float64, count=len(hits))
        return np.array(rows, dtype=np.int64), scores

    def _weighted(self, name: str, stem: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, name, stem, index_option="freq")
        return tantivy.Query.boost_query(term, weight)

    def _filled(self, services: Sequence[Service]) -> tantivy.Searcher:
        index = tantivy.Index(self._schema)
        index.register_tokenizer("stems", self._stemmed)
        index.register_tokenizer("plain", self._plain)
        writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        for row, service in enumerate(services):
            writer.add_document(_document(row, service))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index.searcher()


def without_apostrophes(text: str) -> str:
    """The text with "men's" as "mens", however the apostrophe was typed."""
    return text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")


def _edits_allowed(word: str) -> int:
    if len(word) < _SHORTEST_PART or not word.isalpha():
        return 0
    return 1 if len(word) <= 4 else 2 if len(word) <= 11 else 3  # noqa: PLR2004 - longer words, more slips


def _analyzer(*, stems: bool) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(_LONGEST_WORD))
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    return (builder.filter(tantivy.Filter.stemmer("english")) if stems else builder).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in FIELD_WEIGHTS:
        builder.add_text_field(name, tokenizer_name="stems", index_option="freq")
    builder.add_text_field(_EVERY_WORD, tokenizer_name="plain", index_option="basic")
    builder.add_unsigned_field(_ROW, fast=True)
    return builder.build()


def _document(row: int, service: Service) -> tantivy.Document:
    document = tantivy.Document()
    texts = {name: without_apostrophes(text) for name, text in _texts(service).items() if text}
    for name, text in texts.items():
        document.add_text(name, text)
    document.add_text(_EVERY_WORD, "\n".join(texts.values()))
    document.add_unsigned(_ROW, row)
    return document


def _texts(service: Service) -> Mapping[str, str]:
    return {
        "name": service.name,
        "organization": service.organization.name,
        "topics": " ".join(attribute.term for attribute in service.attributes),
        "venue": " ".join(_venue_words(service)),
        "welcomes": " ".join(service.welcomes),
        "description": f"{service.summary}\n{service.description}",
    }


def _venue_words(service: Service) -> list[str]:
    words = [location.name for location in service.locations]
    for location in service.locations:
        if address := location.address:
            words += [address.address_1, address.city, address.postal_code]
    return [*words, *(area.name for area in service.service_areas)]
