"""Ranking does not depend on the order of what it is given, nor on what has nothing to do with the person."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.matching.reading import PreparedService
from directory.matching.suggesting import Matchmaker
from directory.model.conversation import Statement, StatementKind
from directory.model.organization import Organization
from directory.model.service import Service
from directory.model.suggestion import Portrait, Suggestions

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
FOLDER = Path(__file__).resolve().parents[2] / "data" / "vocabulary"
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
)


@cache
def matchmaker() -> Matchmaker:
    return Matchmaker.from_folder(FOLDER)


@cache
def prepared(number: int, word: str) -> PreparedService:
    name = f"{word.title()} {number}"
    return matchmaker().prepare(
        Service(
            id=name,
            name=name,
            organization=Organization(f"o{number}", "A group"),
            description=f"Come for {word}.",
        )
    )


def suggest(sayings: list[str], services: list[PreparedService]) -> Suggestions:
    statements = tuple(Statement(StatementKind.WISH, saying) for saying in sayings)
    return matchmaker().suggest(Portrait(statements), [(each, 500.0) for each in services], now=NOW, limit=8)


listings = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(WORDS)), unique=True, max_size=8).map(
    lambda pairs: [prepared(number, word) for number, word in pairs]
)
sayings = st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(said=sayings, services=listings, order=st.randoms(use_true_random=False))
def test_the_order_of_listings_and_statements_does_not_matter(
    said: list[str], services: list[PreparedService], order: object
) -> None:
    shuffled, reworded = list(services), list(said)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    order.shuffle(reworded)  # type: ignore[attr-defined]

    assert suggest(said, services) == suggest(reworded, shuffled)


@settings(deadline=None, max_examples=40)
@given(said=sayings, services=listings)
def test_a_listing_that_has_nothing_to_do_with_it_changes_nothing(
    said: list[str], services: list[PreparedService]
) -> None:
    stranger = matchmaker().prepare(
        Service(id="x", name="Zzyzx", organization=Organization("x", "Xyzzy"), description="Qwxyz.")
    )

    assert suggest(said, services) == suggest(said, [*services, stranger])


@settings(deadline=None, max_examples=40)
@given(services=listings)
def test_a_refusal_is_never_contradicted(services: list[PreparedService]) -> None:
    found = suggest(["some company and games, no bingo"], services)

    assert not [each for each in found.go if "Bingo" in each.service.name]
