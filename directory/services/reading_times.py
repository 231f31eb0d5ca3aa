"""Times as someone typed them, read back before they are saved."""

from dataclasses import dataclass
from datetime import datetime

from directory.exchange.times import read_times
from directory.matching.when import LONDON, Occurrence, next_dates
from directory.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class TypedTimes:
    """With a ``question`` the schedules are only what is known so far, and ``osm`` is empty.

    The schedules keep what was typed and have no id yet. ``osm`` is OpenStreetMap's notation of opening
    hours, ``coming`` the next times it is on.
    """

    typed: str
    schedules: tuple[Schedule, ...]
    osm: str
    notes: tuple[str, ...]
    question: str
    coming: tuple[Occurrence, ...]


def read_typed_times(typed: str, *, now: datetime, count: int = 3) -> TypedTimes:
    """Read the text. ``now`` is aware; it decides which season is meant and which dates come next."""
    found = read_times(typed, today=now.astimezone(LONDON).date())
    return TypedTimes(
        typed=found.typed,
        schedules=found.schedules,
        osm=found.osm,
        notes=found.notes,
        question=found.question,
        coming=next_dates(found.schedules, now=now, count=count),
    )
