"""Maps: GeoJSON, GeoPackage, shapefile, KML and what else geopandas opens, from any projection."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import CRSError, ProjError

from directory.errors import BadInputError
from directory.exchange.coordinates import is_on_grid
from directory.exchange.listing import Source
from directory.exchange.listing_rows import NumberedCells, read_cells
from directory.exchange.map_files import maps_in
from directory.exchange.osm import cells_of_tags, has_osm_tags
from directory.exchange.rows import NoNameColumnError, Progress, ReadRow, content_of
from directory.exchange.table_mapping import ColumnMapping, corrected, guess_columns
from directory.exchange.table_sheets import Sheet
from directory.exchange.table_words import heading_words
from directory.exchange.tables import Table, cells_by, words_of_file

_DEGREES, _GRID = "EPSG:4326", "EPSG:27700"
# What the libraries raise on a file that is cut short, altered or of another kind.
_BROKEN = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FieldError,
    pyogrio.errors.CRSError,
    shapely.errors.ShapelyError,
    CRSError,
    ProjError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    UnboundLocalError,
    ValueError,
    KeyError,
    OSError,
    AttributeError,
    TypeError,
    UnicodeError,
    OverflowError,
)


class BrokenMapError(BadInputError):
    """GDAL could not open it."""

    sentence = "{file} is not a whole map file. Give it as GeoJSON, GeoPackage, KML, or a shapefile in a zip."


class NoFeaturesError(BadInputError):
    """A map with nothing on it."""

    sentence = "{file} has no features with anything written on them."


@dataclass(frozen=True, slots=True)
class Layer:
    """Attributes as a sheet whose rows are features from 1, and for each row a point or none."""

    sheet: Sheet
    points: Sequence[tuple[float, float] | None]


def open_map(path: Path) -> tuple[Layer, ...]:
    """Every layer that has features and attributes; points are (latitude, longitude)."""
    content_of(path)
    # A map of a web service names the address of its schema, which would be asked for.
    pyogrio.set_gdal_config_options({"GML_DOWNLOAD_WFS_SCHEMA": False})
    try:
        layers = tuple(layer for inner in maps_in(path) for layer in _layers(inner))
    except _BROKEN as error:
        raise BrokenMapError(file=path.name) from error
    if not layers:
        raise NoFeaturesError(file=path.name)
    return layers


def read_map(
    path: Path, source: Source, said: Mapping[str, str] | None = None, *, progress: Progress | None = None
) -> Iterator[ReadRow]:
    """Each feature of each layer that has names; features are counted on from layer to layer."""
    rows: list[NumberedCells] = []
    words = path.stem
    unnamed: Sheet | None = None
    for layer in open_map(path):
        if has_osm_tags(layer.sheet.headings) and not said:
            rows.extend(_osm_rows(layer, len(rows)))
            continue
        mapping = guess_columns(layer.sheet)
        if "name" not in mapping.columns and not said:
            unnamed = layer.sheet
            continue
        mapping = corrected(mapping, said or {}, layer.sheet, file=path.name)
        words = words_of_file(path, mapping)
        rows.extend(_rows(layer, mapping, len(rows)))
    if not rows and unnamed:
        raise NoNameColumnError(file=path.name, columns=", ".join(unnamed.headings))
    of = Source(source.name, source.now, heading_words(words))
    return read_cells(rows, of, progress, noun="Feature")


def _rows(layer: Layer, mapping: ColumnMapping, before: int) -> Iterator[NumberedCells]:
    cells_of = cells_by(Table(layer.sheet, mapping))
    for (number, row), point in zip(layer.sheet.rows, layer.points, strict=True):
        yield before + number, cells_of(row) | _place(point)


def _osm_rows(layer: Layer, before: int) -> Iterator[NumberedCells]:
    for (number, row), point in zip(layer.sheet.rows, layer.points, strict=True):
        tags = dict(zip(layer.sheet.headings, row, strict=True))
        yield before + number, cells_of_tags(tags) | _place(point)


def _place(point: tuple[float, float] | None) -> dict[str, str]:
    return {"latitude": f"{point[0]:.7f}", "longitude": f"{point[1]:.7f}"} if point else {}


def _layers(path: str) -> Iterator[Layer]:
    for name in pyogrio.list_layers(path)[:, 0]:
        frame = geopandas.read_file(path, layer=name, engine="pyogrio")
        if len(frame):
            yield _layer(frame)


def _layer(frame: pd.DataFrame) -> Layer:
    """A layer without geometry is a plain table."""
    geometry = frame.geometry if isinstance(frame, geopandas.GeoDataFrame) else None
    attributes = pd.DataFrame(frame.drop(columns=geometry.name)) if geometry is not None else frame
    columns = [[_text(value) for value in attributes[name]] for name in attributes.columns]
    rows = tuple(enumerate(zip(*columns, strict=True), 1)) if columns else ()
    points = _points(geometry) if geometry is not None else [None] * len(rows)
    return Layer(Sheet(tuple(map(str, attributes.columns)), rows), points if rows else ())


def _points(shapes: geopandas.GeoSeries) -> list[tuple[float, float] | None]:
    inside = shapes.representative_point()
    if inside.crs is None:
        inside = inside.set_crs(_crs_by_size(inside))
    degrees = inside.to_crs(_DEGREES)
    return [(point.y, point.x) if point is not None and not point.is_empty else None for point in degrees]


def _crs_by_size(points: geopandas.GeoSeries) -> str:
    """Shapefiles often come without their projection; metres of the National Grid are unmistakable."""
    west, south, _, _ = points.total_bounds
    return _GRID if is_on_grid(west, south) else _DEGREES


def _text(value: object) -> str:
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, pd.Timestamp) else str(value)


def _number_text(number: float) -> str:
    if isnan(number):
        return ""
    return str(int(number)) if number.is_integer() else str(number)
