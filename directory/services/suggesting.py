"""From what a person says to places near by, geography first so that cost grows with the neighbourhood."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import numpy as np

from directory.matching.nearness import Nearby
from directory.matching.prepared.rows import PreparedRows
from directory.matching.preselecting import Neighbourhood
from directory.model.person import Travel
from directory.model.place import METRES_PER_MILE
from directory.model.search import ServiceQuery
from directory.model.suggestion import Portrait, Suggestions
from directory.model.user import Permission, User
from directory.services.current_directory import Snapshot
from directory.services.kith import Kith
from directory.services.ladder import find_rungs
from directory.services.permissions import check_may

# How far is still near enough to suggest, when the practitioner has not said: miles.
_REACH_MILES = {Travel.WALK: 2.0, Travel.BUS: 8.0, Travel.CAR: 15.0, None: 8.0}

_WITHOUT_A_PLACE = 300
_COUNT_AT_MOST = 20


def suggest(
    kith: Kith,
    portrait: Portrait,
    *,
    by: User,
    now: datetime,
    limit: int,
    turned_down: Collection[str] = (),
) -> Suggestions:
    """Where the person could take part and where they could give; both may be empty.

    Listings that were ``turned_down`` are no places to go. When there is nowhere to go, ``relaxed`` says
    what would bring something.
    """
    check_may(by, Permission.SUGGEST)
    if not portrait.statements:
        return Suggestions()
    snapshot = kith.directory.snapshot()

    def found_for(one: Portrait, limit: int) -> Suggestions:
        found = _suggest(kith, snapshot, one, now=now, limit=limit + len(turned_down))
        left = tuple(each for each in found.go if each.service.id not in turned_down)
        return replace(found, go=left[:limit], give=found.give[:limit])

    found = found_for(portrait, limit)
    if found.go:
        return found
    rungs = find_rungs(
        portrait,
        lambda other: len(found_for(other, _COUNT_AT_MOST).go),
        reach_metres=reach_metres(portrait),
        negotiable=kith.matchmaker().negotiable(portrait),
    )
    return replace(found, relaxed=tuple(rungs))


def _suggest(kith: Kith, snapshot: Snapshot, portrait: Portrait, *, now: datetime, limit: int) -> Suggestions:
    index, matchmaker = snapshot.index, kith.matchmaker()
    nearby = _nearby(snapshot, portrait, now)
    if isinstance(index.notes, PreparedRows):
        near = Neighbourhood(index.notes, nearby, index.service_at)
        return matchmaker.suggest_near(portrait, near, now=now, limit=limit)
    metres: dict[int, float | None] = dict(zip(nearby.rows.tolist(), nearby.metres.tolist(), strict=True))
    metres |= dict.fromkeys(nearby.no_journey.tolist())
    prepared = snapshot.prepare(metres, matchmaker)
    candidates = [(one, metres[row]) for row, one in prepared.items()]
    return matchmaker.suggest(portrait, candidates, now=now, limit=limit)


def usual_reach_miles(travel: Travel | None) -> float:
    """How far is near enough to suggest for someone who gets about like this."""
    return _REACH_MILES[travel]


def reach_metres(portrait: Portrait) -> float:
    """How far to look for this person."""
    return portrait.within_metres or usual_reach_miles(portrait.travel) * METRES_PER_MILE


def _nearby(snapshot: Snapshot, portrait: Portrait, now: datetime) -> Nearby:
    if portrait.home:
        return snapshot.index.nearby(portrait.home, reach_metres(portrait))
    # Before anyone has said where they live: what shares a word with what was said, no distance known.
    words = " ".join(statement.words for statement in portrait.statements)
    result = snapshot.index.search(ServiceQuery(words=words, limit=_WITHOUT_A_PLACE), now=now)
    rows = sorted(snapshot.index.row_of(found.service.id) for found in result.found)
    nowhere = np.zeros(0, dtype=np.int64)
    return Nearby(nowhere, nowhere.astype(np.float64), np.array(rows, dtype=np.int64))
