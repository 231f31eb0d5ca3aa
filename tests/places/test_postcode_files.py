import gzip
import zipfile
from pathlib import Path

import pytest

from directory.errors import KithError
from directory.model.place import Point, metres_between
from directory.places.postcode_files import (
    BadPostcodeRowError,
    DamagedPostcodeFileError,
    NotAPostcodeFileError,
    read_postcode_file,
)
from directory.places.sectors import build_sectors, read_sectors, save_sectors

CODE_POINT = (
    '"WR1 1AA",10,385247,255520,"E92000001","","","","E07000237","E05015854"\n"WR141AA",90,0,0,"E92000001"\n'
)
HEADERS = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n"
ONSPD = (
    "pcd,pcd2,pcds,dointr,doterm,lat,long\n"
    "WR1 1AA,WR1  1AA,WR1 1AA,198001,,52.19667,-2.21695\n"
    "WR1 1AB,WR1  1AB,WR1 1AB,198001,199606,52.19617,-2.21913\n"
    "WR1 1AC,WR1  1AC,WR1 1AC,198001,,99.999999,0.000000\n"
    "BT1 1AA,BT1  1AA,BT1 1AA,198001,,54.6,-5.9\n"
)
PLAIN = "\ufeffPostcode,Latitude,Longitude\nwr1 1aa,52.19667,-2.21695\n,,\n"


@pytest.mark.parametrize("name", ["plain.csv", "plain.csv.gz"])
def test_a_plain_table_is_read(tmp_path: Path, name: str) -> None:
    packed = gzip.compress(PLAIN.encode()) if name.endswith("gz") else PLAIN.encode()
    (tmp_path / name).write_bytes(packed)

    assert list(read_postcode_file(tmp_path / name)) == [("WR1 1AA", Point(52.19667, -2.21695))]


def test_code_point_open_is_read_from_its_grid_without_postcodes_that_have_no_place(tmp_path: Path) -> None:
    (tmp_path / "wr.csv").write_text(CODE_POINT)

    ((postcode, point),) = read_postcode_file(tmp_path / "wr.csv")

    assert postcode == "WR1 1AA"
    assert metres_between(point, Point(52.19773, -2.21723)) < 100


@pytest.mark.parametrize("packed", [True, False])
def test_code_point_open_is_read_as_downloaded_or_unpacked(tmp_path: Path, *, packed: bool) -> None:
    files = {"Doc/Code-Point_Open_Column_Headers.csv": HEADERS, "Data/CSV/wr.csv": CODE_POINT}
    download = tmp_path / ("codepo_gb.zip" if packed else "codepo_gb")
    if packed:
        with zipfile.ZipFile(download, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
    else:
        for name, text in files.items():
            (download / name).parent.mkdir(parents=True, exist_ok=True)
            (download / name).write_text(text)

    assert [postcode for postcode, _ in read_postcode_file(download)] == ["WR1 1AA"]


def test_onspd_gives_retired_postcodes_too_and_each_postcode_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "onspd.zip", "w") as archive:
        archive.writestr("Data/ONSPD_AUG_2026_UK.csv", ONSPD)
        archive.writestr("Data/multi_csv/ONSPD_AUG_2026_UK_WR.csv", ONSPD)
        archive.writestr("Documents/names.csv", "a,b\n1,2\n")

    found = list(read_postcode_file(tmp_path / "onspd.zip"))

    assert [postcode for postcode, _ in found] == ["WR1 1AA", "WR1 1AB"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.csv", b"", NotAPostcodeFileError),
        ("shopping.csv", b"milk,eggs\n1,2\n", NotAPostcodeFileError),
        ("headings.csv", b"postcode,lat,lon\n", NotAPostcodeFileError),
        ("picture.csv", bytes(range(256)) * 40, NotAPostcodeFileError),
        ("half.csv.gz", gzip.compress(PLAIN.encode(), mtime=0)[:30], DamagedPostcodeFileError),
        ("not.csv.gz", b"postcode,lat,lon\n", DamagedPostcodeFileError),
        ("words.csv", b"postcode,lat,lon\nWR1 1AA,north,west\n", BadPostcodeRowError),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(
    tmp_path: Path, *, name: str, content: bytes, error: type[KithError]
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(error, match=name):
        list(read_postcode_file(tmp_path / name))


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("postcode,lat,lon\nWR1 1AA,52.1,-2.2\nWR1 1AB,?,-2.2\n")

    with pytest.raises(BadPostcodeRowError, match=r"list\.csv, row 3: .* WR1 1AB"):
        list(read_postcode_file(tmp_path / "list.csv"))


def test_a_missing_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KithError):
        list(read_postcode_file(tmp_path / "none.csv"))


def test_a_sector_lies_in_the_middle_of_its_postcodes_and_comes_back_from_its_file(tmp_path: Path) -> None:
    postcodes = [
        ("WR1 1AA", Point(52.0, -2.0)),
        ("WR1 1AB", Point(52.2, -2.2)),
        ("WR1 2AA", Point(52.5, -2.5)),
    ]

    save_sectors(build_sectors(postcodes), tmp_path / "sectors.csv")
    sectors = read_sectors(tmp_path / "sectors.csv")

    assert sectors.by_sector["WR1 1"] == Point(52.1, -2.1)
    assert sectors.by_outcode["WR1"].latitude == pytest.approx((52.0 + 52.2 + 52.5) / 3)


def test_the_shipped_sectors_cover_great_britain() -> None:
    sectors = read_sectors()

    assert len(sectors.by_sector) > 10_500
    assert sum(centroid.postcodes for centroid in sectors.centroids) > 1_700_000
