"""Over the real files beside the project, where they are."""

import csv
import gzip
from pathlib import Path
from statistics import median

import pytest

from directory.errors import KithError
from directory.model.place import Place, Point, Precision, metres_between
from directory.model.postcode import Postcode
from directory.places.gazetteer import Gazetteer
from directory.places.postcode_files import read_postcode_file

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def shared() -> Path:
    folder = Path(__file__).parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data is not beside the project")
    return folder


@pytest.fixture(scope="module")
def worcestershire(shared: Path) -> dict[str, Point]:
    return dict(read_postcode_file(shared / "postcodes" / "by_area" / "wr.csv.gz"))


def test_every_worcester_postcode_is_read_as_itself(shared: Path) -> None:
    with gzip.open(shared / "postcodes" / "by_area" / "wr.csv.gz", "rt") as lines:
        postcodes = [row["postcode"] for row in csv.DictReader(lines)]

    assert len(postcodes) > 8_900
    assert [str(Postcode.parse(text)) for text in postcodes] == postcodes


def test_a_sector_is_near_enough_to_find_the_neighbourhood(worcestershire: dict[str, Point]) -> None:
    found = Gazetteer(lambda _: {}, lambda: 0).find_places(worcestershire)
    metres = [
        metres_between(place.point, worcestershire[text])
        for text, place in found.items()
        if isinstance(place, Place) and place.precision is Precision.SECTOR
    ]

    assert len(metres) == len(worcestershire)
    assert median(metres) < 1_250  # 1,144 measured


def test_named_places_lie_where_the_ordnance_survey_puts_them(shared: Path) -> None:
    gazetteer = Gazetteer(lambda _: {}, lambda: 0)
    with (shared / "places" / "gb_places.csv").open(encoding="utf-8") as lines:
        towns = [row for row in csv.DictReader(lines) if row["type"] in {"c", "t"}]

    metres = []
    for town in towns:
        point = Point(float(town["lat"]), float(town["lon"]))
        try:
            metres.append(metres_between(gazetteer.find_place(town["name"], around=point).point, point))
        except KithError:
            continue

    assert len(metres) / len(towns) > 0.85
    assert median(metres) < 1_500
