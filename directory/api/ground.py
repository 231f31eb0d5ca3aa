"""The ground under the tiles: districts and names of places, so that a map looks finished without them."""

import json
from functools import lru_cache
from math import ceil, floor
from pathlib import Path

import shapely.geometry
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from directory.places.boundaries import read_boundaries
from directory.places.labels import find_labels
from directory.places.names import read_names
from directory.places.outlines import Bounds, FeatureCollection, build_outlines, collect
from directory.places.sectors import read_sectors

MOST_NAMES = 400
SQUARES = ((1.5, 0.5), (6.0, 2.0), (360.0, 8.0))
"""For views up to so many degrees wide, the bounds asked for snap to squares of this size, to be kept."""

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025, Royal Mail data © Royal Mail copyright and "
    "database right 2025, and National Statistics data, Open Government Licence v3.0. Place names: GeoNames, "
    "CC BY 4.0."
)


def ground_route(boundaries: Path | None = None) -> Route:
    """``GET /assets/ground.json?bounds=south,west,north,east``: ``{"outlines": …, "names": […]}``.

    ``boundaries`` is a file of outlines that replaces the approximate ones.
    """
    areas = lru_cache(lambda: read_boundaries(boundaries) if boundaries else None)
    sectors = lru_cache(read_sectors)
    places = lru_cache(read_names)

    @lru_cache(maxsize=64)
    def build(bounds: Bounds) -> bytes:
        given = areas()
        outlines = _touching(given, bounds) if given else build_outlines(sectors().centroids, bounds)
        labels = find_labels(places(), bounds, limit=MOST_NAMES)
        names = [[each.point.latitude, each.point.longitude, each.name, each.people] for each in labels]
        return json.dumps({"outlines": outlines, "names": names}, separators=(",", ":")).encode()

    async def ground(request: Request) -> Response:
        bounds = parse_bounds(request.query_params.get("bounds", ""))
        if bounds is None:
            return PlainTextResponse("Give bounds=south,west,north,east in degrees.", status_code=400)
        body = await run_in_threadpool(build, bounds)
        return Response(
            body, media_type="application/json", headers={"Cache-Control": "public, max-age=86400"}
        )

    return Route("/assets/ground.json", ground)


def parse_bounds(text: str) -> Bounds | None:
    """Four degrees as text, snapped outwards; None when they are no part of the earth."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):  # noqa: PLR2004 - degrees of the earth
        return None
    size = next(size for widest, size in SQUARES if east - west <= widest)
    return Bounds(
        *(floor(side / size) * size for side in (south, west)),
        *(ceil(side / size) * size for side in (north, east)),
    )


def _touching(areas: FeatureCollection, bounds: Bounds) -> FeatureCollection:
    view = shapely.box(bounds.west, bounds.south, bounds.east, bounds.north)
    return collect(
        each for each in areas["features"] if shapely.geometry.shape(dict(each["geometry"])).intersects(view)
    )
