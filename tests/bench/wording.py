"""What the made-up listings say: the vocabulary's listing words in everyday frames."""

import random
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from directory.config import SHIPPED_DATA
from directory.matching.vocabulary import Concept, load_vocabulary
from tests.bench.proper_names import a_proper_name

FOLDER = Path(__file__).parent
_PART = re.compile(r"\{(\w+)\}|\[([^\]]*)\]")
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_WORD = re.compile(r"[a-z]{3,}")
_ROADS = "Road; Street; Lane; Avenue; Close; Hill; Way; Drive; Crescent; Terrace; Square; Green"
_DAYS = "Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday"

Thing = TypeVar("Thing")
Frame = tuple["str | Slot | Choice", ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A word to be filled in; ``is_capital`` when it begins a name or a sentence."""

    name: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to go on."""

    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class GroupType:
    """A sort of group: what such groups are called, and what the vocabulary says that they do."""

    names: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything to choose from, the most usual first; ``lists`` are plain words, ``frames`` have slots."""

    types: tuple[GroupType, ...]
    lists: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, tuple[Frame, ...]]
    anything: tuple[str, ...]
    singles: tuple[str, ...]


def a_rank(count: int, chance: random.Random, *, even: float = 1.0) -> int:
    """Below ``count``, the first far more often than the last (Zipf); less so with a larger ``even``."""
    return min(int(even * ((count + even) / even) ** chance.random() - even), count - 1)


def by_rank(things: Sequence[Thing], chance: random.Random, *, even: float = 1.0) -> Thing:
    """One of the things, the first of them far more often than the last."""
    return things[a_rank(len(things), chance, even=even)]


def read_words(folder: Path = FOLDER) -> Words:
    """The word lists of this folder, and the listing side of the vocabulary in a fixed, mixed order."""
    with (folder / "words.toml").open("rb") as file:
        tables = tomllib.load(file)
    lists = {name: _split(text) for name, text in tables["lists"].items()}
    lists |= {"days": _split(_DAYS), "roads": _split(_ROADS)}
    concepts = load_vocabulary(SHIPPED_DATA / "vocabulary").concepts.values()
    anything = [phrase for one in concepts for phrase in (*one.words, *one.shown)]
    everything = (phrase for one in concepts for phrase in (*one.words, *one.said, *one.shown))
    singles = sorted({word for phrase in everything for word in _WORD.findall(phrase)})
    mixed = random.Random(7)
    mixed.shuffle(anything)
    mixed.shuffle(singles)
    described = [line for line in (folder / "frames.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    framed = {name: lists[name] for name in ("names", "roles", "organizations", "welcomes")}
    return Words(
        types=tuple(_type_of(*entry, concepts=concepts) for entry in tables["types"].values()),
        lists=MappingProxyType(lists),
        frames=MappingProxyType(
            {name: tuple(map(_frame, lines)) for name, lines in (framed | {"said": tuple(described)}).items()}
        ),
        anything=tuple(anything),
        singles=tuple(singles),
    )


def _type_of(names: str, known_as: str, *, concepts: Iterable[Concept]) -> GroupType:
    keys = set(_split(known_as))
    phrases = [
        phrase for one in concepts if keys & {*one.words} for phrase in (one.label, *one.words, *one.shown)
    ]
    return GroupType(_split(names), tuple(dict.fromkeys((*_split(known_as), *phrases))))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in _SEPARATOR.split(text.strip()) if part)


def _frame(text: str) -> Frame:
    parts: list[str | Slot | Choice] = []
    end = 0
    for found in _PART.finditer(text):
        parts.append(text[end : found.start()])
        slot, choice = found.groups()
        is_capital = slot is not None and slot[0].isupper()
        parts.append(
            Slot(slot.lower(), is_capital) if slot else Choice(tuple(map(_frame, choice.split("|"))))
        )
        end = found.end()
    return tuple(part for part in (*parts, text[end:]) if part)


class Writer:
    """Writes about one group; everything it says of itself (its sort, its town, its hall) stays the same."""

    def __init__(self, words: Words, chance: random.Random, *, town: str, venue: str) -> None:
        self._words, self._chance = words, chance
        self.type = by_rank(words.types, chance, even=12)
        self.called = by_rank(self.type.names, chance, even=2)
        self._own = {"type": self.called, "town": town, "venue": venue}

    def write(self, name: str, *, even: float = 6) -> str:
        """One frame of that name, filled."""
        return self.fill(by_rank(self._words.frames[name], self._chance, even=even))

    def describe(self, length: int) -> str:
        """Sentences until there are so many words."""
        frames = list(self._words.frames["said"])
        said: list[str] = []
        count = 0
        while count < length and frames:
            sentence = self.fill(frames.pop(a_rank(len(frames), self._chance, even=9)))
            said.append(sentence)
            count += sentence.count(" ") + 1
        return " ".join(said)

    def fill(self, frame: Frame) -> str:
        """The words of a frame."""
        parts = []
        for part in frame:
            if isinstance(part, str):
                parts.append(part)
            elif isinstance(part, Choice):
                parts.append(self.fill(self._chance.choice(part.frames)))
            else:
                text = self._own.get(part.name) or _SLOTS[part.name](self._words, self._chance, self.type)
                parts.append(text[:1].upper() + text[1:] if part.is_capital else text)
        return "".join(parts)


Fill = Callable[[Words, random.Random, GroupType], str]


def _listed(name: str, *, even: float = 3) -> Fill:
    return lambda words, chance, _: by_rank(words.lists[name], chance, even=even)


def _number(least: int, most: int) -> Fill:
    return lambda _, chance, __: str(chance.randint(least, most))


def _clock(first: int, last: int) -> Fill:
    def fill(_: Words, chance: random.Random, __: GroupType) -> str:
        minutes, half = chance.choice((":30", "", "", ":15")), chance.choice(("am", "pm", ""))
        return f"{chance.randint(first, last)}{minutes}{half}"

    return fill


_SLOTS: Mapping[str, Fill] = MappingProxyType(
    {
        "descriptor": _listed("descriptors", even=8),
        "people": _listed("people", even=4),
        "venuekind": _listed("venues", even=6),
        "saint": _listed("saints"),
        "first": _listed("firsts", even=10),
        "first2": _listed("firsts", even=30),
        "feature": _listed("features"),
        "language": _listed("languages"),
        "job": _listed("jobs", even=10),
        "month": _listed("months", even=10),
        "month2": _listed("months", even=10),
        "day": _listed("days", even=20),
        "road": _listed("roads", even=6),
        "digits": _number(960_000, 960_999),
        "age": _number(3, 18),
        "age2": _number(25, 99),
        "year": _number(1951, 2026),
        "time": _clock(9, 12),
        "until": _clock(1, 9),
        "price": lambda _, chance, __: chance.choice(
            ("£1", "£2", "£2.50", "£3", "£3", "£4", "£5", "£5", "£6", "£8", "£10", "£12.50")
        ),
        "phrase": lambda _, chance, sort: by_rank(sort.phrases, chance, even=6),
        "any": lambda words, chance, _: by_rank(words.anything, chance, even=400),
        "word": lambda words, chance, _: by_rank(words.singles, chance, even=700),
        "proper": lambda _, chance, __: a_proper_name(chance),
        "type": lambda _, chance, sort: by_rank(sort.names, chance, even=2),
    }
)
