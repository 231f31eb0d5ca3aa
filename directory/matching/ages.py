"""The ages a listing is for, read from its numbers or from its words."""

import re
from collections.abc import Callable

from directory.model.service import Service

Ages = tuple[int, int]

_OLDEST = 120
_SCHOOL_YEAR_STARTS = 5
_CUE = r"(?:aged?|ages|age group|for)\s*(?:between\s*|from\s*)?"
_TO = r"\s*(?:-|–|—|to|and)\s*"
_YEARS = r"\s*[- ]?(?:year[s]?[- ]olds?|year[s]? old|yrs?|yr olds?|years? of age)"
_OVER = r"(?:over|above)[ -]?(?:the age of )?"

# The first that fits decides. The words before each pattern are parts of every text that it can fit: looking
# for them first saves most of the work.
_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[..., Ages]], ...] = (
    (("months",), re.compile(r"\b\d{1,2}" + _TO + r"\d{1,2}\s*months"), lambda *_: (0, 2)),
    (("bab",), re.compile(r"\bbab(?:y|ies) to (\d)\b"), lambda top: (0, int(top))),
    (
        ("year", "yr"),
        re.compile(r"\b(\d{1,2})" + _TO + r"(\d{1,2})" + _YEARS),
        lambda a, b: (int(a), int(b)),
    ),
    (
        (" youth", " girl", " boy", " young"),
        re.compile(r"\b(\d{1,2})" + _TO + r"(\d{1,2})s?\b(?= (?:youth|girls?|boys?|young))"),
        lambda a, b: (int(a), int(b)),
    ),
    (
        ("age",),
        re.compile(r"\b(?:aged?|ages|age group)\s*(?:between\s*|from\s*)?(\d{1,2})" + _TO + r"(\d{1,2})\b"),
        lambda a, b: (int(a), int(b)),
    ),
    ((" year",), re.compile(r"\b(\d{2})" + _TO + r"(\d{2}) (?:years|year)\b"), lambda a, b: (int(a), int(b))),
    (
        ("year",),
        re.compile(r"\b(?:school )?years? (\d{1,2})" + _TO + r"(\d{1,2})\b"),
        lambda a, b: (int(a) + 4, int(b) + _SCHOOL_YEAR_STARTS),
    ),
    (
        ("age",),
        re.compile(
            r"\b(?:aged?|ages)\s*(\d{1,2})\s*(?:\+|plus\b|(?:years )?(?:and|or|&) (?:over|above|older|up))"
        ),
        lambda a: (int(a), _OLDEST),
    ),
    (
        ("+", "plus"),
        re.compile(r"\b([3-9]\d)\s?(?:\+|plus\b)(?! (?:organisations|years|stalls|members))"),
        lambda a: (int(a), _OLDEST),
    ),
    (
        (" over", " above", " older"),
        re.compile(r"\b(1[68]|[3-9]\d) (?:years )?(?:and|or|&) (?:over|above|older)"),
        lambda a: (int(a), _OLDEST),
    ),
    (("over", "above"), re.compile(r"\b" + _OVER + r"([3-9]\d|18|16)'?s\b"), lambda a: (int(a), _OLDEST)),
    (
        (" over", " above"),
        re.compile(
            r"\b(?:people|adults|men|women|anyone|those|residents|aged|everyone) (?:aged )?"
            + _OVER
            + r"([3-9]\d|18|16)\b"
        ),
        lambda a: (int(a), _OLDEST),
    ),
    (("under",), re.compile(r"\bunder[ -]?(\d{1,2})'?s\b"), lambda a: (0, int(a))),
    ((" school",), re.compile(r"\bsecondary school|\bhigh school\b"), lambda *_: (11, 18)),
    (
        ("primary school",),
        re.compile(r"\bprimary school(?:-| )age|\bof primary school\b"),
        lambda *_: (4, 11),
    ),
)
_OPEN_NEEDS = ("age", "open to anyone")
_OPEN = re.compile(r"\b(?:all ages|any age|every age|open to anyone|ages? welcome|whatever your age)\b")


# In a name such numbers can only be ages; in a text "8 to 11 years" may be how long something took.
_IN_A_NAME = re.compile(r"\b(\d{1,2})" + _TO + r"(\d{1,2})\s*(?:years?|yrs?)\b")
_FROM_IN_A_NAME = re.compile(r"\b(?:years?|ages?|aged)?\s*([3-9]|1\d)\s?\+")


def read_ages(service: Service, text: str) -> Ages | None:
    """Youngest and oldest, in years; None when it does not say, or says that it is open to all."""
    if service.minimum_age is not None or service.maximum_age is not None:
        return service.minimum_age or 0, service.maximum_age or _OLDEST
    by_name = _ages_in_name(service.name.lower())
    if by_name:
        return by_name
    small = text.lower()
    if _holds(small, _OPEN_NEEDS) and _OPEN.search(small):
        return None
    for needs, pattern, read in _READERS:
        found = pattern.search(small) if _holds(small, needs) else None
        if found:
            ages = read(*found.groups())
            if ages[0] <= ages[1]:
                return ages
    return None


def _ages_in_name(name: str) -> Ages | None:
    """Such as “Dance, 8 to 11 years” and, for the young, “Theatre class, years 8+”."""
    both = _IN_A_NAME.search(name)
    if both and int(both[1]) <= int(both[2]):
        return int(both[1]), int(both[2])
    least = _FROM_IN_A_NAME.search(name)
    return (int(least[1]), _OLDEST) if least else None


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    return any(part in text for part in parts)
