"""Days of the week that lost or swapped a letter: "Wedensday", "Thrusdays"."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from directory.model.schedule import Weekday

_FEWEST_LETTERS = 5
_LONG_NAME = 8
# Words that are one letter away from a day and mean something else.
_NO_DAYS = frozenset({"monads", "sunny", "funday", "runday", "payday", "monday's", "sundae", "sundaes"})


@lru_cache(maxsize=4096)
def misspelt_day(word: str) -> Weekday | None:
    """The one day a word comes close to; None when it is none, or when two days are as close."""
    letters = word.casefold().removesuffix("s")
    if len(letters) < _FEWEST_LETTERS or letters[:1] not in "mtwfs" or letters in _NO_DAYS:
        return None
    near = sorted((OSA.distance(letters, day.name.casefold()), day) for day in Weekday)
    (best, day), (second, _) = near[0], near[1]
    return day if best <= _allowed(day, letters) and best < second else None


def _allowed(day: Weekday, letters: str) -> int:
    """Two letters in a long name, where its end is right: "Wensday", but not the village of Thursby."""
    return 2 if len(day.name) >= _LONG_NAME and letters.endswith("day") else 1
