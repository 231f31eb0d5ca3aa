"""Makes up what is asked: people with two wishes and two strengths, and what visitors type into the line."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from directory.model.conversation import Statement, StatementKind
from directory.model.location import Access
from directory.model.place import METRES_PER_MILE, Place, Point, Precision
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Service
from directory.model.suggestion import Portrait
from tests.bench.listings import MadeUpDirectory, nearby
from tests.bench.questions import SHOWN, Asked, Questions
from tests.bench.wording import by_rank

SENTENCES = Path(__file__).with_name("sentences.txt")
SUGGEST_MILES, SEARCH_MILES = 3.0, 10.0
_SHORTEST_TO_MISSPELL = 6
# How many of each kind: with no place given, and within ten miles of one.
_NO_PLACE_GIVEN, _NEAR_A_PLACE = 40, 15
_FILTERED = 20


def ask(directory: MadeUpDirectory, *, seed: int, people: int = 200) -> Questions:
    """Questions of a directory: so many people, and searches of each kind."""
    chance = random.Random(seed)
    said = _sentences()
    searches = [
        _search(directory, chance, kind, is_near=turn >= _NO_PLACE_GIVEN)
        for kind in _KINDS
        for turn in range(_NO_PLACE_GIVEN + _NEAR_A_PLACE)
    ]
    chance.shuffle(searches)
    filters = [
        Asked(kind, make(directory, chance)) for kind, make in _FILTERS.items() for _ in range(_FILTERED)
    ]
    chance.shuffle(filters)
    said_by = tuple(_person(directory, chance, said) for _ in range(people))
    return Questions(said_by, tuple(searches), tuple(filters))


def _sentences() -> Mapping[StatementKind, list[str]]:
    said: dict[StatementKind, list[str]] = {StatementKind.WISH: [], StatementKind.STRENGTH: []}
    kind = StatementKind.WISH
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = StatementKind.STRENGTH if "strengths" in line else StatementKind.WISH
        elif line and not line.startswith("#"):
            said[kind].append(line)
    return MappingProxyType(said)


def _person(
    directory: MadeUpDirectory, chance: random.Random, said: Mapping[StatementKind, list[str]]
) -> Portrait:
    statements = [Statement(kind, words) for kind, lines in said.items() for words in chance.sample(lines, 2)]
    return Portrait(
        tuple(statements), home=_somewhere(directory, chance), within_metres=SUGGEST_MILES * METRES_PER_MILE
    )


def _somewhere(directory: MadeUpDirectory, chance: random.Random) -> Point:
    while (found := nearby(_any(directory, chance))) is None:
        pass
    return found


def _any(directory: MadeUpDirectory, chance: random.Random) -> Service:
    return directory.listing(chance.randrange(directory.count))


def _search(directory: MadeUpDirectory, chance: random.Random, kind: str, *, is_near: bool) -> Asked:
    query = ServiceQuery(words=_KINDS[kind](directory, chance), limit=SHOWN)
    if not is_near:
        return Asked(f"{kind}, no place given", query)
    return Asked(f"{kind}, near", _near(query, directory, chance))


def _near(query: ServiceQuery, directory: MadeUpDirectory, chance: random.Random) -> ServiceQuery:
    place = Place("here", _somewhere(directory, chance), Precision.EXACT)
    return replace(query, near=place, within_miles=SEARCH_MILES)


def _typing(directory: MadeUpDirectory, chance: random.Random) -> str:
    """A name of which the last word has only begun."""
    words = re.findall(r"\w{4,}", _any(directory, chance).name) or ["coffee"]
    words = words[: chance.randint(1, 2)]
    return " ".join([*words[:-1], words[-1][: chance.randint(3, max(3, len(words[-1]) - 1))]]).lower()


def _misspelt(directory: MadeUpDirectory, chance: random.Random) -> str:
    """What a group does, with one slip of the keyboard in a long word."""
    sort = chance.choice(directory.words.types)
    words = " ".join(chance.sample(sort.phrases, min(2, len(sort.phrases)))).split()[:3]
    long = [at for at, word in enumerate(words) if len(word) >= _SHORTEST_TO_MISSPELL]
    if not long:
        return f"{_slip('community', chance)} {words[0]}"
    at = chance.choice(long)
    return " ".join([*words[:at], _slip(words[at], chance), *words[at + 1 :]])


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randint(1, len(word) - 3)
    before, one, other, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    return chance.choice(
        (before + other + one + after, before + other + after, before + one + one + other + after)
    )


def _two_common(directory: MadeUpDirectory, chance: random.Random) -> str:
    return chance.choice(directory.words.lists["searches"])


def _full_name(directory: MadeUpDirectory, chance: random.Random) -> str:
    return _any(directory, chance).name


_KINDS: Mapping[str, Callable[[MadeUpDirectory, random.Random], str]] = MappingProxyType(
    {
        "typing": _typing,
        "misspelt": _misspelt,
        "two common words": _two_common,
        "full name": _full_name,
    }
)


def _words_and_a_day(directory: MadeUpDirectory, chance: random.Random) -> ServiceQuery:
    words = by_rank(chance.choice(directory.words.types).names, chance)
    query = ServiceQuery(words=words, days=frozenset({chance.choice(list(Weekday))}), limit=SHOWN)
    return _near(query, directory, chance)


def _filters_alone(directory: MadeUpDirectory, chance: random.Random) -> ServiceQuery:
    afternoons = frozenset({PartOfDay.AFTERNOON})
    return _near(ServiceQuery(parts_of_day=afternoons, free=True, limit=SHOWN), directory, chance)


def _little_found(directory: MadeUpDirectory, chance: random.Random) -> ServiceQuery:
    """With so little, the ladder of what to relax is climbed."""
    signed = frozenset({Access.BSL})
    query = _near(ServiceQuery(words="woodwork", access=signed, limit=SHOWN), directory, chance)
    return replace(query, within_miles=0.5)


def _nothing_asked(_: MadeUpDirectory, __: random.Random) -> ServiceQuery:
    return ServiceQuery(limit=SHOWN)


def _soonest_of_all(_: MadeUpDirectory, __: random.Random) -> ServiceQuery:
    return ServiceQuery(sort=Sort.SOONEST, limit=SHOWN)


_FILTERS: Mapping[str, Callable[[MadeUpDirectory, random.Random], ServiceQuery]] = MappingProxyType(
    {
        "words, day, near": _words_and_a_day,
        "filters alone, near": _filters_alone,
        "little found, with the ladder": _little_found,
        "nothing asked": _nothing_asked,
        "soonest of all": _soonest_of_all,
    }
)
