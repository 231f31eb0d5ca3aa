import json

import pytest
import shapely

from directory.model.place import Point
from directory.places.labels import find_labels
from directory.places.names import NamedPlace, read_names
from directory.places.outlines import Bounds, FeatureCollection, build_outlines
from directory.places.sectors import SectorCentroid, read_sectors

AROUND_WORCESTER = Bounds(south=51.75, west=-2.95, north=52.62, east=-1.5)


@pytest.fixture(scope="module")
def worcester() -> FeatureCollection:
    return build_outlines(read_sectors().centroids, AROUND_WORCESTER)


def shapes_of(outlines: FeatureCollection) -> dict[str, shapely.Geometry]:
    return {
        str(feature["properties"]["name"]): shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in outlines["features"]
    }


def test_every_district_around_worcester_is_outlined(worcester: FeatureCollection) -> None:
    names = set(shapes_of(worcester))

    assert names >= {f"WR{number}" for number in range(1, 16)}


def test_postcodes_of_single_firms_are_not_drawn_as_districts(worcester: FeatureCollection) -> None:
    assert not {"WR99", "WR78", "WV98", "B99"} & set(shapes_of(worcester))


def test_outlines_are_sound_and_do_not_overlap(worcester: FeatureCollection) -> None:
    shapes = list(shapes_of(worcester).values())
    apart = sum(map(shapely.area, shapes))

    assert shapely.is_valid(shapes).all()
    assert apart == pytest.approx(shapely.area(shapely.union_all(shapes)), rel=1e-3)


def test_a_district_holds_the_middle_of_its_own_postcodes(worcester: FeatureCollection) -> None:
    middles = read_sectors().by_outcode
    shapes = shapes_of(worcester)
    own = [
        shapely.contains(shape, shapely.Point(middles[name].longitude, middles[name].latitude))
        for name, shape in shapes.items()
    ]

    assert sum(own) / len(own) > 0.85


def test_the_ground_inland_has_no_holes(worcester: FeatureCollection) -> None:
    ground = shapely.union_all(list(shapes_of(worcester).values()))
    inland = shapely.box(-2.7, 52.0, -1.7, 52.4)

    assert shapely.area(shapely.difference(inland, ground)) < 1e-5


def test_a_label_stands_on_its_district(worcester: FeatureCollection) -> None:
    shapes = shapes_of(worcester)

    for feature in worcester["features"]:
        facts = feature["properties"]
        label = shapely.Point(float(facts["longitude"]), float(facts["latitude"]))
        assert shapely.distance(shapes[str(facts["name"])], label) < 0.001


def test_no_ground_is_drawn_on_the_open_sea() -> None:
    around_lowestoft = Bounds(south=52.2, west=1.3, north=52.9, east=2.6)
    ground = shapely.union_all(
        list(shapes_of(build_outlines(read_sectors().centroids, around_lowestoft)).values())
    )

    assert ground.contains(shapely.Point(1.72, 52.47))
    assert not ground.intersects(shapely.Point(2.0, 52.5))


def test_the_order_of_the_sectors_does_not_matter(worcester: FeatureCollection) -> None:
    assert build_outlines(reversed(read_sectors().centroids), AROUND_WORCESTER) == worcester


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_sectors_give_no_ground(count: int) -> None:
    sectors = [SectorCentroid(f"WR1 {n}", Point(52.2 + n / 100, -2.2), 50) for n in range(count)]

    assert build_outlines(sectors, AROUND_WORCESTER)["features"] == []


def test_sectors_in_one_line_still_give_ground() -> None:
    sectors = [SectorCentroid(f"WR{n} 1", Point(52.0 + n / 10, -2.2), 50) for n in range(1, 6)]

    assert len(build_outlines(sectors, AROUND_WORCESTER)["features"]) == 5


def test_bigger_towns_are_named_first_and_from_further_away() -> None:
    labels = find_labels(read_names(), AROUND_WORCESTER, limit=200)
    zooms = {label.name: label.zoom for label in labels}

    assert labels[0].name == "Birmingham"
    assert len(labels) == 200
    assert zooms["Birmingham"] < zooms["Worcester"] < zooms["Great Malvern"] < zooms["Bromyard"]


def test_only_names_within_the_bounds_are_given() -> None:
    outside = NamedPlace("Leeds", Point(53.8, -1.55), people=450_000)

    assert find_labels([outside], AROUND_WORCESTER) == ()
