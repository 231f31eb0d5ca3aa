"""Listings as matching has read them, packed field by field."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Self, get_type_hints

from directory.matching.aboutness import Shown
from directory.matching.index.drawer import Drawer
from directory.matching.meaning import Vectors
from directory.matching.nearness import Flags, Rows
from directory.matching.prepared.aspects import ASPECTS
from directory.matching.prepared.columns import Column, MarkColumn, ValueColumn, VectorColumn
from directory.matching.prepared.shown import ShownColumn
from directory.matching.reading import PreparedService, text_of
from directory.matching.sameness import name_key, organization_key
from directory.model.service import Delivery, Service

Values = ValueColumn[Hashable]

# The columns through which a listing is linked to a person: by what is meant, and by the very same words.
LINKING = ("concepts", "stems")

_NO_JOURNEY = frozenset({Delivery.PHONE, Delivery.ONLINE})
_HINTS: Mapping[str, object] = MappingProxyType(get_type_hints(PreparedService))
_FROM_THE_SERVICE = frozenset({"service", "text"})
_FIELDS = tuple(each.name for each in fields(PreparedService) if each.name not in _FROM_THE_SERVICE)
_SHOWN = tuple(name for name in _FIELDS if _HINTS[name] == Mapping[str, Shown])
_VECTORS = tuple(name for name in _FIELDS if _HINTS[name] == Vectors)
_VALUES = tuple(name for name in _FIELDS if name not in {*_SHOWN, *_VECTORS})


def _checked(prepared: PreparedService) -> int:
    service = prepared.service
    day = service.checked_at.date() if service.checked_at else service.assured_date
    return day.toordinal() if day else 0


def _is_everywhere(prepared: PreparedService) -> bool:
    """Whether most people are offered it wherever they live; at worst, a wrong guess costs time."""
    service = prepared.service
    comes_any_way = Delivery.COMES_TO_YOU in service.deliveries and not any(
        area.miles for area in service.service_areas
    )
    return comes_any_way or not service.points or not _NO_JOURNEY.isdisjoint(service.deliveries)


# Beside the fields: what is asked of very many rows before any of them is put together again.
_ASIDES: Mapping[str, Callable[[PreparedService], Hashable]] = MappingProxyType(
    {
        **ASPECTS,
        "checked": _checked,
        "everywhere": _is_everywhere,
        "wants_help": attrgetter("wants_help"),
    }
)


SAMENESS: Mapping[str, Callable[[Service], str]] = MappingProxyType(
    {"same_name": name_key, "same_organization": organization_key}
)


@dataclass(frozen=True, slots=True)
class PackedServices:
    """A column for each field of ``PreparedService`` but those that the listing itself brings along.

    ``values`` has some more: the aspects, ``checked`` (the day's ordinal, 0 for never), ``wants_help`` and
    ``everywhere``. ``marks`` tell which listings have the same name and organisation.
    """

    shown: Mapping[str, ShownColumn]
    vectors: Mapping[str, VectorColumn]
    values: Mapping[str, Values]
    marks: Mapping[str, MarkColumn]

    @classmethod
    def pack(cls, services: Sequence[PreparedService]) -> Self:
        """The fields of these listings."""
        readers: dict[str, Callable[[PreparedService], Hashable]]
        readers = {name: attrgetter(name) for name in _VALUES} | dict(_ASIDES)
        return cls(
            {name: ShownColumn.pack([getattr(one, name) for one in services]) for name in _SHOWN},
            {name: VectorColumn.pack([getattr(one, name) for one in services]) for name in _VECTORS},
            {name: Values.pack(read(one) for one in services) for name, read in readers.items()},
            {name: MarkColumn.pack(key(one.service) for one in services) for name, key in SAMENESS.items()},
        )

    def __len__(self) -> int:
        """How many listings."""
        return len(self.values["checked"])

    def flags(self, name: str, rows: Rows) -> Flags:
        """By row, whether a value is true."""
        return self.values[name].judged(rows, bool) > 0

    def listing(self, row: int, service: Service) -> PreparedService:
        """One listing put together again."""
        columns: tuple[tuple[str, Column], ...] = (*self.shown.items(), *self.vectors.items())
        packed: dict[str, Any] = {name: column.at(row) for name, column in columns}
        packed |= {name: self.values[name].at(row) for name in _VALUES}
        return PreparedService(service=service, text=text_of(service), **packed)

    def joined(self, others: Sequence[Self]) -> Self:
        """With the rows of others behind."""
        return type(self)(
            {name: one.joined([other.shown[name] for other in others]) for name, one in self.shown.items()},
            {
                name: one.joined([other.vectors[name] for other in others])
                for name, one in self.vectors.items()
            },
            {name: one.joined([other.values[name] for other in others]) for name, one in self.values.items()},
            {name: one.joined([other.marks[name] for other in others]) for name, one in self.marks.items()},
        )

    def taken(self, rows: Rows) -> Self:
        """Only these rows, in this order."""
        return type(self)(
            {name: one.taken(rows) for name, one in self.shown.items()},
            {name: one.taken(rows) for name, one in self.vectors.items()},
            {name: one.taken(rows) for name, one in self.values.items()},
            {name: one.taken(rows) for name, one in self.marks.items()},
        )

    def save(self, drawer: Drawer) -> None:
        """Write every column."""
        columns: Iterable[tuple[str, Column]]
        columns = (
            *self.shown.items(),
            *self.vectors.items(),
            *self.values.items(),
            *self.marks.items(),
        )
        for name, column in columns:
            column.save(drawer, name)

    @classmethod
    def load(cls, drawer: Drawer) -> Self:
        """As saved; ``OSError`` or ``ValueError`` when it is not whole."""
        return cls(
            {name: ShownColumn.load(drawer, name) for name in _SHOWN},
            {name: VectorColumn.load(drawer, name) for name in _VECTORS},
            {name: Values.load(drawer, name) for name in (*_VALUES, *_ASIDES)},
            {name: MarkColumn.load(drawer, name) for name in SAMENESS},
        )
