"""Postcodes as values: a whole one, a sector such as ``WR14 1``, or an outcode such as ``WR14``.

Parsing forgives what people type (case, spaces, full stops, O for 0 and I for 1) but guesses nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from directory.errors import BadInputError

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR "
    "TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
AREAS = frozenset(_AREAS.split())
OUTSIDE_AREAS: Mapping[str, str] = MappingProxyType(
    {
        "BT": "in Northern Ireland",
        "JE": "in Jersey",
        "GY": "in Guernsey",
        "IM": "on the Isle of Man",
        "GX": "in Gibraltar",
        "BF": "a British Forces address",
    }
)
_OVERSEAS = re.compile(r"(?:ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA)1ZZ")
_FORCES = re.compile(r"BFPO(?:C/O)?\d{1,4}")
_BETWEEN = re.compile(r"[\s.,\-\u2013_]+")
_SHAPES: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {2: ("A9",), 3: ("AA9", "A99", "A9A"), 4: ("AA99", "AA9A")}
)
_OUTCODE = re.compile(
    r"(?P<area>[A-Z]{1,2})(?:[1-9]?[0-9]|(?<=^[A-Z])[0-9][A-HJKPSTUW]|(?<=^[A-Z]{2})[0-9][ABEHMNPRVWXY])"
)
_DIGIT = re.compile(r"[0-9]")
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")
_AS_DIGIT = str.maketrans("OI", "01")
_AS_LETTER = str.maketrans("01", "OI")


class NotAPostcodeError(BadInputError):
    """The letters and digits cannot be a British postcode."""

    sentence = "“{text}” is not a postcode. A postcode looks like WR14 1AA."

    def __init__(self, *, text: str) -> None:
        super().__init__(text=text.strip()[:40])


class OutsideGreatBritainError(BadInputError):
    """A true postcode of a place that Kith has no map of; ``where`` completes "is …"."""

    sentence = "{text} is {where}, outside Great Britain. It is kept as typed and not put on the map."

    def __init__(self, *, text: str, where: str) -> None:
        super().__init__(text=text.strip()[:40], where=where)


@dataclass(frozen=True, slots=True, order=True)
class Outcode:
    """The first half, ``WR14``."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an outcode; raises ``NotAPostcodeError`` or ``OutsideGreatBritainError``."""
        return cls(_outcode(_squeeze(text), text))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, order=True)
class Sector:
    """The first half and one digit, ``WR14 1``: a few streets in a town, some villages in the country."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a sector; raises ``NotAPostcodeError`` or ``OutsideGreatBritainError``."""
        compact = _squeeze(text)
        digit = compact[-1:].translate(_AS_DIGIT)
        if not _DIGIT.fullmatch(digit):
            raise NotAPostcodeError(text=text)
        return cls(f"{_outcode(compact[:-1], text)} {digit}")

    @property
    def outcode(self) -> str:
        """``WR14`` of ``WR14 1``."""
        return self.text[:-2]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A whole postcode in normal form, ``WR14 1AA``."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a postcode; raises ``NotAPostcodeError`` or ``OutsideGreatBritainError``."""
        compact = _squeeze(text)
        if _OVERSEAS.fullmatch(compact) or _FORCES.fullmatch(compact):
            where = OUTSIDE_AREAS["BF"] if compact.startswith("BF") else "overseas"
            raise OutsideGreatBritainError(text=text, where=where)
        inward = compact[-3:-2].translate(_AS_DIGIT) + compact[-2:].translate(_AS_LETTER)
        if not _INWARD.fullmatch(inward):
            raise NotAPostcodeError(text=text)
        return cls(f"{_outcode(compact[:-3], text)} {inward}")

    @property
    def outcode(self) -> str:
        """``WR14`` of ``WR14 1AA``."""
        return self.text[:-4]

    @property
    def sector(self) -> str:
        """``WR14 1`` of ``WR14 1AA``."""
        return self.text[:-2]

    def __str__(self) -> str:
        return self.text


def outcode_of(text: str) -> str:
    """``WR14`` of a postcode or a part of one; empty when the text is none."""
    try:
        parsed = parse_postcode_or_part(text)
    except BadInputError:
        return ""
    return parsed.text if isinstance(parsed, Outcode) else parsed.outcode


def parse_postcode_or_part(text: str) -> Postcode | Sector | Outcode:
    """Take the fullest reading. A space decides between ``WR1 4`` (a sector) and ``WR14`` (an outcode)."""
    try:
        return Postcode.parse(text)
    except NotAPostcodeError:
        kinds = (Sector, Outcode) if _ends_in_lone_digit(text) else (Outcode, Sector)
    for kind in kinds:
        try:
            return kind.parse(text)
        except NotAPostcodeError:
            continue
    raise NotAPostcodeError(text=text)


def _squeeze(text: str) -> str:
    return _BETWEEN.sub("", text).upper()


def _ends_in_lone_digit(text: str) -> bool:
    parts = _BETWEEN.split(text.strip())
    return len(parts) > 1 and len(parts[-1]) == 1


def _outcode(compact: str, typed: str) -> str:
    """Choose, of the readings whose area exists, the one with the fewest slips put right."""
    readings = [_read_as(shape, compact) for shape in _SHAPES.get(len(compact), ())]
    real = [reading for reading in readings if _area(reading) and _DIGIT.search(typed)]
    if not real:
        raise NotAPostcodeError(text=typed)
    best = min(real, key=lambda reading: sum(map(str.__ne__, reading, compact)))
    if where := OUTSIDE_AREAS.get(_area(best)):
        raise OutsideGreatBritainError(text=typed, where=where)
    return best


def _read_as(shape: str, compact: str) -> str:
    letters = compact.translate(_AS_LETTER)
    digits = compact.translate(_AS_DIGIT)
    return "".join(
        letter if kind == "A" else digit for kind, letter, digit in zip(shape, letters, digits, strict=True)
    )


def _area(outcode: str) -> str:
    found = _OUTCODE.fullmatch(outcode)
    area = found["area"] if found else ""
    return area if area in AREAS or area in OUTSIDE_AREAS else ""
