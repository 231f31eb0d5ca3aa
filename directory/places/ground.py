"""Where there is ground at all, told from the middles of sectors: dry between neighbours, sea beyond.

Distances are metres on the British National Grid.
"""

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_WIDEST_GAP = 40_000.0
_NARROWEST_GAP = 4_000.0
_GAP_IN_SPACINGS = 3.2
_SHORE_IN_SPACINGS = 0.3
_SHORE = (1_200.0, 6_000.0)
_INLET = 2_500.0
_ROUNDING = 800.0
_DETAIL = 150.0
_EDGES_COUNTED = 6


def build_ground(places: Floats) -> shapely.Geometry:
    """Join neighbours that are no further apart than usual around there, and give each a little shore."""
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(places)))
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    edges = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
    owners = _indexes_of(corners, places)
    spacing = _spacing(owners, edges, len(places))
    widest = np.clip(_GAP_IN_SPACINGS * spacing[owners].max(axis=1), _NARROWEST_GAP, _WIDEST_GAP)
    inland = shapely.coverage_union_all(triangles[edges.max(axis=1) < widest])
    shores = shapely.buffer(
        shapely.points(places), np.clip(_SHORE_IN_SPACINGS * spacing, *_SHORE), quad_segs=3
    )
    return _calm(shapely.union_all([inland, shapely.union_all(shores)]))


def _indexes_of(corners: Floats, places: Floats) -> NDArray[np.intp]:
    """Give the row in ``places`` of each corner of each triangle; triangles keep coordinates as they were."""
    order = np.lexsort((places[:, 1], places[:, 0]))
    as_pairs = np.dtype([("x", np.float64), ("y", np.float64)])
    ordered = np.ascontiguousarray(places[order]).view(as_pairs).ravel()
    wanted = np.ascontiguousarray(corners.reshape(-1, 2)).view(as_pairs).ravel()
    return order[np.searchsorted(ordered, wanted)].reshape(-1, 3)


def _spacing(owners: NDArray[np.intp], edges: Floats, count: int) -> Floats:
    """Give, for each place, the usual distance to its nearest neighbours."""
    ends = np.concatenate([owners.ravel(), np.roll(owners, -1, axis=1).ravel()])
    lengths = np.concatenate([edges.ravel(), edges.ravel()])
    order = np.lexsort((lengths, ends))
    starts = np.searchsorted(ends[order], np.arange(count + 1))
    spacing = np.full(count, _SHORE[1])
    for place, (start, stop) in enumerate(pairwise(starts)):
        near = lengths[order[start : min(stop, start + _EDGES_COUNTED)]]
        if near.size:
            spacing[place] = near[near.size // 2]
    return spacing


def _calm(ground: shapely.Geometry) -> shapely.Geometry:
    """Close narrow inlets, round the corners, and fill holes: what has land all around it is land."""
    closed = shapely.buffer(ground, _INLET, quad_segs=4)
    rounded = shapely.buffer(
        shapely.buffer(closed, -_INLET - _ROUNDING / 2, quad_segs=4), _ROUNDING, quad_segs=4
    )
    parts = shapely.get_parts(rounded)
    filled = shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts)))
    return shapely.simplify(filled, _DETAIL)
