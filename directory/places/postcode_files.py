"""Reads the files of exact postcodes that anyone can download, whichever of them it is.

Known forms: Code-Point Open (zip, folder or one CSV: no headings, British National Grid), the ONS Postcode
Directory (zip, folder or CSV: ``pcds``, ``lat``, ``long``), and a plain CSV with ``postcode``, ``lat`` or
``latitude``, ``lon``, ``long`` or ``longitude``; each also as ``.gz``.
"""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from pyproj import Transformer

from directory.errors import BadInputError
from directory.model.place import Point
from directory.model.postcode import AREAS

_CHUNK = 50_000
_GREAT_BRITAIN = ((49.0, 61.5), (-9.5, 2.5))
_COMPACT = re.compile(r"(([A-Z]{1,2})[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_POSTCODE_HEADINGS = ("pcds", "postcode", "pcd", "post_code", "pcd7", "pcd8")
_LATITUDE_HEADINGS = ("lat", "latitude")
_LONGITUDE_HEADINGS = ("long", "lon", "lng", "longitude")
_FEWEST_CODE_POINT_COLUMNS = 4

Row = Sequence[str]
Located = tuple[str, Point]


class NotAPostcodeFileError(BadInputError):
    """Nothing in the file looks like postcodes with places."""

    sentence = (
        "{name} holds no postcodes that Kith can read. Give Code-Point Open or ONSPD as downloaded "
        "(the zip or its CSV), or a CSV with the headings postcode, lat and lon."
    )


class DamagedPostcodeFileError(BadInputError):
    """The file is one of the known forms but broke off or cannot be opened."""

    sentence = "{name} is damaged or incomplete. Download it again and add it once more."


class BadPostcodeRowError(BadInputError):
    """A row of a known form has something else where its place should be."""

    sentence = (
        "{name}, row {row}: expected numbers for the place of {postcode}. "
        "Nothing was added; correct that row and try again."
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """Which columns hold what; ``to_points`` turns pairs of the two numbers into points."""

    postcode: int
    first: int
    second: int
    to_points: Callable[[list[tuple[float, float]]], list[Point | None]]


def read_postcode_file(path: Path) -> Iterator[Located]:
    """Yield the normal form and point of each postcode that has a point, in the order of the file.

    Retired postcodes of ONSPD are kept: a group may still print one. Those without a place, and those outside
    Great Britain, are left out. Errors come while reading, so add everything in one transaction.
    """
    found = False
    try:
        for name, lines in _open_tables(path):
            for located in _read_table(name, lines):
                found = True
                yield located
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, csv.Error) as error:
        raise DamagedPostcodeFileError(name=path.name) from error
    if not found:
        raise NotAPostcodeFileError(name=path.name)


def _open_tables(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    if path.is_dir():
        yield from _of_folder(path)
    elif zipfile.is_zipfile(path):
        yield from _of_zip(path)
    else:
        with _opened(path) as stream:
            yield path.name, _as_text(stream)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        if path.suffix == ".gz":
            with gzip.open(stream) as unpacked:
                yield unpacked  # type: ignore[misc]  # GzipFile reads as any binary stream does
        else:
            yield stream


def _of_folder(folder: Path) -> Iterator[tuple[str, Iterator[str]]]:
    sizes = {
        str(file.relative_to(folder)): file.stat().st_size for file in folder.rglob("*") if file.is_file()
    }
    for name in _worth_reading(sizes):
        with _opened(folder / name) as stream:
            yield name, _as_text(stream)


def _of_zip(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    with zipfile.ZipFile(path) as archive:
        for name in _worth_reading({item.filename: item.file_size for item in archive.infolist()}):
            with archive.open(name) as stream:
                yield name, _as_text(stream)


def _worth_reading(sizes: dict[str, int]) -> list[str]:
    """ONSPD holds everything twice, whole and by area: then the whole file alone. Documents are left out."""
    tables = sorted(name for name in sizes if re.search(r"\.csv(\.gz)?$", name.lower()))
    tables = [name for name in tables if not re.search(r"(^|[/\\])(doc|documents)[/\\]", name.lower())]
    parts = [name for name in tables if re.search(r"(^|[/\\])multi_csv[/\\]", name.lower())]
    whole = [name for name in tables if "onspd" in name.lower() and name not in parts]
    return [max(whole, key=sizes.__getitem__)] if whole else tables


def _as_text(stream: IO[bytes]) -> Iterator[str]:
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")


def _read_table(name: str, lines: Iterator[str]) -> Iterator[Located]:
    rows = csv.reader(lines)
    first = next(rows, None)
    if first is None:
        return
    form = _form_of(first)
    if form is None:
        return
    without_headings = form.to_points is _from_grid
    numbered = enumerate(chain([first], rows) if without_headings else rows, 1 if without_headings else 2)
    while chunk := list(islice(numbered, _CHUNK)):
        yield from _read_chunk(name, form, chunk)


def _form_of(first: Row) -> _Form | None:
    headings = [cell.strip().lower() for cell in first]
    columns = [
        next((headings.index(word) for word in words if word in headings), None)
        for words in (_POSTCODE_HEADINGS, _LATITUDE_HEADINGS, _LONGITUDE_HEADINGS)
    ]
    postcode, latitude, longitude = columns
    if postcode is not None and latitude is not None and longitude is not None:
        return _Form(postcode, latitude, longitude, _from_degrees)
    if len(first) >= _FEWEST_CODE_POINT_COLUMNS and _normal_form(first[0]):
        return _Form(0, 2, 3, _from_grid)
    return None


def _read_chunk(name: str, form: _Form, chunk: Iterable[tuple[int, Row]]) -> Iterator[Located]:
    postcodes: list[str] = []
    numbers: list[tuple[float, float]] = []
    last = max(form.postcode, form.first, form.second)
    for number, row in chunk:
        postcode = _normal_form(row[form.postcode]) if len(row) > last else ""
        if not postcode or not row[form.first].strip():
            continue
        try:
            numbers.append((float(row[form.first]), float(row[form.second])))
        except ValueError as error:
            raise BadPostcodeRowError(name=name, row=number, postcode=postcode) from error
        postcodes.append(postcode)
    points = form.to_points(numbers)
    yield from ((postcode, point) for postcode, point in zip(postcodes, points, strict=True) if point)


def _normal_form(text: str) -> str:
    """Files print postcodes in three widths; a whole parse of each would take most of the time."""
    found = _COMPACT.fullmatch(text.replace(" ", "").upper())
    return f"{found[1]} {found[3]}" if found and found[2] in AREAS else ""


def _from_degrees(numbers: list[tuple[float, float]]) -> list[Point | None]:
    """99.999999 stands for none in ONSPD; it falls outside Great Britain with everything else."""
    (south, north), (west, east) = _GREAT_BRITAIN
    return [
        Point(latitude, longitude) if south < latitude < north and west < longitude < east else None
        for latitude, longitude in numbers
    ]


def _from_grid(numbers: list[tuple[float, float]]) -> list[Point | None]:
    """Easting 0, northing 0 stands for none in Code-Point Open; it is far out at sea."""
    if not numbers:
        return []
    to_degrees = Transformer.from_crs(27700, 4326)
    eastings, northings = zip(*numbers, strict=True)
    latitudes, longitudes = to_degrees.transform(eastings, northings)
    points = _from_degrees(list(zip(latitudes, longitudes, strict=True)))
    return [point if any(pair) else None for point, pair in zip(points, numbers, strict=True)]
