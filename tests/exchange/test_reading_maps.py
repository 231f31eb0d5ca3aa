import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import pytest
from shapely.geometry import Point, Polygon

from directory.exchange.osm import cells_of_tags
from directory.exchange.reading import ReadRow, read_file
from directory.exchange.rows import NoNameColumnError
from directory.model.location import Access
from directory.model.service import Kind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _read(path: Path) -> list[ReadRow]:
    return list(read_file(path, source="map", now=NOW))


def _clubs() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"Name": ["Bowls", "Chess"], "Category": ["Bowling", "Chess"]},
        geometry=[Point(-2.35, 53.38), Polygon([(-2.4, 53.4), (-2.3, 53.4), (-2.3, 53.5)])],
        crs="EPSG:4326",
    )


@pytest.mark.parametrize("crs", [4326, 27700, 3857])
@pytest.mark.parametrize("ending", ["geojson", "gpkg", "fgb"])
def test_any_map_in_any_projection_gives_degrees(tmp_path: Path, ending: str, crs: int) -> None:
    path = tmp_path / f"clubs.{ending}"
    _clubs().to_crs(crs).to_file(path)

    services = {row.service.name: row.service for row in _read(path) if row.service}

    assert (
        round(services["Bowls"].points[0].latitude, 4),
        round(services["Bowls"].points[0].longitude, 4),
    ) == (53.38, -2.35)
    assert 53.4 < services["Chess"].points[0].latitude < 53.5


def test_a_zipped_shapefile_without_its_projection_is_told_by_its_metres(tmp_path: Path) -> None:
    clubs = _clubs().iloc[:1].to_crs(27700)
    clubs.to_file(tmp_path / "clubs.shp")
    with zipfile.ZipFile(tmp_path / "clubs.zip", "w") as packed:
        for ending in ("shp", "shx", "dbf"):
            packed.write(tmp_path / f"clubs.{ending}", f"folder/clubs.{ending}")

    (row,) = _read(tmp_path / "clubs.zip")

    assert row.service
    assert round(row.service.points[0].latitude, 4) == 53.38


def test_a_feature_without_geometry_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "one.geojson"
    feature = {"type": "Feature", "geometry": None, "properties": {"name": "Tea", "postcode": "WR1 1AA"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")

    (row,) = _read(path)

    assert row.service
    assert not row.service.points


def test_tags_say_access_hours_and_address() -> None:
    cells = cells_of_tags(
        {
            "name": "Hub",
            "amenity": "community_centre",
            "addr:housenumber": "4",
            "addr:street": "High Street",
            "opening_hours": "09:00-17:00",
            "wheelchair": "yes",
            "contact:phone": "+44 1572 1",
            "fee": "no",
        }
    )

    assert cells["address"] == "4 High Street"
    assert cells["times"] == "Mo-Su 09:00-17:00"
    assert (cells["access"], cells["free"], cells["phone"]) == ("Wheelchair access", "yes", "+44 1572 1")


def test_tags_packed_by_other_programs_are_unpacked() -> None:
    assert (
        cells_of_tags({"other_tags": '"name"=>"Shed","wheelchair"=>"no"'})["access"] == "No wheelchair access"
    )
    assert cells_of_tags({"tags": '{"name": "Shed"}'})["name"] == "Shed"


@pytest.mark.shared
def test_openstreetmap_reads_what_has_a_name_and_refuses_the_rest_in_words(shared: Path) -> None:
    rows = _read(shared / "data/osm_rutland/rutland_pois.geojson")

    services = [row.service for row in rows if row.service]
    assert (len(rows), len(services)) == (419, 225)
    assert all(service.points for service in services)
    assert rows[6].refused == "Feature 7 (playground) has no name."
    assert {service.kind for service in services} <= {Kind.PLACE, Kind.SERVICE, Kind.GROUP}
    assert sum(Access.STEP_FREE in service.access for service in services) > 0


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "read", "refused"),
    [
        ("places_of_worship/trafford_places_of_worship.geojson", 118, 0),
        ("greenspaces/trafford_greenspace_sites.geojson", 113, 314),
        ("food_banks/gm_food_banks.geojson", 171, 0),
        ("sports_clubs/sports_clubs.geojson", 137, 0),
        ("assets/allotments/allotments.geojson", 35, 0),
    ],
)
def test_a_borough_of_maps_reads(shared: Path, file: str, read: int, refused: int) -> None:
    rows = _read(shared / "data/trafford_assets" / file)

    assert (sum(bool(row.service) for row in rows), sum(bool(row.refused) for row in rows)) == (read, refused)
    assert all(row.service.points for row in rows if row.service)


@pytest.mark.shared
@pytest.mark.parametrize("file", ["electoral_ward.geojson", "lsoa.geojson"])
def test_outlines_of_areas_are_no_listings_and_one_sentence_says_so(shared: Path, file: str) -> None:
    with pytest.raises(NoNameColumnError, match="no column with the names"):
        _read(shared / "data/trafford_assets/boundaries" / file)
