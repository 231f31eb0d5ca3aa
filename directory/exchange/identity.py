"""Ids that are the same whenever the same file is read, so that reading twice changes nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import Field, replace
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from directory.model.location import Location
from directory.model.service import Contact, Service
from directory.model.verification import Verification

_NAMESPACE = UUID("6f0c5d2e-3a84-5b4e-9d53-6a1f0c8e7b21").bytes


class _HasId(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


def stable_id(*parts: str) -> str:
    """A version 5 uuid of the parts, written out: a large file asks for hundreds of thousands of them."""
    words = "\x1f".join(parts).encode(errors="replace")
    digest = bytearray(hashlib.sha1(_NAMESPACE + words, usedforsecurity=False).digest())
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest[:16].hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def uuid_or_stable(given: str, *parts: str) -> str:
    """The uuid the source gave, in lower case, or one made from ``parts`` and what was given."""
    try:
        return str(UUID(given))
    except ValueError:
        return stable_id(*parts, given)


def fingerprint(*parts: str) -> str:
    """Twelve letters that stand for the words, whatever their case and spacing."""
    words = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:12]


def identified(service: Service) -> Service:
    """The service with an id on each of its parts, all made from the service's own.

    Ids that a source gave to parts are not kept: real feeds give one id to parts of several services.
    """
    owner = service.id
    return replace(
        service,
        locations=_numbered(owner, "location", [_with_parts(owner, place) for place in service.locations]),
        schedules=_numbered(owner, "schedule", service.schedules),
        contacts=_numbered(owner, "contact", [_with_phones(owner, contact) for contact in service.contacts]),
        cost_options=_numbered(owner, "cost", service.cost_options),
        service_areas=_numbered(owner, "area", service.service_areas),
        attributes=_numbered(owner, "attribute", service.attributes),
        verifications=_numbered(owner, "check", service.verifications),
    )


def _numbered(owner: str, role: str, parts: Iterable[_Part]) -> tuple[_Part, ...]:
    """Two equal parts of one service still differ by their place in the row."""
    return tuple(
        replace(part, id=stable_id(owner, role, str(place), _content(part)))
        for place, part in enumerate(parts)
    )


def _content(part: object) -> str:
    """Its words in one order; a set of checked fields has none of its own."""
    if isinstance(part, Verification):
        return " ".join([part.at.isoformat(), part.method, *sorted(part.fields), part.outcome])
    return repr(part)


def _with_parts(owner: str, location: Location) -> Location:
    address = location.address and _numbered(owner, "address", (location.address,))[0]
    return replace(
        location,
        id="",
        address=address,
        accessibility=_numbered(f"{owner}{location.id}", "access", location.accessibility),
    )


def _with_phones(owner: str, contact: Contact) -> Contact:
    return replace(
        contact, phones=_numbered(f"{owner}{contact.name}{contact.title}", "phone", contact.phones)
    )
