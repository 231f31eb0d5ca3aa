from collections.abc import Collection, Mapping
from pathlib import Path
from time import perf_counter

import pytest

from directory.errors import KithError
from directory.model.place import Place, Point, Precision, metres_between
from directory.model.postcode import NotAPostcodeError, OutsideGreatBritainError
from directory.places.files import SECTORS_FILE
from directory.places.gazetteer import (
    Gazetteer,
    NoPlaceGivenError,
    NoPlacesLoadedError,
    NotInGreatBritainError,
    NotInTheListError,
    UnknownPostcodeError,
)
from directory.places.named import UnknownPlaceError
from directory.places.names import NamedPlace

LOADED = {"WR14 1AA": Point(52.1295, -2.3312)}


def with_exact(points: Mapping[str, Point], sectors_file: Path = SECTORS_FILE) -> Gazetteer:
    def find(postcodes: Collection[str]) -> Mapping[str, Point]:
        return {postcode: points[postcode] for postcode in postcodes if postcode in points}

    return Gazetteer(find, lambda: len(points), sectors_file=sectors_file)


@pytest.fixture(scope="module")
def with_sectors_alone() -> Gazetteer:
    return with_exact({})


@pytest.fixture(scope="module")
def with_the_full_list() -> Gazetteer:
    return with_exact(LOADED)


def test_a_loaded_postcode_is_placed_exactly(with_the_full_list: Gazetteer) -> None:
    place = with_the_full_list.find_place("wr14 1aa")

    assert place == Place("WR14 1AA", LOADED["WR14 1AA"], Precision.POSTCODE)


def test_without_the_full_list_a_postcode_is_shown_at_its_sector_and_says_so(
    with_sectors_alone: Gazetteer,
) -> None:
    place = with_sectors_alone.find_place("WR14 1AA")

    assert place.precision is Precision.SECTOR
    assert place.note == "Approximate: shown at the middle of WR14 1."
    assert metres_between(place.point, LOADED["WR14 1AA"]) < 2000


def test_a_postcode_missing_from_the_full_list_may_be_retired_or_mistyped(
    with_the_full_list: Gazetteer,
) -> None:
    place = with_the_full_list.find_place("WR14 1ZZ")

    assert place.precision is Precision.SECTOR
    assert "WR14 1ZZ is not in the list of postcodes: it may be retired or mistyped." in place.note


def test_an_unknown_sector_is_shown_at_its_outcode(with_sectors_alone: Gazetteer) -> None:
    place = with_sectors_alone.find_place("WR14 0ZZ")

    assert place.precision is Precision.AREA
    assert place.note == "Approximate: shown at the middle of WR14."


@pytest.mark.parametrize(("typed", "precision"), [("WR14", Precision.AREA), ("WR14 1", Precision.SECTOR)])
def test_part_of_a_postcode_is_placed(
    with_the_full_list: Gazetteer, typed: str, precision: Precision
) -> None:
    place = with_the_full_list.find_place(typed)

    assert place.precision is precision
    assert place.note == f"Approximate: shown at the middle of {typed}."


def test_the_one_postcode_in_an_address_is_used(with_the_full_list: Gazetteer) -> None:
    assert with_the_full_list.find_place("12 High Street, Malvern WR14 1AA").label == "WR14 1AA"


@pytest.mark.parametrize(
    ("typed", "error", "words"),
    [
        ("", NoPlaceGivenError, "Give a postcode"),
        ("WR14 1CA", NotAPostcodeError, "is not a postcode"),
        ("BT7 1NN", OutsideGreatBritainError, "in Northern Ireland, outside Great Britain"),
        ("WR88 1AA", UnknownPostcodeError, "begin with WR88"),
        ("-2.3, 52.1", NotInGreatBritainError, "latitude first"),
        ("Xyzzy", UnknownPlaceError, "Try a postcode or the nearest town"),
        ("Malvurn", UnknownPlaceError, r"Did you mean Malvern\?"),
    ],
)
def test_each_kind_of_no_has_its_own_sentence(
    with_sectors_alone: Gazetteer, *, typed: str, error: type[KithError], words: str
) -> None:
    with pytest.raises(error, match=words):
        with_sectors_alone.find_place(typed)


