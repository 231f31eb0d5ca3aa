"""What a person can take part in or give to: HSDS ``service`` with all that belongs to it.

The listing that people see on screen is this one value, saved and loaded whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from directory.model.location import Access, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Point
from directory.model.schedule import PartOfDay, Schedule, Weekday
from directory.model.verification import Verification


class Kind(StrEnum):
    """What sort of thing a listing is (PRODUCT: groups and local assets, not services alone)."""

    GROUP = "group"
    ACTIVITY = "activity"
    PLACE = "place"
    SERVICE = "service"
    VOLUNTEERING = "volunteering"
    EVENT = "event"


class Delivery(StrEnum):
    """How people take part."""

    AT_A_PLACE = "at-a-place"
    COMES_TO_YOU = "comes-to-you"
    PHONE = "phone"
    ONLINE = "online"


class Status(StrEnum):
    """HSDS ``service.status``."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


@dataclass(frozen=True, slots=True)
class Phone:
    """HSDS ``phone``: the number as printed; ``description`` says whose it is or what for."""

    id: str
    number: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """HSDS ``contact``; a named person is personal data and is shown only to those who may see it."""

    id: str
    name: str = ""
    title: str = ""
    email: str = ""
    phones: tuple[Phone, ...] = ()
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class CostOption:
    """HSDS ``cost_option``: ``amount`` in pounds, None when it is only described."""

    id: str
    option: str = ""
    amount: Decimal | None = None
    amount_description: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """HSDS ``attribute`` on a service, flattened with its ``taxonomy_term`` and ``taxonomy``."""

    id: str
    term: str
    term_uri: str = ""
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """What helps someone to come for the first time, each in plain words."""

    door: str = ""
    who_meets_you: str = ""
    what_to_say: str = ""
    on_the_day: str = ""
    getting_there: str = ""

    def __bool__(self) -> bool:
        """Whether anything at all is known."""
        return any((self.door, self.who_meets_you, self.what_to_say, self.on_the_day, self.getting_there))


@dataclass(frozen=True, slots=True)
class Service:
    """HSDS ``service`` plus what PRODUCT adds: ``kind``, ``deliveries``, ``welcomes``, ``first_visit``.

    ``minimum_age`` and ``maximum_age`` are years, None for no limit. ``welcomes`` are the kinds of help or
    gifts the group would like. ``full_until`` and ``ring_first`` protect small groups. ``source`` names the
    file or feed it came from. ``verifications`` are newest first.
    """

    id: str
    name: str
    organization: Organization
    description: str = ""
    summary: str = ""
    kind: Kind = Kind.GROUP
    status: Status = Status.ACTIVE
    url: str = ""
    email: str = ""
    fees: str = ""
    alert: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    is_free: bool | None = None
    deliveries: frozenset[Delivery] = frozenset({Delivery.AT_A_PLACE})
    welcomes: tuple[str, ...] = ()
    first_visit: FirstVisit = FirstVisit()
    full_until: date | None = None
    ring_first: bool = False
    assured_date: date | None = None
    last_modified: datetime | None = None
    source: str = ""
    locations: tuple[Location, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    contacts: tuple[Contact, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    languages: tuple[str, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    verifications: tuple[Verification, ...] = ()
    is_demo: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        """Every place it happens at that could be put on a map."""
        return tuple(location.point for location in self.locations if location.point)

    @property
    def days(self) -> frozenset[Weekday]:
        """The weekdays on which something is on."""
        return frozenset[Weekday]().union(*(schedule.days for schedule in self.schedules))

    @property
    def parts_of_day(self) -> frozenset[PartOfDay]:
        """The parts of the day in which something is on."""
        return frozenset[PartOfDay]().union(*(schedule.parts_of_day for schedule in self.schedules))

    @property
    def access(self) -> frozenset[Access]:
        """The known access features of any of its places."""
        return frozenset(
            item.feature for place in self.locations for item in place.accessibility if item.feature
        )

    @property
    def phones(self) -> Iterator[Phone]:
        """All numbers of its public contacts."""
        return (phone for contact in self.contacts if contact.is_public for phone in contact.phones)

    @property
    def checked_at(self) -> datetime | None:
        """When a human last confirmed anything about it; an edit is not a check."""
        return self.verifications[0].at if self.verifications else None
