"""When someone says they can go, against when a listing is on."""

import re
from collections.abc import Iterable, Sequence

from directory.matching.times import NO_TIMES, Times, read_times_in
from directory.model.conversation import Statement, StatementKind
from directory.model.schedule import Weekday

_SAYS_WHEN = frozenset({StatementKind.WISH, StatementKind.CIRCUMSTANCE})
_PAST = re.compile(r"\b(?:since|last|till|until|by|used to|was|were|every other)\b[^.;]*", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekends?\b", re.IGNORECASE)
_CLASHES, _SUITS = 0.95, 1.02


def all_times(several: Sequence[Times]) -> Times:
    """Everything that was named, in one."""
    return Times(
        frozenset().union(*(each.parts for each in several)),
        frozenset().union(*(each.days for each in several)),
    )


def hear_times(statement: Statement, refused: Iterable[str]) -> Times:
    """Days and parts of the day that are named as wished for or possible; empty when none is.

    ``refused`` are the words under a negation, which say when someone can not go.
    """
    if statement.kind not in _SAYS_WHEN:
        return NO_TIMES
    words = statement.words
    for each in refused:
        words = words.replace(each, " ")
    words = _PAST.sub(" ", words)
    named = read_times_in(words)
    weekend = {Weekday.SATURDAY, Weekday.SUNDAY} if _WEEKEND.search(words) else set()
    return Times(named.parts, named.days | weekend)


def when_factor(wanted: Times, on: Times) -> float:
    """Above one when it is on as they said, below when it is not, one when either does not say."""
    pairs = [(wanted.parts, on.parts), (wanted.days, on.days)]
    told = [bool(one & other) for one, other in pairs if one and other]
    if not told:
        return 1.0
    return _SUITS if all(told) else _CLASHES
