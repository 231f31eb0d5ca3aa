"""Why a listing is, or is not, suggested to someone: the whole score, for a curator."""

from dataclasses import dataclass
from datetime import datetime

from directory.matching.suggesting import Explanation
from directory.model.place import metres_between
from directory.model.service import Service
from directory.model.suggestion import Portrait, Suggestion
from directory.model.user import Permission, User
from directory.services.current_directory import Snapshot
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.suggesting import reach_metres, suggest

LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True)
class Explained:
    """The score and what became of it: the listing's number, from 1, in either list, None when not there.

    ``metres`` is None for what needs no journey, and when nobody said where the person lives.
    """

    explanation: Explanation
    metres: float | None
    is_within_reach: bool
    number_to_go: int | None
    number_to_give: int | None


def explain(kith: Kith, portrait: Portrait, service_id: str, *, by: User, now: datetime) -> Explained:
    """Raises NotFoundError when there is no such listing."""
    check_may(by, Permission.SUGGEST)
    snapshot, matchmaker = kith.directory.snapshot(), kith.matchmaker()
    service = snapshot.index.get(service_id)
    metres, is_within_reach = _how_far(snapshot, portrait, service)
    found = suggest(kith, portrait, by=by, now=now, limit=LOOKED_THROUGH)
    return Explained(
        matchmaker.explain(portrait, matchmaker.prepare(service), metres, now=now),
        metres,
        is_within_reach,
        number_to_go=_number(found.go, service_id),
        number_to_give=_number(found.give, service_id),
    )


def _how_far(snapshot: Snapshot, portrait: Portrait, service: Service) -> tuple[float | None, bool]:
    home = portrait.home
    if home is None:
        return None, True
    nearby = dict(snapshot.index.near(home, reach_metres(portrait)))
    if service.id in nearby:
        return nearby[service.id], True
    return min((metres_between(home, point) for point in service.points), default=None), False


def _number(suggestions: tuple[Suggestion, ...], service_id: str) -> int | None:
    ids = [each.service.id for each in suggestions]
    return ids.index(service_id) + 1 if service_id in ids else None
