"""Parts of what listings say, each all that one rule looks at: many rows share them and are judged together.

The rules themselves stay where they are; they are asked about a listing that says this one thing and no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from directory.matching.aboutness import Shown
from directory.matching.ages import Ages
from directory.matching.eligibility import REMOTE, deliveries
from directory.matching.lexicon import Lexicon
from directory.matching.reading import PreparedService, prepare_services
from directory.matching.times import Times
from directory.matching.vocabulary import Mark
from directory.model.organization import Organization
from directory.model.service import Delivery, Kind, Service, Status

_ANYHOW = frozenset(Delivery)
FULLY = Shown(1.0, 0, 0)
_NOWHERE = Times(frozenset(), frozenset())


Strengths = frozenset[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is left out is as in a listing that nothing could be held against."""

    status: Status = Status.ACTIVE
    full_until: date | None = None
    deliveries: frozenset[Delivery] = _ANYHOW
    also_by: frozenset[Delivery] = frozenset()
    times: Times = _NOWHERE
    ages: Ages | None = None
    audiences: Strengths = frozenset()
    forbidden: Strengths = frozenset()
    about: Strengths = frozenset()
    opened: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()
    wants_help: bool = False


def _standing(prepared: PreparedService) -> Aspect:
    return Aspect(status=prepared.service.status, full_until=prepared.service.full_until)


def _practice(prepared: PreparedService) -> Aspect:
    own = prepared.service.deliveries
    return Aspect(deliveries=own, also_by=deliveries(prepared) - own, times=prepared.times)


def _words(prepared: PreparedService) -> Aspect:
    return Aspect(forbidden=_strengths(prepared.forbidden))


def _who(prepared: PreparedService) -> Aspect:
    said = _strengths(prepared.audiences)
    return Aspect(audiences=said, opened=prepared.opened, ages=prepared.ages, wants_help=prepared.wants_help)


def _strengths(shown: Mapping[str, Shown]) -> Strengths:
    return frozenset((name, one.strength) for name, one in shown.items())


def _shown(strengths: Strengths) -> dict[str, Shown]:
    return {name: Shown(strength, 0, 0) for name, strength in strengths}


def _manner(prepared: PreparedService) -> Aspect:
    return Aspect(marks=prepared.marks)


MATTER_WHEN_STOPPED = frozenset({"practice", "words"})
"""Aspects that keep nobody out but someone whom something would stop."""

ASPECTS: Mapping[str, Callable[[PreparedService], Aspect]] = MappingProxyType(
    {"standing": _standing, "practice": _practice, "words": _words, "who": _who, "manner": _manner}
)


class Outlines:
    """Listings that say one thing and no more."""

    def __init__(self, lexicon: Lexicon) -> None:
        blank = Service(id="", name="", organization=Organization("", ""), deliveries=_ANYHOW)
        self._blank = prepare_services((blank,), lexicon)[0]
        self._wanting = replace(blank, kind=Kind.VOLUNTEERING)

    def listing(self, aspect: Aspect, offered: Mapping[str, Shown]) -> PreparedService:
        """The listing that says just this and offers all that is wanted, so that none is barred in error."""
        also_by = (name for name, way in REMOTE.items() if way in aspect.also_by)
        return replace(
            self._blank,
            service=self._service(aspect),
            concepts={**offered, **dict.fromkeys(also_by, FULLY), **_shown(aspect.about)},
            audiences=_shown(aspect.audiences),
            forbidden=_shown(aspect.forbidden),
            opened=aspect.opened,
            marks=aspect.marks,
            ages=aspect.ages,
            times=aspect.times,
        )

    def _service(self, aspect: Aspect) -> Service:
        service = self._wanting if aspect.wants_help else self._blank.service
        facts = (aspect.status, aspect.full_until, aspect.deliveries)
        if facts == (service.status, service.full_until, service.deliveries):
            return service
        status, full_until, deliveries = facts
        return replace(service, status=status, full_until=full_until, deliveries=deliveries)
