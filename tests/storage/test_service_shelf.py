"""What the directory promises over both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from directory.errors import NotFoundError
from directory.model.location import Access, Accessibility, Address, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Point, Precision
from directory.model.schedule import Frequency, Schedule
from directory.model.service import (
    Attribute,
    Contact,
    CostOption,
    Delivery,
    FirstVisit,
    Kind,
    Phone,
    Service,
    Status,
)
from directory.model.verification import CheckedField, Method, Outcome, Verification
from directory.storage.ports import Origin
from directory.storage.store import SqlStore

_SPACE = UUID("5f2c4c8e-7b0c-4a57-9a3c-111111111111")


def _id(name: str) -> str:
    return str(uuid5(_SPACE, name))


def a_full_service(name: str = "Shed") -> Service:
    """Every field filled, so that a forgotten column shows."""
    return Service(
        id=_id(name),
        name=name,
        organization=Organization(
            _id("org"), "Friends of the Green", "d", "https://a.example.org", "o@example.org"
        ),
        description="Mending things together.",
        summary="A shed",
        kind=Kind.ACTIVITY,
        status=Status.TEMPORARILY_CLOSED,
        url="https://b.example.org",
        email="shed@example.org",
        fees="£2",
        alert="Shut in August",
        minimum_age=18,
        maximum_age=99,
        is_free=False,
        deliveries=frozenset({Delivery.AT_A_PLACE, Delivery.PHONE}),
        welcomes=("chairs to mend", "a driver"),
        first_visit=FirstVisit("green door", "Pat", "hello", "£2", "bus 44"),
        full_until=date(2026, 12, 1),
        ring_first=True,
        assured_date=date(2026, 11, 1),
        last_modified=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
        source="test",
        locations=(_a_location(name),),
        schedules=(_a_schedule(), Schedule(id="s2", typed="by appointment")),
        contacts=(
            Contact("c1", "Pat", "organiser", "pat@example.org", (Phone("p1", "01632 960001", "shed"),)),
            Contact("c2", "Kim", phones=(Phone("p2", "01632 960002"), Phone("p3", "x")), is_public=False),
        ),
        cost_options=(CostOption("k1", "session", Decimal("2.50"), "tea included"), CostOption("k2")),
        languages=("English", "Polish"),
        service_areas=(ServiceArea("a1", "Malvern", "polygon", 3.5),),
        attributes=(Attribute("t1", "Woodwork", "https://c.example.org", "topics"),),
        verifications=(_a_check("newer", 3), _a_check("older", 1)),
        is_demo=True,
    )


def _a_location(name: str) -> Location:
    return Location(
        _id(f"{name} place"),
        "Village hall",
        "behind the church",
        point=Point(52.1, -2.3),
        precision=Precision.EXACT,
        address=Address("ad", "1 High Street", "Malvern", "Worcestershire", "WR14 1AA"),
        accessibility=(
            Accessibility("x1", "ramp", "at the side", Access.STEP_FREE),
            Accessibility("x2", "a kind dog"),
        ),
    )


def _a_schedule() -> Schedule:
    return Schedule(
        id="s1",
        freq=Frequency.MONTHLY,
        interval=2,
        byday="2WE,-1FR",
        opens_at=time(10, 30),
        closes_at=time(12),
        dtstart=date(2026, 1, 1),
        valid_from=date(2026, 1, 2),
        valid_to=date(2027, 1, 1),
        typed="2nd Wed",
        notes="not in August",
        attending_type="in person",
        schedule_link="https://d.example.org",
    )


def _a_check(name: str, day: int) -> Verification:
    return Verification(
        _id(name),
        datetime(2026, 11, day, tzinfo=UTC),
        "a connector",
        Method.RANG,
        frozenset({CheckedField.TIMES, CheckedField.COST}),
        Outcome.CHANGED,
        "new time",
    )


def test_a_service_comes_back_as_it_was_saved(store: SqlStore) -> None:
    service = a_full_service()

    with store.writing() as shelves:
        shelves.services.save([service])

    with store.reading() as shelves:
        assert shelves.services.get(service.id) == service
        assert list(shelves.services.all()) == [service]


def test_saving_again_replaces_all_that_belongs_to_it_but_never_takes_evidence_away(store: SqlStore) -> None:
    service = a_full_service()
    thinner = replace(
        service,
        name="Shed two",
        schedules=(),
        locations=(),
        contacts=(),
        cost_options=(),
        welcomes=(),
        attributes=(),
        languages=(),
        service_areas=(),
        verifications=(),
    )

    with store.writing() as shelves:
        shelves.services.save([service])
        shelves.services.save([thinner])

    with store.reading() as shelves:
        kept = shelves.services.get(service.id)
        assert kept == replace(thinner, verifications=service.verifications)


def test_names_need_not_be_unique_and_a_place_may_be_shared(store: SqlStore) -> None:
    one = a_full_service()
    other = replace(one, id=_id("another"), verifications=())

    with store.writing() as shelves:
        shelves.services.save([one, other])
        shelves.services.remove([one.id])

    with store.reading() as shelves:
        assert shelves.services.get(other.id) == other
        assert shelves.services.count() == 1


def test_a_change_in_a_failing_transaction_is_undone_whole(store: SqlStore) -> None:
    def save_and_fail() -> None:
        with store.writing() as shelves:
            shelves.services.save([a_full_service()])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()

    with store.reading() as shelves:
        assert shelves.services.count() == 0
        assert shelves.services.revision() == 0


def test_the_revision_moves_with_every_change(store: SqlStore) -> None:
    with store.writing() as shelves:
        shelves.services.save([a_full_service()])
    with store.reading() as shelves:
        first = shelves.services.revision()

    with store.writing() as shelves:
        shelves.services.remove([_id("Shed")])

    with store.reading() as shelves:
        assert shelves.services.revision() > first


def test_a_listing_that_is_gone_says_so(store: SqlStore) -> None:
    with store.reading() as shelves, pytest.raises(NotFoundError, match="no listing"):
        shelves.services.get(_id("nothing"))


def test_where_a_listing_came_from_is_remembered(store: SqlStore) -> None:
    origin = Origin("list.csv", "row 1", _id("Shed"), "digest")

    with store.writing() as shelves:
        shelves.services.save_origins([origin])
        shelves.services.save_origins([replace(origin, digest="newer")])

    with store.reading() as shelves:
        assert shelves.services.origins("list.csv") == {"row 1": replace(origin, digest="newer")}
        assert shelves.services.origins("other.csv") == {}


def test_more_services_than_one_statement_holds_are_saved_and_found(store: SqlStore) -> None:
    many = [replace(a_full_service(f"Shed {n}"), verifications=()) for n in range(1_203)]

    with store.writing() as shelves:
        shelves.services.save(many)

    with store.reading() as shelves:
        found = shelves.services.find([service.id for service in many])
        assert found == {service.id: service for service in many}
