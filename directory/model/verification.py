"""Evidence that a listing is true. A check is an event; editing text is not checking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """How something was checked."""

    RANG = "rang"
    VISITED = "visited"
    GROUP_CONFIRMED = "group-confirmed"
    READ_WEBSITE = "read-website"
    USED = "used"
    SOURCE_SAID = "source-said"


class CheckedField(StrEnum):
    """What was checked; each ages at its own pace."""

    TIMES = "times"
    COST = "cost"
    CONTACT = "contact"
    PLACE = "place"
    ACCESS = "access"


class Outcome(StrEnum):
    """What the check found."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    MOVED = "moved"
    NO_ANSWER = "no-answer"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Verification:
    """One check: who, when, how, what, with what result. ``by`` is kept as text and survives the user."""

    id: str
    at: datetime
    by: str
    method: Method
    fields: frozenset[CheckedField] = frozenset(CheckedField)
    outcome: Outcome = Outcome.CONFIRMED
    note: str = ""
