import pytest

from directory.errors import NotFoundError
from directory.matching.search_index import MOST_PINS, DirectoryIndex
from directory.model.location import Location
from directory.model.place import METRES_PER_MILE, Point, metres_between
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Delivery, Service
from tests.builders import MALVERN, WORCESTER, a_location, a_place, a_service, an_area
from tests.unit.search.asking import ask, names

NORTH_BY_A_MILE = METRES_PER_MILE / 111_195.08
AROUND_MALVERN = ServiceQuery(near=a_place(MALVERN), within_miles=3)


def miles_north(miles: float) -> tuple[float, float]:
    return MALVERN[0] + miles * NORTH_BY_A_MILE, MALVERN[1]


def comes_to_people(name: str, *, miles: float | None) -> Service:
    """From a base eight miles off."""
    comes = frozenset({Delivery.COMES_TO_YOU})
    return a_service(name, at=miles_north(8), deliveries=comes, service_areas=(an_area(miles=miles),))


@pytest.mark.parametrize("delivery", [Delivery.PHONE, Delivery.ONLINE, Delivery.COMES_TO_YOU])
def test_what_needs_no_journey_never_vanishes_when_a_postcode_is_given(delivery: Delivery) -> None:
    far_office = a_service("Calls", at=(57.0, -4.0), deliveries=frozenset({delivery}))

    result = ask([far_office], AROUND_MALVERN)

    assert names(result) == ["Calls"]
    assert result.found[0].metres is None
    assert result.pins == ()


def test_a_group_without_premises_never_vanishes_when_a_postcode_is_given() -> None:
    services = [
        a_service("No premises", at=None),
        a_service("Not placed", at=None, locations=(a_location(None),)),
    ]

    assert ask(services, AROUND_MALVERN).total == 2


def test_a_group_that_comes_to_people_comes_as_far_as_it_says() -> None:
    services = [
        comes_to_people("Reaches us", miles=10),
        comes_to_people("Stops short", miles=5),
        comes_to_people("Does not say", miles=None),
    ]

    assert names(ask(services, AROUND_MALVERN)) == ["Does not say", "Reaches us"]
    assert ask(services, ServiceQuery(near=a_place())).total == 3


def test_a_place_that_can_also_be_rung_stays_without_a_distance_when_it_is_far() -> None:
    both = frozenset({Delivery.AT_A_PLACE, Delivery.PHONE})
    near, far = (
        a_service("Near", at=miles_north(1), deliveries=both),
        a_service("Far", at=WORCESTER, deliveries=both),
    )

    result = ask([near, far], AROUND_MALVERN)

    assert [(one.service.name, one.metres is None) for one in result.found] == [
        ("Near", False),
        ("Far", True),
    ]


def test_distances_are_numbers_in_order() -> None:
    services = [a_service(f"At {miles}", at=miles_north(miles)) for miles in (10.2, 2.1, 9.0, 100.0)]

    result = ask(services, ServiceQuery(near=a_place(), sort=Sort.NEAREST))

    assert names(result) == ["At 2.1", "At 9.0", "At 10.2", "At 100.0"]
    assert result.found[0].metres == pytest.approx(2.1 * METRES_PER_MILE, rel=1e-3)


def test_the_radius_ends_where_it_says() -> None:
    services = [a_service("In", at=miles_north(2.99)), a_service("Out", at=miles_north(3.01))]

    assert names(ask(services, AROUND_MALVERN)) == ["In"]


def test_of_several_places_the_nearest_counts() -> None:
    service = a_service("Two halls", at=None, locations=(a_location(WORCESTER), a_location(miles_north(1))))

    result = ask([service], AROUND_MALVERN)

    assert result.found[0].metres == pytest.approx(METRES_PER_MILE, rel=1e-3)
    assert len(result.pins) == 1


def test_what_needs_no_journey_stands_after_the_near_and_before_the_far() -> None:
    services = [
        a_service("A phone line", deliveries=frozenset({Delivery.PHONE})),
        a_service("Near", at=miles_north(1)),
        a_service("Far", at=miles_north(20)),
    ]

    assert names(ask(services, ServiceQuery(near=a_place()))) == ["Near", "A phone line", "Far"]


def test_a_pin_has_the_number_of_its_card() -> None:
    services = [a_service(f"Group {place}", at=miles_north(place)) for place in range(5)]

    result = ask(services, ServiceQuery(near=a_place(), limit=2, offset=2))

    assert names(result) == ["Group 2", "Group 3"]
    assert {pin.name: pin.number for pin in result.pins} == {
        "Group 0": None, "Group 1": None, "Group 2": 1, "Group 3": 2, "Group 4": None,
    }  # fmt: skip


def test_the_map_gets_the_first_pins_only_when_there_are_too_many() -> None:
    locations = tuple(a_location(miles_north(place / 1000), name=str(place)) for place in range(MOST_PINS))
    many = a_service("B many", at=None, locations=locations)

    result = ask([many, a_service("Alone")], ServiceQuery())

    assert len(result.pins) == MOST_PINS
    assert result.pins[0].name == "Alone"


def near_ids(services: list[Service], metres: float) -> list[tuple[str, float | None]]:
    index = DirectoryIndex.build(services, 1)
    return [(index.get(found).name, far) for found, far in index.near(Point(*MALVERN), metres)]


def test_who_is_near_comes_nearest_first_and_then_what_needs_no_journey() -> None:
    services = [
        a_service("Far", at=WORCESTER),
        a_service("Two miles", at=miles_north(2)),
        a_service("One mile", at=miles_north(1)),
        a_service("Phone", at=WORCESTER, deliveries=frozenset({Delivery.PHONE})),
        a_service("Both", at=WORCESTER, deliveries=frozenset({Delivery.PHONE, Delivery.AT_A_PLACE})),
        comes_to_people("Comes", miles=9),
        comes_to_people("Stays away", miles=1),
    ]

    found = near_ids(services, 5_000)

    assert [name for name, _ in found] == ["One mile", "Two miles", "Both", "Comes", "Phone"]
    assert [far is None for _, far in found] == [False, False, True, True, True]
    assert found[0][1] == pytest.approx(METRES_PER_MILE, rel=1e-3)


def test_who_is_near_agrees_with_the_distance_of_the_model() -> None:
    services = [a_service(f"{step}", at=(52.0 + step / 300, -2.4 + step / 500)) for step in range(60)]

    found = dict(near_ids(services, 9_000))

    expected = {one.name: metres_between(Point(*MALVERN), one.points[0]) for one in services}
    assert found == pytest.approx({name: far for name, far in expected.items() if far <= 9_000})


def test_nobody_is_near_in_an_empty_directory() -> None:
    assert near_ids([], 1_000) == []


def test_asking_for_a_listing_that_is_not_there_says_so() -> None:
    with pytest.raises(NotFoundError, match="no listing here"):
        DirectoryIndex.build([], 1).get("nothing")


def test_the_index_remembers_the_revision_it_was_built_from() -> None:
    index = DirectoryIndex.build([a_service()], 42)

    assert (index.revision, len(index)) == (42, 1)


def test_a_place_that_cannot_be_put_on_a_map_has_no_pin() -> None:
    unplaced = a_service("Unplaced", at=None, locations=(Location("somewhere"),))

    assert ask([unplaced], ServiceQuery()).pins == ()
