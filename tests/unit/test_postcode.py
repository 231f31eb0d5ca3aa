import pytest

from directory.model.postcode import (
    NotAPostcodeError,
    Outcode,
    OutsideGreatBritainError,
    Postcode,
    Sector,
    parse_postcode_or_part,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("WR14 1AA", "WR14 1AA"),
        ("wr141aa", "WR14 1AA"),
        ("  wr14   1aa. ", "WR14 1AA"),
        ("W1A0AX", "W1A 0AX"),
        ("ec1a-1bb", "EC1A 1BB"),
        ("WRI4 IAA", "WR14 1AA"),
        ("0X1 1AA", "OX1 1AA"),
        ("S01 1AA", "SO1 1AA"),
        ("CRO 2YR", "CR0 2YR"),
        ("E1O 5AA", "E10 5AA"),
        ("SW1I 1AA", "SW11 1AA"),
        ("B1 OAA", "B1 0AA"),
    ],
)
def test_a_postcode_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert str(Postcode.parse(typed)) == meant


@pytest.mark.parametrize(
    "typed",
    ["", " ", "Malvern", "WR14", "WR14 1A", "WR14 1CA", "WR14 1AAA", "ZZ1 1AA", "01684 560000", "٣٣", "ELY"],
)
def test_what_cannot_be_a_postcode_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotAPostcodeError, match=r"is not a postcode\. A postcode looks like WR14 1AA"):
        Postcode.parse(typed)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("bt1 1aa", "in Northern Ireland"),
        ("JE2 3AB", "in Jersey"),
        ("GY1 1AA", "in Guernsey"),
        ("IM1 1AA", "on the Isle of Man"),
        ("GX11 1AA", "in Gibraltar"),
        ("FIQQ 1ZZ", "overseas"),
        ("BFPO 57", "a British Forces address"),
        ("BF1 3AA", "a British Forces address"),
    ],
)
def test_a_postcode_outside_great_britain_says_where_it_is(typed: str, where: str) -> None:
    with pytest.raises(OutsideGreatBritainError) as raised:
        Postcode.parse(typed)

    assert where in str(raised.value)
    assert typed in str(raised.value)


def test_a_postcode_knows_its_sector_and_outcode() -> None:
    postcode = Postcode.parse("WR14 1AA")

    assert (postcode.sector, postcode.outcode) == ("WR14 1", "WR14")


def test_a_sector_knows_its_outcode() -> None:
    assert Sector.parse("wr14 i").outcode == "WR14"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wr14", Outcode("WR14")),
        ("WR 14", Outcode("WR14")),
        ("WR1 4", Sector("WR1 4")),
        ("wr141", Sector("WR14 1")),
        ("L1", Outcode("L1")),
        ("wr14 1aa", Postcode("WR14 1AA")),
    ],
)
def test_a_part_of_a_postcode_is_read_as_that_part(typed: str, meant: object) -> None:
    assert parse_postcode_or_part(typed) == meant


@pytest.mark.parametrize("typed", ["Ely", "LI", "Hoo I", "Malvern 1", ""])
def test_a_name_is_never_taken_for_a_part_of_a_postcode(typed: str) -> None:
    with pytest.raises(NotAPostcodeError):
        parse_postcode_or_part(typed)


def test_a_part_outside_great_britain_says_where_it_is() -> None:
    with pytest.raises(OutsideGreatBritainError, match="Northern Ireland"):
        parse_postcode_or_part("BT7")
