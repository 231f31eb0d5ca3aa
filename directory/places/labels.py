"""Names to write on the quiet ground: few when far away, more as one comes nearer."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.model.place import Point
from directory.places.names import NamedPlace
from directory.places.outlines import Bounds

_FEWEST_PEOPLE_AT_ZOOM = (
    (500_000, 6),
    (200_000, 7),
    (90_000, 8),
    (40_000, 9),
    (15_000, 10),
    (5_000, 11),
    (1_500, 12),
    (0, 13),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where it stands; shown from ``zoom`` (Leaflet's) inwards. ``people`` sets its size."""

    name: str
    point: Point
    people: int
    zoom: int


def find_labels(places: Iterable[NamedPlace], bounds: Bounds, *, limit: int = 400) -> tuple[Label, ...]:
    """Find the names within the bounds, the most people first; ``NameIndex.places`` is in that order."""
    inside = [place for place in places if bounds.holds(place.point)]
    inside.sort(key=lambda place: (-place.people, place.name, place.county))
    return tuple(
        Label(place.name, place.point, place.people, _zoom_for(place.people)) for place in inside[:limit]
    )


def _zoom_for(people: int) -> int:
    return next(zoom for fewest, zoom in _FEWEST_PEOPLE_AT_ZOOM if people >= fewest)
