"""What is asked of matching and what comes back, with reasons as structured data."""

from dataclasses import dataclass

from directory.model.conversation import Statement
from directory.model.person import AgeBand, Travel
from directory.model.place import Point
from directory.model.service import Service


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything matching may know about a person; sex, faith or community only if they said so.

    ``set_aside`` are effects of circumstances that the practitioner asks to look past for once.
    """

    statements: tuple[Statement, ...]
    home: Point | None = None
    age_band: AgeBand | None = None
    travel: Travel | None = None
    within_metres: float | None = None
    set_aside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """``said``: the person's words; ``because``: the idea that links; ``found``: the listing's words."""

    said: str
    because: str
    found: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One service that fits. ``metres`` is None for what needs no journey."""

    service: Service
    metres: float | None
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fitting service the person cannot use, and why in a sentence."""

    service: Service
    why: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Best first, in both directions; both may be empty, which is an honest answer.

    ``relaxed`` are the rungs of a ladder: what would bring a place to go where there is none.
    """

    go: tuple[Suggestion, ...] = ()
    give: tuple[Suggestion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    relaxed: tuple["Relaxation", ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One step of the ladder: what to relax, in words, and how many more that would bring.

    ``change`` is the machine-readable step, e.g. ``{"within_miles": "3"}`` as pairs.
    """

    words: str
    more: int
    change: tuple[tuple[str, str], ...] = ()
