"""Postcode sectors and outcodes as points: the middle of their postcodes."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from directory.model.place import Point
from directory.places.files import SECTORS_FILE

_HEADINGS = ("sector", "latitude", "longitude", "postcodes")


@dataclass(frozen=True, slots=True)
class SectorCentroid:
    """The mean point of the postcodes of one sector such as ``WR14 1``, and how many they are."""

    sector: str
    point: Point
    postcodes: int

    @property
    def outcode(self) -> str:
        """``WR14`` of ``WR14 1``."""
        return self.sector[:-2]


@dataclass(frozen=True)
class SectorPoints:
    """Looks up sectors and outcodes; empty when the file is not there."""

    centroids: tuple[SectorCentroid, ...]

    @cached_property
    def by_sector(self) -> Mapping[str, Point]:
        """The middle of each sector."""
        return {centroid.sector: centroid.point for centroid in self.centroids}

    @cached_property
    def by_outcode(self) -> Mapping[str, Point]:
        """The middle of each outcode, over its postcodes."""
        return _mean_points((item.outcode, item.point, item.postcodes) for item in self.centroids)


def read_sectors(path: Path = SECTORS_FILE) -> SectorPoints:
    """Read the shipped sectors; without the file there are none, and only exact postcodes are found."""
    if not path.exists():
        return SectorPoints(())
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        return SectorPoints(
            tuple(
                SectorCentroid(sector, Point(float(latitude), float(longitude)), int(postcodes))
                for sector, latitude, longitude, postcodes in rows
            )
        )


def build_sectors(postcodes: Iterable[tuple[str, Point]]) -> tuple[SectorCentroid, ...]:
    """Work out the mean point of each sector, in order of sector."""
    counts: dict[str, int] = {}

    def each() -> Iterable[tuple[str, Point, int]]:
        for postcode, point in postcodes:
            counts[postcode[:-2]] = counts.get(postcode[:-2], 0) + 1
            yield postcode[:-2], point, 1

    means = _mean_points(each())
    return tuple(SectorCentroid(sector, means[sector], counts[sector]) for sector in sorted(means))


def save_sectors(centroids: Iterable[SectorCentroid], path: Path = SECTORS_FILE) -> None:
    """Write the file that ``read_sectors`` reads; four decimals are about ten metres."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(_HEADINGS)
        for item in centroids:
            rows.writerow(
                (item.sector, f"{item.point.latitude:.4f}", f"{item.point.longitude:.4f}", item.postcodes)
            )


def _mean_points(weighted: Iterable[tuple[str, Point, int]]) -> dict[str, Point]:
    sums: dict[str, tuple[float, float, int]] = {}
    for name, point, weight in weighted:
        latitude, longitude, total = sums.get(name, (0.0, 0.0, 0))
        sums[name] = (
            latitude + weight * point.latitude,
            longitude + weight * point.longitude,
            total + weight,
        )
    return {name: Point(lat / total, lon / total) for name, (lat, lon, total) in sums.items()}
