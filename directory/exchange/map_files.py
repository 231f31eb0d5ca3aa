"""Which files GDAL may open: it also knows files that only point elsewhere, and would follow them.

Virtual maps, saved pipelines and capabilities of web services look like KML, GML or GeoJSON by their names,
but opening them reads other files of this computer or asks other computers. So a file is opened only when it
begins like a map that carries its own features.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_HEAD = 65536
_MOST_BYTES_UNPACKED = 400_000_000
_MAPS_IN_ZIP = (".shp", ".gpkg", ".geojson", ".json", ".kml", ".gml", ".fgb")
_BINARY = (b"SQLite format 3\x00", b"fgb", b"\x00\x00\x27\x0a", b"PAR1")
GEOJSON_FEATURES = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature|Topology|GeometryCollection)"')
_BEFORE_THE_ROOT = rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>)*+"
_ROOT = re.compile(_BEFORE_THE_ROOT + rb"<(?:[\w.-]+:)?([\w.-]+)([^>]*)", re.DOTALL)
_ROOTS = frozenset({b"kml", b"gpx", b"osm", b"FeatureCollection"})
_GML = b"opengis.net/gml"
_POINTS_ELSEWHERE = (b"OGRVRTDataSource", b"OGRWFSDataSource", b"OGRCSWDataSource", b"gdal_streamed_alg")
_CAPABILITIES = b"Capabilities"


class PointsElsewhereError(ValueError):
    """Not a map with features of its own."""


def maps_in(path: Path) -> Iterator[str]:
    """The file itself, or each map inside a zip, as GDAL names it; a KMZ opens as a KML.

    Raises PointsElsewhereError for a file that GDAL would not read by itself, or that unpacks to too much.
    """
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            _check_holds_features(file.read(_HEAD))
        yield str(path.resolve())
        return
    with zipfile.ZipFile(path) as packed:
        _check_size(packed)
        for name in packed.namelist():
            if name.casefold().endswith(_MAPS_IN_ZIP) and "__MACOSX" not in name:
                with packed.open(name) as file:
                    _check_holds_features(file.read(_HEAD))
                yield f"/vsizip/{path.resolve()}/{name}"


def _check_size(packed: zipfile.ZipFile) -> None:
    """A small zip may unpack to more than the machine holds."""
    if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES_UNPACKED:
        raise PointsElsewhereError


def _check_holds_features(head: bytes) -> None:
    if head.startswith(_BINARY):
        return
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_map = bool(GEOJSON_FEATURES.search(text)) if text[:1] in (b"{", b"[") else _is_xml_map(text)
    if not is_map or any(sign in head for sign in _POINTS_ELSEWHERE):
        raise PointsElsewhereError


def _is_xml_map(text: bytes) -> bool:
    root = _ROOT.match(text)
    if root is None or root[1].endswith(_CAPABILITIES):
        return False
    return root[1] in _ROOTS or _GML in root[2]
