"""A person someone talks with, and how two records of one person are joined."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory.model.place import Place


class AgeBand(StrEnum):
    """Asked only as broadly as it helps."""

    UNDER_18 = "under 18"
    FROM_18 = "18-34"
    FROM_35 = "35-54"
    FROM_55 = "55-74"
    FROM_75 = "75+"

    @property
    def years(self) -> tuple[int, int]:
        """Youngest and oldest age in the band, both inclusive."""
        return _YEARS[self]


_YEARS = {
    AgeBand.UNDER_18: (0, 17),
    AgeBand.FROM_18: (18, 34),
    AgeBand.FROM_35: (35, 54),
    AgeBand.FROM_55: (55, 74),
    AgeBand.FROM_75: (75, 120),
}


class Travel(StrEnum):
    """How the person gets about; sets what counts as near."""

    WALK = "walk"
    BUS = "bus"
    CAR = "car"


@dataclass(frozen=True, slots=True)
class Person:
    """Everything is optional but the id, the worker and when it began. ``worker_id`` is the named worker."""

    id: str
    worker_id: str
    created_at: datetime
    name: str = ""
    phone: str = ""
    postcode: str = ""
    home: Place | None = None
    age_band: AgeBand | None = None
    travel: Travel | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class PersonJoin:
    """Two records of one person, read as one until parted. Neither record is changed by it."""

    id: str
    person_id: str
    joined_to_id: str
    at: datetime
    by: str
    parted_at: datetime | None = None
