"""Looking at the likeliest alone shows what looking at everything would have shown."""

from dataclasses import replace

import numpy as np
import pytest

from directory.matching.nearness import Nearby
from directory.model.conversation import Statement, StatementKind
from directory.model.service import Delivery
from directory.model.suggestion import Portrait, Suggestion, Suggestions
from tests.unit.matching.neighbours import (
    NOW,
    candidates,
    demo,
    demo_prepared,
    maker,
    matchmaker,
    near,
    people,
    spread_out,
)

LIMIT = 8


def exhaustively(person: Portrait, nearby: Nearby) -> Suggestions:
    among = candidates(demo_prepared(), nearby)
    return matchmaker().suggest(person, among, now=NOW, limit=LIMIT)


def ids(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [each.service.id for each in suggestions]


def share_found(found: list[Suggestions], expected: list[Suggestions]) -> float:
    """How much of what looking at everything would show is shown."""
    pairs = [
        (set(ids(f)), ids(e))
        for one, other in zip(found, expected, strict=True)
        for f, e in ((one.go, other.go), (one.give, other.give))
    ]
    return sum(len(f.intersection(e)) for f, e in pairs) / sum(len(e) for _, e in pairs)


def approximately(scores: list[float]) -> object:
    return pytest.approx(scores, rel=0.01, abs=2e-3)


def test_nothing_is_missed_by_looking_at_the_likeliest_alone() -> None:
    rows, nearby, persons = maker().pack(demo_prepared()), spread_out(len(demo())), people(60)

    found = [
        matchmaker().suggest_near(person, near(rows, demo(), nearby), now=NOW, limit=LIMIT)
        for person in persons
    ]

    expected = [exhaustively(person, nearby) for person in persons]
    assert share_found(found, expected) >= 0.99
    for one, other in zip(found, expected, strict=True):
        # Packed meaning has eight bits a number: a score may differ by a hundredth of itself.
        assert [each.score for each in one.go] == approximately([each.score for each in other.go])
        assert [each.score for each in one.give] == approximately([each.score for each in other.give])
        assert bool(one.left_out) == bool(other.left_out)


def test_what_was_added_later_is_found_like_the_rest() -> None:
    first = len(demo()) // 2
    rows = maker().pack(demo_prepared()[:first]).appended(demo()[first:])
    nearby, persons = spread_out(len(demo())), people(20, seed=11)

    found = [
        matchmaker().suggest_near(person, near(rows, demo(), nearby), now=NOW, limit=LIMIT)
        for person in persons
    ]

    assert share_found(found, [exhaustively(person, nearby) for person in persons]) >= 0.99


def test_a_row_that_has_been_replaced_is_never_shown() -> None:
    choir = next(each for each in demo() if "choir" in each.name.lower())
    old = demo().index(choir)
    changed = replace(
        choir, name="Bell ringers", summary="", description="Ringing church bells.", welcomes=()
    )
    rows = maker().pack(demo_prepared()).appended([changed])
    listed = [*demo(), changed]
    there = np.array([row for row in range(len(listed)) if row != old])
    nearby = Nearby(there, there * 10.0, np.zeros(0, dtype=np.int64))

    found = matchmaker().suggest_near(
        Portrait((Statement(StatementKind.WISH, "church bells and bell ringing"),)),
        near(rows, listed, nearby),
        now=NOW,
        limit=LIMIT,
    )

    assert changed in [each.service for each in found.go]
    assert choir not in [each.service for each in found.go]


def test_only_some_listings_are_put_together() -> None:
    rows, nearby = maker().pack(demo_prepared()), spread_out(len(demo()))
    looked_at = []

    for person in people(20, seed=3):
        neighbourhood = near(rows, demo(), nearby)
        matchmaker().suggest_near(person, neighbourhood, now=NOW, limit=4)
        looked_at.append(neighbourhood.looked_at)

    assert np.median(looked_at) < len(demo()) / 4


def test_of_very_many_that_are_offered_everywhere_the_most_linked_are_weighed() -> None:
    listed = [replace(each, deliveries=frozenset({Delivery.PHONE})) for each in demo()]
    prepared = [replace(each, service=service) for each, service in zip(demo_prepared(), listed, strict=True)]
    rows, everyone = maker().pack(prepared), np.arange(len(listed))
    nearby = Nearby(np.zeros(0, dtype=np.int64), np.zeros(0), everyone)
    persons = people(40, seed=5)

    found, expected = (
        [
            matchmaker().suggest_near(
                person, replace(near(rows, listed, nearby), from_everywhere=most), now=NOW, limit=4
            )
            for person in persons
        ]
        for most in (len(listed) // 3, len(listed))
    )

    assert share_found(found, expected) >= 0.95


def test_someone_who_stays_in_is_shown_what_comes_to_them_and_told_of_the_rest() -> None:
    said = (
        Statement(StatementKind.WISH, "someone to talk to, a bit of company"),
        Statement(StatementKind.CIRCUMSTANCE, "housebound"),
    )
    nearby = spread_out(len(demo()), everywhere=len(demo()) + 1)

    found = matchmaker().suggest_near(
        Portrait(said), near(maker().pack(demo_prepared()), demo(), nearby), now=NOW, limit=LIMIT
    )

    assert found.go
    assert all(each.service.deliveries - {Delivery.AT_A_PLACE} for each in found.go)
    assert all("housebound" in each.why for each in found.left_out)


def test_nobody_near_gives_nothing() -> None:
    nobody = np.zeros(0, dtype=np.int64)

    found = matchmaker().suggest_near(
        people(1)[0],
        near(maker().pack(demo_prepared()), demo(), Nearby(nobody, np.zeros(0), nobody)),
        now=NOW,
        limit=LIMIT,
    )

    assert found == Suggestions()
