"""What to relax when little or nothing is found, one rung at a time, each a change a machine can make."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.model.search import ServiceQuery
from directory.model.service import Delivery

Change = tuple[tuple[str, str], ...]

# Below this many results the ladder is offered.
FEW = 3
WIDER_MILES = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0)

_FROM_HOME = frozenset({Delivery.PHONE, Delivery.ONLINE})
_MOST_WORDS_TO_LEAVE_OUT = 5
_CHOICES = ("within_miles", "days", "parts_of_day", "free", "access", "age", "deliveries")


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing to relax: how to say it and how to change the question."""

    words: str
    change: Change


def wider_rungs(query: ServiceQuery) -> Iterator[Rung]:
    """Further and further afield, at last anywhere."""
    if query.near is None or query.within_miles is None:
        return
    for miles in WIDER_MILES:
        if miles > query.within_miles:
            unit = "mile" if miles <= 1 else "miles"
            yield Rung(f"Within {miles:g} {unit}", (("within_miles", f"{miles:g}"),))
    yield Rung("At any distance", (("within_miles", ""),))


def other_rungs(query: ServiceQuery) -> Iterator[Rung]:
    """Each of the other filters let go by itself, then by phone or online, then one word fewer."""
    if query.days:
        yield Rung("Any day", (("days", ""),))
    if query.parts_of_day:
        yield Rung("Any part of the day", (("parts_of_day", ""),))
    if query.days and query.parts_of_day:
        yield Rung("Any day and time", (("days", ""), ("parts_of_day", "")))
    if query.free:
        yield Rung("Also those that cost something", (("free", ""),))
    if query.access:
        yield Rung("Also where we do not know of the access you need", (("access", ""),))
    yield from _from_home(query)
    yield from _fewer_words(query)


def _from_home(query: ServiceQuery) -> Iterator[Rung]:
    # What happens by phone asks nothing of the building and is seldom tied to one afternoon.
    if query.deliveries == _FROM_HOME:
        return
    let_go = [name for name in ("days", "parts_of_day", "access") if getattr(query, name)]
    deliveries = ",".join(sorted(delivery.value for delivery in _FROM_HOME))
    yield Rung("By phone or online", (("deliveries", deliveries), *((name, "") for name in let_go)))


def _fewer_words(query: ServiceQuery) -> Iterator[Rung]:
    words = query.words.split()
    if not 1 < len(words) <= _MOST_WORDS_TO_LEAVE_OUT:
        return
    for place, word in enumerate(words):
        rest = " ".join(words[:place] + words[place + 1 :])
        yield Rung(f"Without the word “{word}”", (("words", rest),))


def last_rung(query: ServiceQuery) -> Iterator[Rung]:
    """Everything but the words let go: where one step alone brings nothing, two may."""
    plain = ServiceQuery()
    names = [name for name in _CHOICES if getattr(query, name) != getattr(plain, name)]
    if len(names) > 1:
        yield Rung("At any distance, without the other choices", tuple((name, "") for name in names))
