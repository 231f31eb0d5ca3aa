import zipfile
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from directory.exchange import map_files
from directory.exchange.geo import BrokenMapError
from directory.exchange.reading import read_file

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WFS = "http://www.opengis.net/wfs"


def _read(path: Path) -> list[str]:
    return [row.service.name for row in read_file(path, source="map", now=NOW) if row.service]


def _virtual(points_to: str) -> str:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="other"><SrcDataSource>{points_to}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def _pipeline(points_to: str) -> str:
    return f'{{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read {points_to}"}}'


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "other.csv"
    path.write_text("name,postcode\nNot in this file,WR14 1AA\n")
    return path


def test_a_map_in_a_zip_that_points_to_another_file_is_refused(tmp_path: Path, secret: Path) -> None:
    path = tmp_path / "clubs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("clubs.kml", _virtual(str(secret)))

    with pytest.raises(BrokenMapError):
        _read(path)


@pytest.mark.parametrize("before", ["", '{"x":{"type": "FeatureCollection"},'])
def test_a_saved_pipeline_that_reads_another_file_is_refused(
    tmp_path: Path, secret: Path, before: str
) -> None:
    path = tmp_path / "clubs.geojson"
    path.write_text(before + _pipeline(str(secret))[bool(before) :])

    with pytest.raises(BrokenMapError):
        _read(path)


@pytest.mark.parametrize(
    "words",
    [
        "<OGRWFSDataSource><URL>{host}/wfs</URL></OGRWFSDataSource>",
        f'<?xml version="1.0"?><!-- <kml> --><WFS_Capabilities xmlns="{WFS}"/>',
        "{host}/clubs.geojson",
        _virtual("/vsicurl/{host}/clubs.geojson"),
    ],
)
def test_a_file_that_only_names_a_web_service_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "clubs.gml"
    path.write_text(words.replace("{host}", "http://127.0.0.1:9"))

    with pytest.raises(BrokenMapError):
        _read(path)


def test_a_map_that_names_its_schema_is_read_without_asking_for_it(tmp_path: Path) -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    path = tmp_path / "clubs.gml"
    schema = f"http://127.0.0.1:{server.server_port}/wfs?SERVICE=WFS&amp;REQUEST=DescribeFeatureType"
    path.write_text(
        f'<wfs:FeatureCollection xmlns:wfs="{WFS}" xmlns:gml="http://www.opengis.net/gml" xmlns:app="http://app"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://app {schema}">'
        "<gml:featureMember><app:club><app:name>Chess</app:name><app:at><gml:Point srsName='EPSG:4326'>"
        "<gml:pos>52 -2</gml:pos></gml:Point></app:at></app:club></gml:featureMember></wfs:FeatureCollection>"
    )

    names = _read(path)
    server.shutdown()
    server.server_close()

    assert names == ["Chess"]
    assert asked == []


def test_a_zip_that_unpacks_to_more_than_the_machine_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_files, "_MOST_BYTES_UNPACKED", 1000)
    path = tmp_path / "clubs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("clubs.geojson", '{"type":"FeatureCollection","features":[' + " " * 2000 + "]}")

    with pytest.raises(BrokenMapError):
        _read(path)
