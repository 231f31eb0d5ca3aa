import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import openpyxl
import pytest
from shapely.geometry import Point

from directory.errors import BadInputError
from directory.exchange.reading import read_file

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

_FILES = {
    "empty.csv": b"",
    "blank.csv": b"  \n \n",
    "headings.csv": b"name,postcode\n",
    "nameless.csv": b"postcode,ward_name\nWR1 1AA,Cathedral\n",
    "cut.json": b'{"contents": [{"id": "1", "name": "Te',
    "words.json": b"not json at all",
    "other.json": b'{"version": "HSDS-UK-3.0", "profile": "x"}',
    "numbers.json": b"[1, 2, 3]",
    "deep.json": b"[" * 100_000,
    "long number.json": b'[{"id": "1", "name": "Tea", "minimum_age": ' + b"9" * 5000 + b"}]",
    "cut.geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geo',
    "none.geojson": b'{"type": "FeatureCollection", "features": []}',
    "virtual.kml": b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource>"
    b"</OGRVRTLayer></OGRVRTDataSource>",
    "page.html": b"<!doctype html><title>Sign in</title>",
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "cut.xlsx": b"PK\x03\x04\x14\x00\x00\x00xl/workbook.xml",
    "noise.csv": bytes(range(256)) * 20,
    "noise": b"\x00\x01\x02\x03" * 500,
    "cut.gpkg": b"SQLite format 3\x00" + b"\x00" * 200,
}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", sorted(_FILES))
def test_a_broken_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_FILES[name])

    with pytest.raises(BadInputError) as caught:
        list(read_file(path, source="broken", now=NOW))

    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(BadInputError, match="cannot be opened"):
            list(read_file(path, source="broken", now=NOW))


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,postcode\nTea,WR1 1AA\n", encoding="utf-8")

    with pytest.raises(BadInputError, match="no column called Nome"):
        list(read_file(path, source="a", now=NOW, mapping={"name": "Nome"}))
    with pytest.raises(BadInputError, match="no field called colour"):
        list(read_file(path, source="a", now=NOW, mapping={"colour": "name"}))


def _seeds(folder: Path) -> list[Path]:
    points = geopandas.GeoDataFrame({"name": ["A", "B"]}, geometry=[Point(-2, 52), Point(-2, 53)], crs=4326)
    points.to_file(folder / "a.gpkg")
    points.to_file(folder / "a.geojson")
    points.to_file(folder / "s.shp")
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        for ending in ("shp", "shx", "dbf", "prj"):
            packed.write(folder / f"s.{ending}", f"s.{ending}")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Name", "When"), ("Tea", "Mondays 10-12"), ("Cake", "Fri 9am")):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    (folder / "a.csv").write_text("name,lat,lon,times\nTea,52,-2,Mon 9-5\nCake,53,-2,\n", encoding="utf-8")
    (folder / "a.json").write_text(
        '[{"id":"1","name":"Tea","status":"active","schedules":[{"description":"Mon 9-5"}]}]'
    )
    return sorted(folder.glob("a.*"))


@pytest.mark.filterwarnings("ignore")
def test_files_cut_short_or_altered_never_end_in_anything_but_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(7)
    for seed in _seeds(tmp_path):
        content = seed.read_bytes()
        for _ in range(25):
            altered = bytearray(
                content[: chance.randrange(1, len(content))] if chance.random() < 0.4 else content
            )
            for _ in range(chance.choice([0, 1, 5, 50])):
                altered[chance.randrange(len(altered))] = chance.randrange(256)
            path = tmp_path / f"altered{seed.suffix}"
            path.write_bytes(altered)
            try:
                list(read_file(path, source="altered", now=NOW))
            except BadInputError as error:
                assert path.name in str(error)  # noqa: PT017 -- not every altered file is broken
