"""How long the index takes to build and to answer: ``python tests/bench/bench_search.py [SERVICES]``."""

import random
import statistics
import sys
import time as clock
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from directory.matching.search_index import DirectoryIndex
from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Delivery, Service
from tests.builders import a_place, a_service, an_area, monthly, weekly

Answer = TypeVar("Answer")

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
THINGS = "choir walking gardening tai chi knitting chess art history dancing cooking reading men woodwork"
WAYS = "beginners friends club group class circle drop in morning café society for all weekly"
COMMON = (
    "the and a we to of come along everyone welcome tea coffee friendly community support people meet local "
    "week hall free help learn new join with for our your in is at on you session local enjoy make talk"
)
TOWNS = [(52.11, -2.32), (52.19, -2.22), (52.09, -1.94), (51.86, -2.24), (52.48, -1.9), (53.48, -2.24)]


def main(services: int) -> None:
    """Print one line for each thing measured."""
    sys.stdout.write(f"{'milliseconds':32}{'middle':>10}{'95 in 100':>10}{'slowest':>10}\n")
    chance = random.Random(7)
    listings = [a_listing(number, chance) for number in range(services)]
    seconds, index = timed(lambda: DirectoryIndex.build(listings, 1))
    say(f"build {services:,} services", [seconds])
    say("build 250 services", [timed(lambda: DirectoryIndex.build(listings[:250], 1))[0]])
    for name, queries in questions(chance).items():
        say(name, [timed(partial(index.search, query, now=NOW))[0] for query in queries])
    say("near, 5 km", [timed(partial(index.near, a_place(town).point, 5_000))[0] for town in TOWNS])


def questions(chance: random.Random) -> dict[str, list[ServiceQuery]]:
    """Questions of each sort, a hundred of each."""

    def asked(change: Callable[[ServiceQuery], ServiceQuery]) -> list[ServiceQuery]:
        places = [a_place(chance.choice(TOWNS)) for _ in range(100)]
        return [change(ServiceQuery(near=place, within_miles=chance.choice((1, 3, 10)))) for place in places]

    def everywhere(words: Callable[[], str]) -> list[ServiceQuery]:
        return [ServiceQuery(words=words()) for _ in range(100)]

    def day() -> frozenset[Weekday]:
        return frozenset({chance.choice(list(Weekday))})

    def words() -> str:
        return f"{one_of(THINGS, chance)} {one_of(WAYS, chance)}"

    afternoons = frozenset({PartOfDay.AFTERNOON})
    signed = frozenset({Access.BSL})
    return {
        "words, day, near": asked(lambda query: replace(query, words=words(), days=day())),
        "words alone": everywhere(words),
        "typing": everywhere(lambda: words()[:-2]),
        "misspelt": everywhere(lambda: "gardning clubb"),
        "two common words": everywhere(lambda: "friendly community"),
        "filters alone": asked(lambda query: replace(query, days=day(), parts_of_day=afternoons, free=True)),
        "nothing asked": everywhere(str),
        "little found, with the ladder": asked(
            lambda query: replace(query, words="woodwork", days=day(), within_miles=0.5, access=signed)
        ),
        "soonest of all": [ServiceQuery(sort=Sort.SOONEST)] * 100,
    }


def a_listing(number: int, chance: random.Random) -> Service:
    """One listing of about 500 characters, no two alike."""
    latitude, longitude = chance.choice(TOWNS)
    days = chance.sample(list(Weekday), chance.choice((1, 1, 2)))
    opens = chance.choice((9, 10, 13, 14, 18, 19))
    at = (latitude + chance.gauss(0, 0.05), longitude + chance.gauss(0, 0.08))
    return a_service(
        f"{one_of(THINGS, chance)} {one_of(WAYS, chance)} {number}".capitalize(),
        at=at if chance.random() < 0.9 else None,
        organization=f"{a_word(chance)} trust".capitalize(),
        description=" ".join(
            a_word(chance) if chance.random() < 0.25 else one_of(COMMON, chance) for _ in range(92)
        ),
        topics=(one_of(THINGS, chance), one_of(THINGS, chance)),
        access=chance.sample(list(Access), chance.randint(0, 4)),
        checked=NOW - timedelta(days=chance.randint(0, 900)) if chance.random() < 0.7 else None,
        is_free=chance.choice((True, False, None)),
        deliveries=frozenset({chance.choice([Delivery.AT_A_PLACE] * 8 + list(Delivery))}),
        service_areas=(an_area(miles=chance.choice((None, 5.0, 20.0))),),
        schedules=(
            weekly(*days, opens=f"{opens:02}:00", closes=f"{opens + 2:02}:00")
            if chance.random() < 0.8
            else monthly(chance.choice(("2WE", "-1FR", "1TU"))),
        ),
    )


def one_of(words: str, chance: random.Random) -> str:
    """Any of the words."""
    return chance.choice(words.split())


def a_word(chance: random.Random) -> str:
    """One of some forty thousand words, the first of them said far more often than the last."""
    rank = int(40_000 ** chance.random())
    spelling = random.Random(rank)
    return "".join(spelling.choice("bcdfghlmnprstw") + spelling.choice("aeiou") for _ in range(2 + rank % 3))


def timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Seconds by the wall, and what came of it."""
    begun = clock.perf_counter()
    answer = work()
    return clock.perf_counter() - begun, answer


def say(what: str, seconds: list[float]) -> None:
    """One line of the table: the middle one, 95 in 100, the slowest, in milliseconds."""
    seconds = sorted(seconds)
    chosen = (statistics.median(seconds), seconds[len(seconds) * 95 // 100], seconds[-1])
    sys.stdout.write(f"{what:32}" + "".join(f"{one * 1000:10.1f}" for one in chosen) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
