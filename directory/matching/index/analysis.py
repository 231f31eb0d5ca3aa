"""A listing's texts as words and stems, and how much a word says where it stands."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import tantivy

from directory.matching.index.naming import without_apostrophes
from directory.model.service import Service

# How much a word weighs where it stands, and how many words usually stand there.
FIELD_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"name": 4.0, "organization": 2.0, "topics": 2.0, "venue": 1.5, "welcomes": 1.0, "description": 1.0}
)
USUAL_LENGTHS: Mapping[str, float] = MappingProxyType(
    {"name": 4.0, "organization": 3.0, "topics": 4.0, "venue": 9.0, "welcomes": 6.0, "description": 60.0}
)
LONGEST_WORD = 40
UNSAID = frozenset(
    re.findall(
        r"\w+",
        "a an and any anyone anything are as at be by can do for from has have how i in is it like looking me"
        " my near of on or our some someone something somewhere that the their there they this to us want we"
        " what where who will with would you your",
    )
)


class Analysis:
    """Cuts text into words in small letters without accents, and words to their stems."""

    def __init__(self) -> None:
        self._words, self._stems = _analyzer(stems=False), _analyzer(stems=True)

    def words(self, text: str) -> list[str]:
        """Every word, in order."""
        return self._words.analyze(without_apostrophes(text))

    def stem(self, word: str) -> str:
        """The stem of one word; empty for what is no word."""
        return "".join(self._stems.analyze(word)[:1])

    def fields(self, service: Service) -> Iterator[tuple[int, list[str]]]:
        """The words of each field that has any, with the field's place in ``FIELD_WEIGHTS``."""
        for place, text in enumerate(_texts(service)):
            if text and (words := self.words(text)):
                yield place, words


def _analyzer(*, stems: bool) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(LONGEST_WORD))
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    return (builder.filter(tantivy.Filter.stemmer("english")) if stems else builder).build()


def _texts(service: Service) -> tuple[str, ...]:
    return (
        service.name,
        service.organization.name,
        " ".join(attribute.term for attribute in service.attributes),
        " ".join(_venue_words(service)),
        " ".join(service.welcomes),
        f"{service.summary}\n{service.description}",
    )


def _venue_words(service: Service) -> list[str]:
    words = [location.name for location in service.locations]
    for location in service.locations:
        if address := location.address:
            words += [address.address_1, address.city, address.postal_code]
    return [*words, *(area.name for area in service.service_areas)]
