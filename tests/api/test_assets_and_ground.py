import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from directory.api.assets import assets_route
from directory.api.ground import ground_route, parse_bounds
from directory.places.outlines import Bounds
from directory.ui.maps.building import KithMap

MALVERN = "52.0,-2.5,52.3,-2.1"


@pytest.fixture(scope="module")
def browser() -> TestClient:
    return TestClient(Starlette(routes=[ground_route(), assets_route()]))


def test_every_file_a_map_asks_for_is_there(browser: TestClient) -> None:
    for _, address in [*KithMap.default_js, *KithMap.default_css]:
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("sheet", [address for _, address in KithMap.default_css])
def test_every_file_that_a_stylesheet_asks_for_is_there(browser: TestClient, sheet: str) -> None:
    css = browser.get(sheet).text

    for asked in re.findall(r"url\([\"']?([^\"')#]+)", css):
        address = asked if asked.startswith("/") else f"{sheet.rpartition('/')[0]}/{asked}"
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "path",
    [
        "/assets/leaflet/../../../../pyproject.toml",
        "/assets/leaflet/%2e%2e/%2e%2e/__init__.py",
        "/assets/kith/building.py",
        "/assets/kith/nothing.js",
        "/assets/elsewhere/leaflet.js",
        "/assets/leaflet//etc/passwd.js",
        f"/assets/kith/{'a' * 5000}.js",
    ],
)
def test_nothing_else_is_served(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_the_ground_has_districts_and_names_the_biggest_first(browser: TestClient) -> None:
    ground = browser.get("/assets/ground.json", params={"bounds": MALVERN}).json()

    districts = {feature["properties"]["name"] for feature in ground["outlines"]["features"]}
    people = [name[3] for name in ground["names"]]
    assert "WR14" in districts
    assert "Worcester" in {name[2] for name in ground["names"]}
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize("bounds", ["", "1,2,3", "a,b,c,d", "52,-2,51,-1", "nan,0,1,1", "-91,0,1,1"])
def test_what_is_no_part_of_the_earth_has_no_ground(browser: TestClient, bounds: str) -> None:
    assert browser.get("/assets/ground.json", params={"bounds": bounds}).status_code == 400


def test_views_of_one_neighbourhood_share_their_ground() -> None:
    assert parse_bounds(MALVERN) == Bounds(52.0, -2.5, 52.5, -2.0) == parse_bounds("52.1,-2.4,52.2,-2.2")


def test_a_file_of_boundaries_replaces_the_approximate_districts(tmp_path: Path) -> None:
    file = tmp_path / "wards.geojson"
    square = [[-2.4, 52.1], [-2.3, 52.1], [-2.3, 52.2], [-2.4, 52.2], [-2.4, 52.1]]
    far = [[longitude + 2, latitude] for longitude, latitude in square]
    wards = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in (("Link", square), ("Elsewhere", far))
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": wards}))
    browser = TestClient(Starlette(routes=[ground_route(file)]))

    ground = browser.get("/assets/ground.json", params={"bounds": MALVERN}).json()

    assert [each["properties"]["name"] for each in ground["outlines"]["features"]] == ["Link"]
