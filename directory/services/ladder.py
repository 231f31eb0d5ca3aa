"""What would bring a place to go where there is none: the rungs of a ladder, each only when it is true."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from directory.model.place import METRES_PER_MILE
from directory.model.suggestion import Portrait, Relaxation

_WIDER_MILES = (5.0, 10.0, 15.0, 25.0)
_CIRCLES = 2

ALSO: Mapping[str, str] = MappingProxyType(
    {
        "evenings": "not-evenings",
        "mornings": "not-mornings",
        "afternoons": "not-afternoons",
        "phone": "not-by-phone",
        "online": "not-online",
    }
)
"""What may be looked at too, by the word for it in an address: the effect that is set aside for it."""

_ALSO_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "evenings": "Also evenings",
        "mornings": "Also mornings",
        "afternoons": "Also afternoons",
        "phone": "Also by phone",
        "online": "Also online",
    }
)

Count = Callable[[Portrait], int]


def find_rungs(
    portrait: Portrait, count: Count, *, reach_metres: float, negotiable: Iterable[str]
) -> Iterator[Relaxation]:
    """Each step by itself with what it would bring; ``count`` says how many there would be."""
    if portrait.home:
        yield from islice(_wider(portrait, count, reach_metres), _CIRCLES)
    for also, effect in ALSO.items():
        if effect in negotiable:
            brings = count(replace(portrait, set_aside=portrait.set_aside | {effect}))
            if brings:
                yield Relaxation(_ALSO_WORDS[also], brings, (("also", also),))


def _wider(portrait: Portrait, count: Count, reach_metres: float) -> Iterator[Relaxation]:
    seen = 0
    for miles in _WIDER_MILES:
        within_metres = miles * METRES_PER_MILE
        if within_metres <= reach_metres:
            continue
        brings = count(replace(portrait, within_metres=within_metres))
        if brings > seen:
            seen = brings
            yield Relaxation(f"Within {miles:.0f} miles", brings, (("within_miles", f"{miles:g}"),))
