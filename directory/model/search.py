"""A question to the directory and its answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from directory.model.location import Access
from directory.model.place import Place, Point
from directory.model.schedule import PartOfDay, Weekday
from directory.model.service import Delivery, Service
from directory.model.suggestion import Relaxation


class Sort(StrEnum):
    """As visible as the filters."""

    BEST = "best"
    NEAREST = "nearest"
    SOONEST = "soonest"
    CHECKED = "checked"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ServiceQuery:
    """Filters of one kind are alternatives, but for ``access``: who needs a ramp and a loop needs both.

    Filters of different kinds all apply.

    ``age`` is years. ``within_miles`` needs ``near`` and never removes what needs no journey.
    """

    words: str = ""
    near: Place | None = None
    within_miles: float | None = None
    days: frozenset[Weekday] = frozenset()
    parts_of_day: frozenset[PartOfDay] = frozenset()
    free: bool = False
    access: frozenset[Access] = frozenset()
    age: int | None = None
    deliveries: frozenset[Delivery] = frozenset()
    sort: Sort | None = None
    limit: int = 20
    offset: int = 0

    def changed(self, change: Iterable[tuple[str, str]]) -> "ServiceQuery":
        """The question after one rung of the ladder: ``change`` as a ``Relaxation`` carries it.

        Each pair is a field of this class and its new value as text; several values stand apart by commas,
        and an empty text clears the field.
        """
        query = self
        for name, text in change:
            query = _CHANGES[name](query, text)
        return query


def _several(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


_CHANGES: Mapping[str, Callable[[ServiceQuery, str], ServiceQuery]] = MappingProxyType(
    {
        "words": lambda query, text: replace(query, words=text),
        "within_miles": lambda query, text: replace(query, within_miles=float(text) if text else None),
        "days": lambda query, text: replace(query, days=frozenset(map(Weekday, _several(text)))),
        "parts_of_day": lambda query, text: replace(
            query, parts_of_day=frozenset(map(PartOfDay, _several(text)))
        ),
        "free": lambda query, text: replace(query, free=bool(text)),
        "access": lambda query, text: replace(query, access=frozenset(map(Access, _several(text)))),
        "age": lambda query, text: replace(query, age=int(text) if text else None),
        "deliveries": lambda query, text: replace(query, deliveries=frozenset(map(Delivery, _several(text)))),
    }
)


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service and how far it is; ``metres`` is None where no distance applies."""

    service: Service
    metres: float | None


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark on a map; ``number`` is the card's number, None beyond the page shown."""

    service_id: str
    name: str
    point: Point
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` counts all that fit; ``found`` is the page asked for; ``pins`` are all of them, capped.

    ``facets`` maps a filter such as ``day:TH``, ``part:morning``, ``free``, ``access:step-free``,
    ``delivery:phone`` to how many results would be left with it. ``corrected`` maps a typed word to the
    words it was read as.
    """

    total: int
    found: tuple[FoundService, ...]
    pins: Sequence[Pin] = ()
    facets: Mapping[str, int] = field(default_factory=dict)
    relaxed: tuple[Relaxation, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
