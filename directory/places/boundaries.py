"""Outlines that a council brings itself: districts, wards or neighbourhoods in any file geopandas reads."""

import json
from pathlib import Path

import geopandas
import shapely
from pandas.api.types import is_string_dtype
from pyogrio import errors

from directory.errors import BadInputError
from directory.places.outlines import Feature, FeatureCollection, collect

_GRID, _DEGREES = 27700, 4326
_DETAIL_METRES = 25.0
_NAME_ENDINGS = ("name", "nm", "label", "title", "nmw")
_UNREADABLE = (
    errors.DataSourceError,
    errors.DataLayerError,
    errors.FeatureError,
    errors.FieldError,
    errors.GeometryError,
    errors.CRSError,
    OSError,
    ValueError,
)
_AREAS = frozenset({"Polygon", "MultiPolygon"})


class UnreadableBoundariesError(BadInputError):
    """No file, or not a map file."""

    sentence = "{name} cannot be read as a map. Give a GeoJSON, GeoPackage or zipped Shapefile."


class NoAreasError(BadInputError):
    """A map file without any area in it."""

    sentence = "{name} holds no areas. Give a file of districts, wards or neighbourhoods."


def read_boundaries(path: Path, *, name_column: str = "") -> FeatureCollection:
    """Read the areas, simplified to about 25 metres, neighbours alike; without a coordinate system: degrees.

    Properties are as in ``build_outlines``. Without ``name_column`` the likeliest column of names is taken.
    """
    try:
        table = geopandas.read_file(path)
    except _UNREADABLE as error:
        raise UnreadableBoundariesError(name=path.name) from error
    if not isinstance(table, geopandas.GeoDataFrame):
        raise NoAreasError(name=path.name)
    areas = table[table.geometry.notna() & table.geometry.geom_type.isin(_AREAS)]
    if areas.empty:
        raise NoAreasError(name=path.name)
    return _collect_areas(areas if areas.crs else areas.set_crs(_DEGREES), name_column or _name_column(areas))


def _collect_areas(areas: geopandas.GeoDataFrame, name_column: str) -> FeatureCollection:
    simpler = areas.to_crs(_GRID)
    simpler = simpler.set_geometry(
        simpler.geometry.force_2d().make_valid(method="structure", keep_collapsed=False)
    )
    simpler = simpler.set_geometry(simpler.geometry.simplify_coverage(_DETAIL_METRES)).to_crs(_DEGREES)
    names = simpler[name_column].fillna("").astype(str) if name_column else [""] * len(simpler)
    shapes = shapely.set_precision(simpler.geometry.to_numpy(), 0.00001)
    return collect(_as_feature(name, shape) for name, shape in zip(names, shapes, strict=True))


def _name_column(areas: geopandas.GeoDataFrame) -> str:
    """Choose the column called most like a name; of those, the one with the most different words in it."""
    texts = [column for column in areas.columns if is_string_dtype(areas[column].dtype)]
    ranked = [
        (rank, -areas[column].nunique(), position, column)
        for position, column in enumerate(texts)
        for rank, ending in enumerate(_NAME_ENDINGS)
        if str(column).lower().rstrip("0123456789_").endswith(ending)
    ]
    if ranked:
        return str(min(ranked)[-1])
    return str(max(texts, key=lambda column: areas[column].nunique())) if texts else ""


def _as_feature(name: str, shape: shapely.Geometry) -> Feature:
    longitude, latitude = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    return {
        "type": "Feature",
        "properties": {
            "name": name,
            "latitude": round(float(latitude), 5),
            "longitude": round(float(longitude), 5),
        },
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
