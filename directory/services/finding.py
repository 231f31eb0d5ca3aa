"""Looking at the directory."""

from dataclasses import replace
from datetime import datetime

from directory.matching.when import Occurrence, next_dates
from directory.model.search import SearchResult, ServiceQuery
from directory.model.service import Service
from directory.model.sound_text import sound_text
from directory.model.user import Permission, User
from directory.services.kith import Kith
from directory.services.permissions import check_may

__all__ = ["Occurrence", "find_services", "get_service", "get_services", "next_dates_of"]


def find_services(kith: Kith, query: ServiceQuery, *, by: User, now: datetime) -> SearchResult:
    """What fits the question, with counts for every filter and a ladder when nothing does."""
    check_may(by, Permission.FIND_SERVICES)
    asked = replace(query, words=sound_text(query.words))
    return kith.directory.snapshot().index.search(asked, now=now)


def get_service(kith: Kith, service_id: str, *, by: User) -> Service:
    """One listing; raise ``NotFoundError`` when it is gone."""
    check_may(by, Permission.FIND_SERVICES)
    with kith.store.reading() as shelves:
        return shelves.services.get(service_id)


def get_services(kith: Kith, service_ids: list[str], *, by: User) -> tuple[Service, ...]:
    """Those of the listings that still exist, in the order asked for."""
    check_may(by, Permission.FIND_SERVICES)
    with kith.store.reading() as shelves:
        found = shelves.services.find(service_ids)
    return tuple(found[key] for key in service_ids if key in found)


def next_dates_of(service: Service, *, now: datetime, count: int = 3) -> tuple[Occurrence, ...]:
    """The next times it is on, soonest first; empty when no rule could be read from its times."""
    return next_dates(service.schedules, now=now, count=count)
