import re

from hypothesis import given
from hypothesis import strategies as st

from directory.errors import KithError
from directory.model.postcode import AREAS, Outcode, Postcode, Sector, parse_postcode_or_part

_districts = st.one_of(st.integers(0, 9).map(str), st.integers(10, 99).map(str))
_outcodes = st.builds(str.__add__, st.sampled_from(sorted(AREAS)), _districts)
_inward = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)
_postcodes = st.builds("{} {}".format, _outcodes, _inward)


@given(_postcodes)
def test_a_postcode_in_normal_form_is_read_as_itself(text: str) -> None:
    assert str(Postcode.parse(text)) == text
    assert parse_postcode_or_part(text) == Postcode(text)


@given(_postcodes, st.sampled_from(["", " ", "  ", "-", "."]), st.booleans())
def test_case_and_spaces_never_matter(text: str, between: str, is_lower: bool) -> None:  # noqa: FBT001  # drawn
    typed = text.replace(" ", between)

    assert str(Postcode.parse(typed.lower() if is_lower else typed)) == text


@given(_postcodes)
def test_a_slip_in_the_digit_after_the_space_is_put_right(text: str) -> None:
    outward, inward = text.split()
    slipped = inward[0].translate(str.maketrans("01", "OI")) + inward[1:]

    assert str(Postcode.parse(f"{outward} {slipped}")) == text


@given(_outcodes)
def test_an_outcode_is_read_as_itself(text: str) -> None:
    assert parse_postcode_or_part(text) == Outcode(text)


@given(_postcodes)
def test_a_sector_is_read_as_itself(text: str) -> None:
    sector = Postcode(text).sector

    assert parse_postcode_or_part(sector) == Sector(sector)


@given(st.text(max_size=12) | st.from_regex(re.compile(r"[A-Z]{1,2}[0-9IO]{1,3}[A-Z]? ?[0-9OI][A-Z]{2}")))
def test_any_text_is_read_to_a_normal_form_or_refused_in_a_sentence(text: str) -> None:
    try:
        normal = str(Postcode.parse(text))
    except KithError as error:
        normal, sentence = "", str(error)
    else:
        sentence = ""

    assert sentence.endswith(".") or str(Postcode.parse(normal)) == normal
