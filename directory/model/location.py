"""Where a service happens: HSDS ``location``, ``address``, ``accessibility``, ``service_area``."""

from dataclasses import dataclass
from enum import StrEnum

from directory.model.place import Point, Precision


class Access(StrEnum):
    """What makes a place usable; filters and cards know these, other words stay as description."""

    STEP_FREE = "step-free"
    ACCESSIBLE_TOILET = "accessible-toilet"
    HEARING_LOOP = "hearing-loop"
    PARKING = "parking"
    BLUE_BADGE_PARKING = "blue-badge-parking"
    BUS = "bus"
    BSL = "bsl"
    DEMENTIA_FRIENDLY = "dementia-friendly"
    QUIET = "quiet"
    CARERS_WELCOME = "carers-welcome"


@dataclass(frozen=True, slots=True)
class Accessibility:
    """HSDS ``accessibility``: one feature, as a known kind where we recognise it."""

    id: str
    description: str
    details: str = ""
    feature: Access | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """HSDS ``address``; ``postal_code`` as typed."""

    id: str
    address_1: str = ""
    city: str = ""
    state_province: str = ""
    postal_code: str = ""
    country: str = "GB"


@dataclass(frozen=True, slots=True)
class Location:
    """HSDS ``location``; ``point`` is None for what could not be placed."""

    id: str
    name: str = ""
    description: str = ""
    location_type: str = "physical"
    point: Point | None = None
    precision: Precision = Precision.NONE
    address: Address | None = None
    accessibility: tuple[Accessibility, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """HSDS ``service_area``: where people may come from, or where the group comes to.

    ``miles`` is the reach around the service's own place where one is known.
    """

    id: str
    name: str
    extent: str = ""
    miles: float | None = None
