"""The printed map: drawn once as a picture, with big numbers, without a script or a frame."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import asinh, cos, hypot, pi, radians, sin, tan

import streamlit as st

from directory.model.place import Point
from directory.places.names import read_names
from directory.places.outlines import Bounds, build_outlines
from directory.places.sectors import read_sectors
from directory.ui.colours import COLOURS
from directory.ui.words import list_words

WIDTH, HEIGHT = 720, 270
TILE = 256
_MARGIN, _RADIUS = 64, 24
_DEEPEST, _WIDEST = 14, 5
_LONE_ZOOM = 14
_MOST_NAMES = 14
_NAME_ROOM = 90
_FULL_CIRCLE = 12

Spot = tuple[float, float]
"""Left and top on the picture."""
Name = tuple[str, Point]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a place."""

    number: int
    point: Point


@dataclass(frozen=True, slots=True)
class View:
    """What the picture shows: Web Mercator, so that tiles fit; ``left`` and ``top`` in pixels of the zoom."""

    zoom: int
    left: float
    top: float

    def spot(self, point: Point) -> Spot:
        """Where a point comes to lie."""
        x, y = _pixels(point, self.zoom)
        return x - self.left, y - self.top


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the numbers: lines as paths of points, and names with their places."""

    lines: tuple[tuple[Point, ...], ...]
    names: tuple[Name, ...]


def build_picture(marks: Sequence[Mark], home: Point | None, ground: Ground, *, tiles: bool) -> str:
    """The map as three layers of pictures: ground, tiles where there are some, numbers.

    Empty when there is nothing to show on it. Pages let no drawing in, only pictures of one.
    """
    if not marks:
        return ""
    points = [mark.point for mark in marks] + ([home] if home else [])
    view = fit_view(points)
    spots = _apart([view.spot(mark.point) for mark in marks])
    here = [view.spot(home)] if home else []
    below = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{COLOURS["ground"]}"/>',
        *_draw_lines(view, ground.lines),
        *_draw_names(view, ground.names, [*spots, *here]),
    ]
    above = [
        *map(_draw_home, here),
        *(_draw_number(m.number, spot) for m, spot in zip(marks, spots, strict=True)),
    ]
    numbers = list_words([str(mark.number) for mark in marks])
    told = f"Map showing {numbers} on this page" + (" and home" if home else "")
    layers = (_layer(below, ""), *(_draw_tiles(view) if tiles else ()), _layer(above, told))
    return f'<div class="kith-picture" style="aspect-ratio:{WIDTH}/{HEIGHT}">{"".join(layers)}</div>'


def _layer(parts: Iterable[str], told: str) -> str:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="sans-serif">{"".join(parts)}</svg>'
    )
    return f'<img alt="{told}" src="data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}">'


def fit_view(points: Sequence[Point]) -> View:
    """The closest zoom that holds every point with room around it."""
    for zoom in range(_DEEPEST if len(points) > 1 else _LONE_ZOOM, _WIDEST, -1):
        if _spans(points, zoom)[0] <= WIDTH - 2 * _MARGIN and _spans(points, zoom)[1] <= HEIGHT - 2 * _MARGIN:
            break
    pixels = [_pixels(point, zoom) for point in points]
    middle = [(min(side) + max(side)) / 2 for side in zip(*pixels, strict=True)]
    return View(zoom, middle[0] - WIDTH / 2, middle[1] - HEIGHT / 2)


@st.cache_data(ttl=3600, max_entries=64, show_spinner=False)
def find_ground(bounds: Bounds) -> Ground:
    """Outlines and names within these degrees."""
    outlines = build_outlines(read_sectors().centroids, bounds)
    inside = sorted((n for n in read_names() if bounds.holds(n.point)), key=lambda named: -named.people)
    return Ground(
        lines=tuple(line for feature in outlines["features"] for line in _lines(feature["geometry"])),
        names=tuple((named.name, named.point) for named in inside[: _MOST_NAMES * 3]),
    )


def ground_around(points: Sequence[Point]) -> Ground:
    """The ground of the view that fits the points, snapped so that near views share it."""
    view = fit_view(points)
    degrees = 360 / (TILE * 2**view.zoom)
    middle = points[0]
    east, north = WIDTH * degrees, HEIGHT * degrees
    return find_ground(
        Bounds(
            south=round(middle.latitude - north, 1) - 0.1,
            west=round(middle.longitude - east, 1) - 0.1,
            north=round(middle.latitude + north, 1) + 0.1,
            east=round(middle.longitude + east, 1) + 0.1,
        )
    )


def _pixels(point: Point, zoom: int) -> Spot:
    size = TILE * 2**zoom
    return (
        (point.longitude + 180) / 360 * size,
        (1 - asinh(tan(radians(point.latitude))) / pi) / 2 * size,
    )


def _spans(points: Sequence[Point], zoom: int) -> Spot:
    pixels = [_pixels(point, zoom) for point in points]
    across, down = zip(*pixels, strict=True)
    return max(across) - min(across), max(down) - min(down)


def _lines(geometry: object) -> Iterator[tuple[Point, ...]]:
    """Every ring of a GeoJSON polygon or many."""
    if not isinstance(geometry, dict):
        return
    found = geometry["coordinates"]
    for polygon in found if geometry["type"] == "MultiPolygon" else [found]:
        for ring in polygon:
            yield tuple(Point(latitude, longitude) for longitude, latitude in ring)


def _draw_lines(view: View, lines: Iterable[tuple[Point, ...]]) -> Iterator[str]:
    for line in lines:
        steps = " ".join(f"{x:.0f},{y:.0f}" for x, y in map(view.spot, line))
        yield f'<polygon points="{steps}" fill="none" stroke="{COLOURS["ground-edge"]}" stroke-width="1.5"/>'


def _draw_tiles(view: View) -> Iterator[str]:
    first_column, first_row = int(view.left // TILE), int(view.top // TILE)
    for column in range(first_column, int((view.left + WIDTH) // TILE) + 1):
        for row in range(first_row, int((view.top + HEIGHT) // TILE) + 1):
            across, down = (column * TILE - view.left) / WIDTH, (row * TILE - view.top) / HEIGHT
            yield (
                f'<img class="kith-tile" alt="" src="/tiles/{view.zoom}/{column}/{row}.png" '
                f'style="left:{across:.4%};top:{down:.4%};'
                f'width:{TILE / WIDTH:.4%};height:{TILE / HEIGHT:.4%}">'
            )


def _draw_names(view: View, names: Iterable[Name], taken: Sequence[Spot]) -> Iterator[str]:
    """The biggest places first, each only where it covers nothing."""
    used, drawn = list(taken), 0
    for name, point in names:
        spot = view.spot(point)
        is_inside = 0 < spot[0] < WIDTH and 0 < spot[1] < HEIGHT
        if not is_inside or any(_are_near(spot, other) for other in used):
            continue
        used.append(spot)
        drawn += 1
        yield (
            f'<text x="{spot[0]:.0f}" y="{spot[1]:.0f}" text-anchor="middle" font-size="17" '
            f'fill="{COLOURS["ground-words"]}">{escape(name)}</text>'
        )
        if drawn == _MOST_NAMES:
            return


def _are_near(one: Spot, other: Spot) -> bool:
    return abs(one[0] - other[0]) < _NAME_ROOM and abs(one[1] - other[1]) < _RADIUS + 8


def _draw_home(spot: Spot) -> str:
    x, y = spot
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="10" fill="{COLOURS["rust"]}" stroke="#fff" stroke-width="3"/>'
        f'<text x="{x:.0f}" y="{y + 30:.0f}" text-anchor="middle" font-size="18" font-weight="700" '
        f'fill="{COLOURS["rust-deep"]}">Home</text>'
    )


def _draw_number(number: int, spot: Spot) -> str:
    x, y = spot
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_RADIUS}" fill="{COLOURS["teal"]}" stroke="#fff" '
        f'stroke-width="4"/><text x="{x:.0f}" y="{y + 10:.0f}" text-anchor="middle" font-size="28" '
        f'font-weight="700" fill="#fff">{number}</text>'
    )


def _apart(spots: Sequence[Spot]) -> list[Spot]:
    """Numbers at one address stand beside each other instead of on top."""
    placed: list[Spot] = []
    for spot in spots:
        tries = [spot, *(_beside(spot, turn) for turn in range(_FULL_CIRCLE))]
        placed.append(next((one for one in tries if all(_is_free(one, other) for other in placed)), spot))
    return placed


def _beside(spot: Spot, turn: int) -> Spot:
    angle = 2 * pi * turn / _FULL_CIRCLE
    return spot[0] + 2.1 * _RADIUS * cos(angle), spot[1] + 2.1 * _RADIUS * sin(angle)


def _is_free(one: Spot, other: Spot) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) >= 2 * _RADIUS