def test_with_nothing_loaded_the_sentence_says_what_to_load(tmp_path: Path) -> None:
    empty = with_exact({}, sectors_file=tmp_path / "none.csv")

    with pytest.raises(NoPlacesLoadedError, match="kith postcodes add FILE"):
        empty.find_place("WR14 1AA")


def test_without_sectors_a_postcode_missing_from_the_list_is_not_placed(tmp_path: Path) -> None:
    exact_only = with_exact(LOADED, sectors_file=tmp_path / "none.csv")

    assert exact_only.find_place("WR14 1AA").precision is Precision.POSTCODE
    with pytest.raises(NotInTheListError, match="retired or mistyped"):
        exact_only.find_place("WR14 1ZZ")


def test_latitude_and_longitude_are_taken_as_they_are(with_sectors_alone: Gazetteer) -> None:
    place = with_sectors_alone.find_place("52.11, -2.33")

    assert (place.point, place.precision) == (Point(52.11, -2.33), Precision.EXACT)


@pytest.mark.parametrize("typed", ["Malvern", "great malvern", "Great Malvern, Worcestershire", "MALVERN "])
def test_a_town_is_found_by_the_names_people_use(with_sectors_alone: Gazetteer, typed: str) -> None:
    place = with_sectors_alone.find_place(typed)

    assert (place.label, place.precision, place.note) == ("Great Malvern", Precision.AREA, "")


@pytest.mark.parametrize("typed", ["Kings Lynn", "St Helens", "Bo'ness", "Stratford on Avon", "Hull"])
def test_apostrophes_hyphens_and_short_forms_do_not_hide_a_town(
    with_sectors_alone: Gazetteer, typed: str
) -> None:
    assert with_sectors_alone.find_place(typed).precision is Precision.AREA


def test_of_two_towns_with_one_name_the_bigger_is_taken_and_named(with_sectors_alone: Gazetteer) -> None:
    place = with_sectors_alone.find_place("Ashford")

    assert place.label == "Ashford, Kent"
    assert place.note == "Took Ashford in Kent; the same name is found in Surrey."


def test_of_two_towns_with_one_name_the_nearer_is_taken(with_sectors_alone: Gazetteer) -> None:
    staines = Point(51.43, -0.51)

    assert with_sectors_alone.find_place("Ashford", around=staines).label == "Ashford, Surrey"


@pytest.mark.parametrize("typed", ["Newport, Shropshire", "Newport Shropshire", "Newport, Telford"])
def test_a_county_or_a_town_near_by_tells_which_is_meant(with_sectors_alone: Gazetteer, typed: str) -> None:
    place = with_sectors_alone.find_place(typed)

    assert metres_between(place.point, Point(52.767, -2.377)) < 1000
    assert place.note == ""


def test_an_unknown_hamlet_is_shown_at_the_town_given_with_it(with_sectors_alone: Gazetteer) -> None:
    place = with_sectors_alone.find_place("Barnards Green, Malvern")

    assert place.note == "Barnards Green, Malvern is not known; shown at Great Malvern."


def test_a_councils_own_names_are_found_beside_the_shipped_ones() -> None:
    hamlet = NamedPlace("Barnards Green", Point(52.1066, -2.3085))
    gazetteer = Gazetteer(lambda _: {}, lambda: 0, names=[lambda: [hamlet]])

    assert gazetteer.find_place("barnards green").point == hamlet.point


def test_many_postcodes_are_found_at_once_each_with_its_place_or_its_sentence(
    with_the_full_list: Gazetteer,
) -> None:
    found = with_the_full_list.find_places(["wr141aa", "WR14 1ZZ", "WR14", "BT1 1AA", "Malvern", ""])

    kinds = {text: one.precision if isinstance(one, Place) else type(one) for text, one in found.items()}
    assert kinds == {
        "wr141aa": Precision.POSTCODE,
        "WR14 1ZZ": Precision.SECTOR,
        "WR14": Precision.AREA,
        "BT1 1AA": OutsideGreatBritainError,
        "Malvern": NotAPostcodeError,
        "": NotAPostcodeError,
    }


def test_twenty_thousand_postcodes_take_less_than_a_second(with_sectors_alone: Gazetteer) -> None:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    typed = [f"WR{d} {s}{x}{y}" for d in range(1, 7) for s in range(1, 10) for x in letters for y in letters]

    began = perf_counter()
    found = with_sectors_alone.find_places(typed[:20_000])

    assert len(found) == 20_000
    assert perf_counter() - began < 1
