"""Ask a small directory one question."""

from collections.abc import Iterable
from datetime import datetime

from directory.matching.search_index import DirectoryIndex
from directory.model.search import SearchResult, ServiceQuery
from directory.model.service import Service
from tests.builders import NOW


def ask(services: Iterable[Service], query: ServiceQuery, *, now: datetime = NOW) -> SearchResult:
    """The answer of an index built for this question alone."""
    return DirectoryIndex.build(services, 1).search(query, now=now)


def names(result: SearchResult) -> list[str]:
    """What was found, in order."""
    return [found.service.name for found in result.found]


def names_for(words: str, *services: Service) -> list[str]:
    """What these words find."""
    return names(ask(services, ServiceQuery(words=words)))
