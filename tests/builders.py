"""Short ways to say what a test is about; everything not said is as plain as it can be."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from directory.model.location import Access, Accessibility, Address, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Place, Point, Precision
from directory.model.schedule import Frequency, Schedule, Weekday
from directory.model.service import Attribute, Service
from directory.model.verification import Method, Verification

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)  # a Wednesday
MALVERN = (52.1115, -2.3245)
WORCESTER = (52.1920, -2.2200)


def an_id(*words: object) -> str:
    """The same words give the same uuid."""
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, words))))


def a_place(at: tuple[float, float] = MALVERN, label: str = "Great Malvern") -> Place:
    """Somewhere to look from."""
    return Place(label, Point(*at), Precision.EXACT)


def a_location(
    at: tuple[float, float] | None = MALVERN,
    *,
    name: str = "",
    town: str = "",
    access: Iterable[Access] = (),
) -> Location:
    """A venue; ``at=None`` is one that could not be placed."""
    return Location(
        id=an_id("location", at, name, town),
        name=name,
        point=Point(*at) if at else None,
        precision=Precision.EXACT if at else Precision.NONE,
        address=Address(an_id("address", town), city=town) if town else None,
        accessibility=tuple(Accessibility(an_id(one), one.value, feature=one) for one in sorted(access)),
    )


def weekly(*days: Weekday, opens: str = "10:00", closes: str = "12:00", interval: int = 1) -> Schedule:
    """Every week on these days; ``opens=""`` when the hours are not known."""
    return Schedule(
        id=an_id("weekly", days, opens, closes, interval),
        freq=Frequency.WEEKLY,
        interval=interval,
        byday=",".join(day.value for day in days),
        opens_at=time.fromisoformat(opens) if opens else None,
        closes_at=time.fromisoformat(closes) if opens and closes else None,
    )


def monthly(byday: str, *, opens: str = "10:00", closes: str = "12:00") -> Schedule:
    """Every month on days such as ``2WE`` or ``-1FR``."""
    return replace(weekly(opens=opens, closes=closes), freq=Frequency.MONTHLY, byday=byday)


def once(on: date, *, opens: str = "10:00", closes: str = "12:00") -> Schedule:
    """A single event."""
    return replace(weekly(opens=opens, closes=closes), freq=None, dtstart=on)


def a_check(at: datetime, method: Method = Method.RANG) -> Verification:
    """Someone made sure."""
    return Verification(an_id("check", at), at, "Jo", method)


def an_area(name: str = "Worcestershire", miles: float | None = None) -> ServiceArea:
    """Where a group comes to."""
    return ServiceArea(an_id("area", name, miles), name, miles=miles)


def a_service(
    name: str = "Tea and chat",
    *,
    at: tuple[float, float] | None = MALVERN,
    organization: str = "Neighbours Together",
    topics: Iterable[str] = (),
    access: Iterable[Access] = (),
    checked: datetime | None = None,
    **more: object,
) -> Service:
    """A listing; ``more`` are fields of Service as they stand, ``at=None`` a group without premises."""
    plain = Service(
        id=an_id("service", name),
        name=name,
        organization=Organization(an_id("organization", organization), organization),
        locations=(a_location(at, access=access),) if at else (),
        attributes=tuple(Attribute(an_id("attribute", topic), topic) for topic in topics),
        verifications=(a_check(checked),) if checked else (),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # names of fields, checked when the test runs
