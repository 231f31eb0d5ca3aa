"""Whatever is asked of whatever directory."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.matching.search_index import DirectoryIndex
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import SearchResult, ServiceQuery, Sort
from directory.model.service import Delivery, Service, Status
from tests.builders import NOW, a_place, a_service, an_area, monthly, once, weekly

WORDS = ("tai chi", "choir", "heart", "art", "garden", "gardening", "the", "lunch", "o'clock")

hours = st.sampled_from(
    (("09:00", "11:00"), ("14:00", "16:00"), ("18:30", "20:00"), ("11:00", "15:00"), ("", ""))
)
weeks = st.builds(
    lambda day, times: weekly(day, opens=times[0], closes=times[1]), st.sampled_from(Weekday), hours
)
months = st.builds(monthly, st.sampled_from(("2WE", "-1FR")))
events = st.builds(lambda days: once((NOW + timedelta(days=days)).date()), st.integers(-30, 30))
points = st.tuples(st.floats(52.0, 52.3), st.floats(-2.5, -2.1))


@st.composite
def listings(draw: st.DrawFn) -> Service:
    name = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
    return a_service(
        name,
        id=str(draw(st.uuids())),
        at=draw(st.none() | points),
        access=draw(st.sets(st.sampled_from(Access), max_size=2)),
        checked=draw(st.none() | st.integers(0, 900).map(lambda days: NOW - timedelta(days=days))),
        description=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
        schedules=tuple(draw(st.lists(weeks | months | events, max_size=3))),
        deliveries=draw(st.frozensets(st.sampled_from(Delivery), min_size=1, max_size=2)),
        service_areas=draw(st.sampled_from([(), (an_area(miles=3.0),), (an_area(),)])),
        is_free=draw(st.sampled_from((True, False, None))),
        status=draw(st.sampled_from((Status.ACTIVE, Status.ACTIVE, Status.DEFUNCT))),
        minimum_age=draw(st.sampled_from((None, 18, 60))),
    )


directories = st.lists(listings(), max_size=8, unique_by=lambda service: service.id)
questions = st.builds(
    ServiceQuery,
    words=st.sampled_from(("", *WORDS, "gard", "gardne", "choir lunch", "xyzzy")) | st.text(max_size=12),
    near=st.none() | points.map(a_place),
    within_miles=st.sampled_from((None, 1.0, 5.0)),
    days=st.frozensets(st.sampled_from(Weekday), max_size=2),
    parts_of_day=st.frozensets(st.sampled_from(PartOfDay), max_size=1),
    free=st.booleans(),
    access=st.frozensets(st.sampled_from(Access), max_size=1),
    age=st.none() | st.integers(0, 100),
    deliveries=st.frozensets(st.sampled_from(Delivery), max_size=1),
    sort=st.none() | st.sampled_from(Sort),
    limit=st.just(100),
)
NO_FILTERS: dict[str, object] = {
    "within_miles": None,
    "days": frozenset(),
    "parts_of_day": frozenset(),
    "free": False,
    "access": frozenset(),
    "age": None,
    "deliveries": frozenset(),
}


def answer(services: list[Service], query: ServiceQuery) -> SearchResult:
    return DirectoryIndex.build(services, 1).search(query, now=NOW)


def ids(result: SearchResult) -> set[str]:
    return {found.service.id for found in result.found}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data(), directories, questions)
def test_the_order_of_the_input_changes_nothing(
    data: st.DataObject, services: list[Service], query: ServiceQuery
) -> None:
    shuffled = data.draw(st.permutations(services))

    assert answer(services, query) == answer(shuffled, query)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(directories, questions, st.sampled_from(sorted(NO_FILTERS)))
def test_a_filter_never_adds_results(services: list[Service], query: ServiceQuery, name: str) -> None:
    without = replace(query, **{name: NO_FILTERS[name]})  # type: ignore[arg-type]  # fields by name

    assert ids(answer(services, query)) <= ids(answer(services, without))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(directories, questions)
def test_a_facet_counts_what_it_leaves_when_it_is_applied(
    services: list[Service], query: ServiceQuery
) -> None:
    index = DirectoryIndex.build(services, 1)

    for facet, count in index.search(query, now=NOW).facets.items():
        assert index.search(with_facet(query, facet), now=NOW).total == count, facet


def with_facet(query: ServiceQuery, facet: str) -> ServiceQuery:
    kind, _, value = facet.partition(":")
    match kind:
        case "day":
            return replace(query, days=query.days | {Weekday(value)})
        case "part":
            return replace(query, parts_of_day=query.parts_of_day | {PartOfDay(value)})
        case "access":
            return replace(query, access=query.access | {Access(value)})
        case "delivery":
            return replace(query, deliveries=query.deliveries | {Delivery(value)})
        case _:
            return replace(query, free=True)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(directories, questions)
def test_each_step_of_the_ladder_brings_what_it_promises(
    services: list[Service], query: ServiceQuery
) -> None:
    index = DirectoryIndex.build(services, 1)
    result = index.search(query, now=NOW)

    for step in result.relaxed:
        after = index.search(query.changed(step.change), now=NOW)
        assert len(ids(after) - ids(result)) == step.more > 0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(directories, questions)
def test_what_needs_no_place_is_found_from_everywhere(services: list[Service], query: ServiceQuery) -> None:
    query = replace(ServiceQuery(near=query.near, within_miles=query.within_miles), limit=100)
    found = ids(answer(services, query))

    for service in services:
        no_place = not service.points or service.deliveries & {Delivery.PHONE, Delivery.ONLINE}
        assert service.id in found or not no_place or service.status is Status.DEFUNCT
