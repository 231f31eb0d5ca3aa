"""A service as bytes and back, some ten thousand times a second.

The bytes are Python's own pickle, but classes and fixed values stand in them as numbers of a table made from
the model, and nothing else can be named: whatever stands in a file, reading it makes values of the model or
fails.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import EnumMeta
from hashlib import sha256
from io import BytesIO
from operator import attrgetter
from pickle import HIGHEST_PROTOCOL, Pickler, Unpickler, UnpicklingError
from typing import get_args, get_type_hints

from directory.model.schedule import Schedule
from directory.model.service import Service

_PLAIN = (date, time, datetime, timedelta, timezone, Decimal)


class NotPackedHereError(ValueError):
    """Bytes that are not what they should be."""


def pack(value: Service | tuple[Schedule, ...]) -> bytes:
    """The value as bytes."""
    content = BytesIO()
    _Packer(content, HIGHEST_PROTOCOL).dump(value)
    return content.getvalue()


def unpack_service(content: bytes) -> Service:
    """The service that was packed; ``NotPackedHereError`` when it was none."""
    value = _unpacked(content)
    if not isinstance(value, Service):
        raise NotPackedHereError
    return value


def unpack_schedules(content: bytes) -> tuple[Schedule, ...]:
    """The schedules that were packed; ``NotPackedHereError`` when they were none."""
    value = _unpacked(content)
    if not isinstance(value, tuple):
        raise NotPackedHereError
    return value


def model_digest() -> str:
    """Another digest, another model: what was packed under one cannot be read under the other."""
    words = [
        f"{one!r} {[field.name for field in fields(one)] if is_dataclass(one) else ''}" for one in _TABLE
    ]
    return sha256("\n".join(words).encode()).hexdigest()


def _unpacked(content: bytes) -> object:
    try:
        return _Unpacker(BytesIO(content)).load()
    except (UnpicklingError, EOFError, IndexError, TypeError, AttributeError) as error:
        raise NotPackedHereError from error


class _Packer(Pickler):
    def reducer_override(self, one: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        number = _NUMBERS.get(id(one))
        if number is not None:
            return _at, (number,)
        if parts := _PARTS.get(type(one)):
            return type(one), parts(one)
        return NotImplemented  # type: ignore[no-any-return]  # "as you always do", says the library


class _Unpacker(Unpickler):
    def find_class(self, module: str, name: str, /) -> Callable[[int], object]:
        if (module, name) != (__name__, _at.__name__):
            raise NotPackedHereError(module, name)
        return _at


def _at(number: int) -> object:
    return _TABLE[number]


def _kinds_in(hint: object) -> Iterator[type]:
    """Every class of the model that a value of this type can hold."""
    if isinstance(hint, EnumMeta):
        yield hint
    elif isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _kinds_in(inner)
    else:
        for inner in get_args(hint):
            yield from _kinds_in(inner)


def _table() -> tuple[object, ...]:
    kinds = dict.fromkeys(_kinds_in(Service))
    values: list[object] = []
    for kind in kinds:
        values += kind if isinstance(kind, EnumMeta) else ()
    return (*_PLAIN, UTC, *kinds, *values)


def _parts() -> Mapping[type, Callable[[object], tuple[object, ...]]]:
    kinds = [kind for kind in _TABLE if isinstance(kind, type) and is_dataclass(kind)]
    return {kind: _getter([field.name for field in fields(kind)]) for kind in kinds}


def _getter(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    several = attrgetter(*names)
    return several if len(names) > 1 else lambda one: (several(one),)


_TABLE = _table()
_NUMBERS: Mapping[int, int] = {id(one): number for number, one in enumerate(_TABLE)}
_PARTS = _parts()
