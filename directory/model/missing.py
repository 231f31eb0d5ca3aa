"""What people wished for and could not find, and how much of it may be shown: never about fewer than five."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

FEWEST_PEOPLE = 5
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class MissingWish:
    """One wish without a place; its words carry no name.

    ``outcode`` is the neighbourhood, empty when it is not known. ``told_by`` is a user's id. ``person_id`` is
    empty when nobody's record was open; it is there so that one person counts once, and is shown to nobody.
    """

    id: str
    words: str
    outcode: str
    told_on: date
    told_by: str
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A wish with the ``idea`` it is about, empty when none was recognised, and whose it is."""

    wish: MissingWish
    idea: str
    whose: str


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """What at least five people wished for. ``outcode`` is empty for several neighbourhoods together."""

    idea: str
    outcode: str
    people: int
    words: tuple[str, ...]


def group_missing(found: Iterable[Missing]) -> tuple[MissingGroup, ...]:
    """By idea and neighbourhood, most first; what is too few in one is put together over all of them."""
    everything = list(found)
    near = list(_groups(everything, lambda one: one.wish.outcode or None))
    shown = {(group.idea, group.outcode) for group in near}
    rest = [one for one in everything if (one.idea, one.wish.outcode) not in shown]
    groups = [*near, *_groups(rest, lambda _: "")]
    return tuple(sorted(groups, key=lambda group: (-group.people, group.idea, group.outcode)))


def _groups(found: Iterable[Missing], where: Callable[[Missing], str | None]) -> Iterator[MissingGroup]:
    together: dict[tuple[str, str], list[Missing]] = {}
    for one in found:
        place = where(one)
        if place is not None:
            together.setdefault((one.idea, place), []).append(one)
    for (idea, place), members in together.items():
        people = len({one.whose for one in members})
        if people >= FEWEST_PEOPLE:
            words = {one.wish.words.casefold(): one.wish.words for one in members}
            yield MissingGroup(idea, place, people, tuple(words[key] for key in sorted(words)))
