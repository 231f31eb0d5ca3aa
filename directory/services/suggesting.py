"""From what a person says to places near by, geography first so that cost grows with the neighbourhood."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from directory.model.person import Travel
from directory.model.place import METRES_PER_MILE
from directory.model.search import ServiceQuery
from directory.model.suggestion import Portrait, Relaxation, Suggestions
from directory.model.user import Permission, User
from directory.services.current_directory import Snapshot
from directory.services.kith import Kith
from directory.services.permissions import check_may

# How far is still near enough to suggest, when the practitioner has not said: miles.
_REACH_MILES = {Travel.WALK: 2.0, Travel.BUS: 8.0, Travel.CAR: 15.0, None: 8.0}

_WITHOUT_A_PLACE = 300
_WIDER_MILES = (5.0, 10.0, 15.0, 25.0)
_RUNGS = 2
_COUNT_AT_MOST = 20


def suggest(kith: Kith, portrait: Portrait, *, by: User, now: datetime, limit: int) -> Suggestions:
    """Where the person could take part and where they could give; both may be empty.

    When there is nowhere to go, ``relaxed`` says how many there would be further away.
    """
    check_may(by, Permission.SUGGEST)
    if not portrait.statements:
        return Suggestions()
    snapshot = kith.directory.snapshot()
    found = _suggest(kith, snapshot, portrait, now=now, limit=limit)
    if found.go or portrait.home is None:
        return found
    return replace(found, relaxed=tuple(islice(_wider(kith, snapshot, portrait, now=now), _RUNGS)))


def _suggest(kith: Kith, snapshot: Snapshot, portrait: Portrait, *, now: datetime, limit: int) -> Suggestions:
    nearby = _nearby(snapshot, portrait) if portrait.home else _anywhere(snapshot, portrait, now)
    matchmaker = kith.matchmaker()
    prepared = snapshot.prepare(tuple(nearby), matchmaker)
    candidates = [(one, nearby[key]) for key, one in prepared.items()]
    return matchmaker.suggest(portrait, candidates, now=now, limit=limit)


def _wider(kith: Kith, snapshot: Snapshot, portrait: Portrait, *, now: datetime) -> Iterator[Relaxation]:
    """The rungs of the ladder that bring something: each a wider circle."""
    seen = 0
    for miles in _WIDER_MILES:
        within_metres = miles * METRES_PER_MILE
        if within_metres <= reach_metres(portrait):
            continue
        further = replace(portrait, within_metres=within_metres)
        count = len(_suggest(kith, snapshot, further, now=now, limit=_COUNT_AT_MOST).go)
        if count > seen:
            seen = count
            yield Relaxation(f"Within {miles:.0f} miles", count, (("within_miles", f"{miles:g}"),))


def usual_reach_miles(travel: Travel | None) -> float:
    """How far is near enough to suggest for someone who gets about like this."""
    return _REACH_MILES[travel]


def reach_metres(portrait: Portrait) -> float:
    """How far to look for this person."""
    return portrait.within_metres or usual_reach_miles(portrait.travel) * METRES_PER_MILE


def _nearby(snapshot: Snapshot, portrait: Portrait) -> dict[str, float | None]:
    if portrait.home is None:
        return {}
    return dict(snapshot.index.near(portrait.home, reach_metres(portrait)))


def _anywhere(snapshot: Snapshot, portrait: Portrait, now: datetime) -> dict[str, float | None]:
    """Before anyone has said where they live: what shares a word with what was said, no distance known."""
    words = " ".join(statement.words for statement in portrait.statements)
    result = snapshot.index.search(ServiceQuery(words=words, limit=_WITHOUT_A_PLACE), now=now)
    return {found.service.id: None for found in result.found}
