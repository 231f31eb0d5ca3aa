"""Choosing among packed rows keeps the promises of choosing among listings, whatever rows they have."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.matching.nearness import Nearby
from directory.matching.reading import PreparedService
from directory.model.conversation import Statement, StatementKind
from directory.model.organization import Organization
from directory.model.service import Delivery, Service
from directory.model.suggestion import Portrait, Suggestions
from tests.unit.matching.neighbours import NOW, candidates, maker, matchmaker, near

WORDS = (
    "choir",
    "singing",
    "chess",
    "garden",
    "walking group",
    "knit and natter",
    "repair cafe",
    "bingo",
    "tea",
)
SAYINGS = (
    "I used to sing",
    "no bingo",
    "I can mend owt",
    "I miss the allotment",
    "not chess",
    "a bit of company",
    "can't get out of the house",
)
KINDS = tuple(StatementKind)
PLACES = st.tuples(st.integers(0, 5), st.sampled_from(WORDS), st.sampled_from((None, 300.0, 2_500.0)))

Placed = tuple[PreparedService, float | None]


@cache
def read(number: int, word: str) -> PreparedService:
    name = f"{word.title()} {number}"
    return matchmaker().prepare(
        Service(
            id=name,
            name=name,
            organization=Organization(f"o{number}", "A group"),
            description=f"Come for {word}.",
            welcomes=("someone to help",) if number % 2 else (),
            deliveries=frozenset({Delivery.PHONE if number == 3 else Delivery.AT_A_PLACE}),
        )
    )


listings = st.lists(PLACES, unique_by=lambda place: place[:2], max_size=9).map(
    lambda places: [(read(number, word), metres) for number, word, metres in places]
)
statements = st.lists(
    st.builds(Statement, st.sampled_from(KINDS), st.sampled_from(SAYINGS)), min_size=1, max_size=4
).map(tuple)


def nearby_of(placed: Sequence[Placed]) -> Nearby:
    metres = np.array([np.nan if far is None else far for _, far in placed], dtype=np.float64)
    rows = np.arange(len(placed))
    going = ~np.isnan(metres)
    return Nearby(rows[going], metres[going], rows[~going])


def suggest(said: tuple[Statement, ...], placed: Sequence[Placed], *, later: int = 0) -> Suggestions:
    """From rows in this order, the last so many of them added afterwards."""
    read_first = [prepared for prepared, _ in placed[: len(placed) - later]]
    services = [prepared.service for prepared, _ in placed]
    rows = maker().pack(read_first).appended(services[len(read_first) :])
    return matchmaker().suggest_near(
        Portrait(said), near(rows, services, nearby_of(placed)), now=NOW, limit=8
    )


@settings(deadline=None, max_examples=60)
@given(said=statements, placed=listings, later=st.integers(0, 3))
def test_rows_show_what_the_listings_themselves_would_show(
    said: tuple[Statement, ...], placed: list[Placed], later: int
) -> None:
    found = suggest(said, placed, later=min(later, len(placed)))

    among = candidates([prepared for prepared, _ in placed], nearby_of(placed))
    expected = matchmaker().suggest(Portrait(said), among, now=NOW, limit=8)
    assert {each.service.id for each in found.go} == {each.service.id for each in expected.go}
    assert {each.service.id for each in found.give} == {each.service.id for each in expected.give}
    assert {(e.service.id, e.why) for e in found.left_out} == {
        (e.service.id, e.why) for e in expected.left_out
    }


@settings(deadline=None, max_examples=40)
@given(said=statements, placed=listings, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_statements_does_not_matter(
    said: tuple[Statement, ...], placed: list[Placed], order: object
) -> None:
    shuffled, reworded = list(placed), list(said)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    order.shuffle(reworded)  # type: ignore[attr-defined]

    assert suggest(said, placed) == suggest(tuple(reworded), shuffled)


@settings(deadline=None, max_examples=40)
@given(said=statements, placed=listings)
def test_a_row_that_has_nothing_to_do_with_it_changes_nothing(
    said: tuple[Statement, ...], placed: list[Placed]
) -> None:
    stranger = matchmaker().prepare(
        Service(id="x", name="Zzyzx", organization=Organization("x", "Xyzzy"), description="Qwxyz.")
    )

    assert suggest(said, [(stranger, 10.0), *placed]) == suggest(said, placed)


@settings(deadline=None, max_examples=30)
@given(word=st.sampled_from(WORDS), far=st.floats(400.0, 20_000.0), nearer_first=st.booleans())
def test_the_nearer_of_two_equals_comes_first(word: str, far: float, nearer_first: bool) -> None:  # noqa: FBT001
    pair: list[Placed] = [(read(1, word), 300.0), (read(2, word), far)]

    found = suggest((Statement(StatementKind.WISH, word),), pair if nearer_first else pair[::-1])

    assert [each.metres for each in found.go] == sorted(each.metres or 0.0 for each in found.go)


@settings(deadline=None, max_examples=40)
@given(placed=listings)
def test_a_refusal_is_never_contradicted(placed: list[Placed]) -> None:
    found = suggest((Statement(StatementKind.WISH, "some company and games, no bingo"),), placed)

    assert not [each for each in (*found.go, *found.give) if "Bingo" in each.service.name]
