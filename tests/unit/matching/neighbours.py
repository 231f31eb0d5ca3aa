"""The demonstration directory as matching reads it, without a store, and people to ask for."""

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from directory.matching.lexicon import Lexicon
from directory.matching.nearness import Nearby
from directory.matching.prepared.rows import PreparedRows, PreparedRowsMaker
from directory.matching.preselecting import Neighbourhood
from directory.matching.reading import PreparedService
from directory.matching.suggesting import Matchmaker
from directory.model.conversation import Statement, StatementKind
from directory.model.organization import Organization
from directory.model.person import AgeBand, Travel
from directory.model.schedule import Schedule
from directory.model.service import Delivery, Kind, Service
from directory.model.suggestion import Portrait
from directory.model.verification import Method, Verification

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "data"
VOCABULARY = DATA / "vocabulary"
_WAYS = {"phone": Delivery.PHONE, "online": Delivery.ONLINE, "comes to you": Delivery.COMES_TO_YOU}


@cache
def lexicon() -> Lexicon:
    """Read once for all tests of a run: learning what words are like takes seconds."""
    return Lexicon.from_folder(VOCABULARY)


@cache
def matchmaker() -> Matchmaker:
    """The matchmaker of that lexicon."""
    return Matchmaker(lexicon())


@cache
def maker() -> PreparedRowsMaker:
    """Packs what that lexicon reads."""
    return PreparedRowsMaker(lexicon(), "")


@cache
def demo() -> tuple[Service, ...]:
    """Every listing, with as much of it as matching looks at."""
    with (DATA / "demo" / "listings.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_service(row, number) for number, row in enumerate(csv.DictReader(lines)))


@cache
def demo_prepared() -> tuple[PreparedService, ...]:
    """The same, read."""
    return tuple(matchmaker().prepare_many(demo()))


def _service(row: dict[str, str], number: int) -> Service:
    ways = {way for said, way in _WAYS.items() if said in row["happens"]}
    if "at a place" in row["happens"] or not ways:
        ways.add(Delivery.AT_A_PLACE)
    check = Verification("check", NOW.replace(year=2022 + number % 5), "Jo", Method.RANG)
    return Service(
        id=row["id"],
        name=row["name"],
        organization=Organization(row["organisation"], row["organisation"]),
        summary=row["summary"],
        description=row["description"],
        kind=Kind(row["kind"]),
        deliveries=frozenset(ways),
        welcomes=tuple(part.strip() for part in row["help welcomed"].split(";") if part.strip()),
        minimum_age=int(row["ages from"]) if row["ages from"] else None,
        maximum_age=int(row["ages to"]) if row["ages to"] else None,
        schedules=(Schedule("s", typed=row["times"]),),
        ring_first=bool(row["ring first"]),
        verifications=(check,) if number % 3 else (),
    )


def near(prepared: PreparedRows, services: Sequence[Service], nearby: Nearby) -> Neighbourhood:
    """Those rows, of a directory that has these services in the order of its rows."""
    return Neighbourhood(prepared, nearby, services.__getitem__)


def spread_out(count: int, *, everywhere: int = 5) -> Nearby:
    """So many rows, each a little further away than the one before, every fifth without a journey."""
    rows = np.arange(count)
    staying = rows % everywhere == 0
    return Nearby(rows[~staying], rows[~staying] * 40.0, rows[staying])


def candidates(
    prepared: Sequence[PreparedService], nearby: Nearby
) -> list[tuple[PreparedService, float | None]]:
    """The same, one by one."""
    going = zip(nearby.rows.tolist(), nearby.metres.tolist(), strict=True)
    staying = ((row, None) for row in nearby.no_journey.tolist())
    return [(prepared[row], metres) for row, metres in (*going, *staying)]


def people(count: int, seed: int = 7) -> list[Portrait]:
    """Portraits out of the vocabulary's own phrases: wishes, strengths, refusals and circumstances."""
    chance = random.Random(seed)
    vocabulary = lexicon().vocabulary
    said = [phrase for one in vocabulary.concepts.values() for phrase in (*one.words, *one.said)]
    stops = [phrase for one in vocabulary.circumstances for phrase in one.said]
    return [_person(chance, said, stops) for _ in range(count)]


def _person(chance: random.Random, said: Sequence[str], stops: Sequence[str]) -> Portrait:
    def words(*before: str) -> str:
        return f"{chance.choice(before)} {chance.choice(said)}".strip()

    statements = (
        Statement(StatementKind.WISH, words("I'd like", "I miss", "")),
        Statement(StatementKind.WISH, f"{words('', 'a bit of')}, {words('but no', 'and', 'not')}"),
        Statement(StatementKind.STRENGTH, words("I am good at", "I used to do", "")),
        Statement(StatementKind.CIRCUMSTANCE, chance.choice(stops) if chance.random() < 0.5 else words("")),
    )
    return replace(
        Portrait(statements),
        age_band=chance.choice((None, *AgeBand)),
        travel=chance.choice((None, *Travel)),
    )
