"""Words about how a place can be used, as the access features that filters know."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from directory.model.location import Access, Accessibility

_SIGNS: Mapping[Access, str] = MappingProxyType(
    {
        Access.STEP_FREE: (
            r"step[\s-]?free|wheelchair (?:access|user|friendly)|wheelchairs?\b(?!.*toilet)"
            r"|level (?:access|entrance)|ramp(?:s|ed)?\b|\blifts?\b|no steps|disabled access"
            r"|fully accessible|finding reaching entrance|dda compliant"
        ),
        Access.ACCESSIBLE_TOILET: (
            r"(?:accessible|disabled|disability|wheelchair|changing places|radar)[\w\s-]*toilets?"
            r"|toilets?[\s:]*wheelchair|accessible[\s-]toilet|\bdisabled (?:wc|loo)\b"
            r"|changing places"
        ),
        Access.HEARING_LOOP: r"hearing[\s-](?:loop|aid)|induction loop|loop system",
        Access.BLUE_BADGE_PARKING: (
            r"blue[\s-]badge|(?:accessible|disabled|disability)[\s-](?:car )?parking"
            r"|disabled (?:bay|space)s?"
        ),
        Access.PARKING: (
            r"(?<!disabled )(?<!disability )(?<!accessible )(?<!badge )(?<!badge-)(?<!no )(?<!cycle )parking"
            r"|car[\s-]?park"
        ),
        Access.BUS: r"\bbus(?:es)?\b|public transport",
        Access.BSL: r"\bbsl\b|british sign language|sign[\s-]?language",
        Access.DEMENTIA_FRIENDLY: r"dementia",
        Access.QUIET: r"\bquiet|autism[\s-]friendly|low sensory|sensory room",
        Access.CARERS_WELCOME: (
            r"carers? (?:are )?(?:also )?welcome|carers[\s-]welcome|bring (?:a|your) carer"
        ),
    }
)
_COMPILED = tuple((feature, re.compile(sign, re.IGNORECASE)) for feature, sign in _SIGNS.items())
_DENIED = re.compile(
    r"\b(?:no|not|without|lacks?|non|limited|partial(?:ly)?)\b|n['’]t\b|\bsteps (?:up|to)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def features_in(words: str) -> tuple[Access, ...]:
    """Known features that the words promise; a sentence that denies something promises nothing."""
    if _DENIED.search(words) and "no steps" not in words.casefold():
        return ()
    return tuple(feature for feature, sign in _COMPILED if sign.search(words))


def parse_access(phrases: Iterable[str]) -> tuple[Accessibility, ...]:
    """One entry for each phrase and feature; a phrase that names no known feature stays as words."""
    found: dict[tuple[str, Access | None], Accessibility] = {}
    for phrase in phrases:
        for feature in features_in(phrase) or (None,):
            found.setdefault((phrase, feature), Accessibility(id="", description=phrase, feature=feature))
    return tuple(found.values())
