"""What would stop someone and may yet be asked about again, when there is nowhere to go because of it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from directory.matching.hearing import Heard, Stop

_AT_WORK = re.compile(r"\b(?:work\w*|shifts?|on nights)\b", re.IGNORECASE)
_CANNOT = re.compile(r"\b(?:can['’]?t|cannot|unable|hear|text|email)\b", re.IGNORECASE)
_WOULD_NOT_DO: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "not-evenings": _AT_WORK,
        "not-mornings": _AT_WORK,
        "not-afternoons": _AT_WORK,
        "not-by-phone": _CANNOT,
        "not-online": _CANNOT,
    }
)
_NOT_FOR_THE_PHONE = frozenset({"deaf", "hearing-loss", "speech-loss", "bsl"})


def negotiable(heard: Heard) -> tuple[str, ...]:
    """Effects such as ``not-evenings`` that a lift, company or a helping hand could change; in a fixed order.

    Who works in the evening, cannot hear on the phone or asks for texts is not asked again.
    """
    return tuple(effect for effect in _WOULD_NOT_DO if _may_ask(effect, heard))


def _may_ask(effect: str, heard: Heard) -> bool:
    stops: list[Stop] = [stop for stop in heard.stops if stop.circumstance.effect == effect]
    if effect == "not-by-phone" and heard.concepts & _NOT_FOR_THE_PHONE:
        return False
    return bool(stops) and not any(_WOULD_NOT_DO[effect].search(stop.said) for stop in stops)
