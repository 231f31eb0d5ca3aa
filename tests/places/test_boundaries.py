import json
from pathlib import Path

import geopandas
import pytest
import shapely

from directory.places.boundaries import NoAreasError, UnreadableBoundariesError, read_boundaries

SQUARES = {
    "North ward": shapely.box(-2.3, 52.1, -2.2, 52.2),
    "South ward": shapely.box(-2.3, 52.0, -2.2, 52.1),
}


def wards(*, crs: int = 4326) -> geopandas.GeoDataFrame:
    columns = {"WD21CD": ["E1", "E2"], "WD21NM": list(SQUARES)}
    return geopandas.GeoDataFrame(columns, geometry=list(SQUARES.values()), crs=4326).to_crs(crs)


@pytest.mark.parametrize("crs", [4326, 27700])
def test_wards_are_read_from_any_projection_with_their_names(tmp_path: Path, crs: int) -> None:
    wards(crs=crs).to_file(tmp_path / "wards.gpkg")

    outlines = read_boundaries(tmp_path / "wards.gpkg")

    assert [feature["properties"]["name"] for feature in outlines["features"]] == list(SQUARES)
    north = shapely.from_geojson(json.dumps(outlines["features"][0]["geometry"]))
    assert shapely.distance(shapely.centroid(north), shapely.Point(-2.25, 52.15)) < 0.001
    json.dumps(outlines)


def test_a_named_column_is_used_when_given(tmp_path: Path) -> None:
    wards().to_file(tmp_path / "wards.geojson")

    outlines = read_boundaries(tmp_path / "wards.geojson", name_column="WD21CD")

    assert [feature["properties"]["name"] for feature in outlines["features"]] == ["E1", "E2"]


def test_a_file_that_is_no_map_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.geojson").write_text("not a map")

    with pytest.raises(UnreadableBoundariesError, match=r"notes\.geojson cannot be read as a map"):
        read_boundaries(tmp_path / "notes.geojson")


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableBoundariesError):
        read_boundaries(tmp_path / "none.gpkg")


def test_a_map_of_points_holds_no_areas(tmp_path: Path) -> None:
    points = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(-2.2, 52.1)], crs=4326)
    points.to_file(tmp_path / "points.geojson")

    with pytest.raises(NoAreasError, match="holds no areas"):
        read_boundaries(tmp_path / "points.geojson")
