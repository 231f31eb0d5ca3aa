"""What is asked on the Find page, kept whole in the address: a refresh, Back and a shared link keep it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from directory.model.location import Access
from directory.model.place import Place
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Delivery

ON_A_PAGE = 20
USUAL_MILES = 3.0
MILES = (0.5, 1.0, 2.0, USUAL_MILES, 5.0, 10.0, 20.0, 50.0)
ANYWHERE = "any"
OLDEST = 120
MOST_WORDS = 200
_MOST_PAGE_DIGITS = 5

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Question:
    """``asked`` carries no place yet: ``near`` is what was typed. ``chosen`` is the id of the marked card.

    ``page`` counts from 1. ``within_miles`` of ``asked`` waits, unused, until a place is given.
    """

    asked: ServiceQuery = field(default_factory=lambda: ServiceQuery(within_miles=USUAL_MILES))
    near: str = ""
    page: int = 1
    chosen: str = ""

    @property
    def first_number(self) -> int:
        """The number of the first card on the page."""
        return (self.page - 1) * ON_A_PAGE + 1

    def at(self, place: Place | None) -> ServiceQuery:
        """The question as the directory takes it, once the place is known."""
        within = self.asked.within_miles if place else None
        asked = replace(self.asked, near=place, within_miles=within)
        return replace(asked, sort=sort_in_use(asked), limit=ON_A_PAGE, offset=self.first_number - 1)

    def asking(self, **changes: object) -> "Question":
        """Another question to the directory, which begins again at its first card."""
        asked = replace(self.asked, **changes)  # type: ignore[arg-type]  # fields of ServiceQuery by name
        return replace(self, asked=asked, page=1, chosen="")

    def relaxed(self, change: Iterable[tuple[str, str]]) -> "Question":
        """After one rung of the ladder."""
        return replace(self, asked=self.asked.changed(change), page=1, chosen="")


FOLDED: tuple[str, ...] = ("access", "deliveries", "age")
FILTERS: tuple[str, ...] = ("days", "parts_of_day", "free", *FOLDED)
"""Fields of ServiceQuery that chips set; the folded ones stand behind "More choices"."""


def filters_on(asked: ServiceQuery, fields: Iterable[str] = FILTERS) -> int:
    """How many of these narrow the question."""
    values = (getattr(asked, name) for name in fields)
    return sum(len(value) if isinstance(value, frozenset) else value not in (None, False) for value in values)


def without_filters(question: Question) -> Question:
    """The same words and place, every chip let go."""
    plain = ServiceQuery()
    return question.asking(**{name: getattr(plain, name) for name in FILTERS})


def sorts_offered(asked: ServiceQuery) -> tuple[Sort, ...]:
    """Those that mean something here: nearness needs a place, fit needs words."""
    needs = {Sort.BEST: bool(asked.words.strip()), Sort.NEAREST: asked.near is not None}
    return tuple(sort for sort in Sort if needs.get(sort, True))


def sort_in_use(asked: ServiceQuery) -> Sort:
    """What was chosen; else the best fit for words, the nearest for a place alone, or the alphabet."""
    offered = sorts_offered(asked)
    if asked.sort in offered:
        return asked.sort
    return next((sort for sort in (Sort.BEST, Sort.NEAREST) if sort in offered), Sort.NAME)


def _read_page(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) <= _MOST_PAGE_DIGITS else 1


def read_question(address: Mapping[str, str]) -> Question:
    """The question in an address; whatever cannot be read there is left out rather than refused."""
    asked = ServiceQuery(within_miles=USUAL_MILES)
    for name, (parameter, read, _) in _PARTS.items():
        if parameter in address and (found := read(address[parameter])) is not _UNREADABLE:
            asked = replace(asked, **{name: found})  # type: ignore[arg-type]  # the table's own names
    return Question(
        asked,
        near=address.get("near", "")[:MOST_WORDS],
        page=_read_page(address.get("page", "1")),
        chosen=address.get("marked", ""),
    )


def write_question(question: Question) -> dict[str, str]:
    """The address of a question; what is as usual stays out of it."""
    usual = Question()
    parts = {
        parameter: write(getattr(question.asked, name))
        for name, (parameter, _, write) in _PARTS.items()
        if getattr(question.asked, name) != getattr(usual.asked, name)
    }
    others = {"near": question.near, "page": _page(question.page), "marked": question.chosen}
    return parts | {name: text for name, text in others.items() if text}


def _page(page: int) -> str:
    return str(page) if page > 1 else ""


_UNREADABLE = object()
_DECIMAL = re.compile(r"\d{1,3}(\.\d{1,2})?")


def _words(kind: type[Word]) -> Callable[[str], frozenset[Word]]:
    known = {word.value: word for word in kind}
    return lambda text: frozenset(known[part] for part in text.split(",") if part in known)


def _written(words: Iterable[str]) -> str:
    return ",".join(sorted(words))


def _read_miles(text: str) -> object:
    if text == ANYWHERE:
        return None
    return float(text) if _DECIMAL.fullmatch(text) and float(text) > 0 else _UNREADABLE


def _read_age(text: str) -> object:
    return int(text) if text.isdecimal() and int(text) <= OLDEST else _UNREADABLE


def _read_sort(text: str) -> object:
    return Sort(text) if text in set(Sort) else _UNREADABLE


_Part = tuple[str, Callable[[str], object], Callable[..., str]]

_PARTS: Mapping[str, _Part] = MappingProxyType(
    {
        "words": ("what", lambda text: text[:MOST_WORDS], str),
        "within_miles": ("within", _read_miles, lambda miles: ANYWHERE if miles is None else f"{miles:g}"),
        "days": ("day", _words(Weekday), _written),
        "parts_of_day": ("part", _words(PartOfDay), _written),
        "free": ("free", lambda text: text == "yes", lambda free: "yes" if free else "no"),
        "access": ("access", _words(Access), _written),
        "age": ("age", _read_age, str),
        "deliveries": ("how", _words(Delivery), _written),
        "sort": ("sort", _read_sort, str),
    }
)
"""Field of ServiceQuery → its name in the address, how it is read and how it is written."""
