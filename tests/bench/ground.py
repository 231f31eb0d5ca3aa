"""Where people live: positions to put listings at, as dense as the population is."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from directory.model.place import Point
from directory.places.names import read_names
from directory.places.sectors import read_sectors

POSTCODES = Path(__file__).parents[3] / "shared" / "data" / "postcodes" / "codepoint_open_gb_2025-11.csv.gz"
# A degree east is about this much of a degree north in Britain.
_NARROWER = 0.6
# How far people live from the middle of their sector, in degrees north, where only that is known.
_AROUND_A_SECTOR = 0.006
# One postcode in five is as dense as the people are, and read in a fifth of the time.
_EVERY = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """Positions in proportion to people, each with the town it is nearest to; ``source`` says of what."""

    latitudes: Floats
    longitudes: Floats
    spread: float
    towns: tuple[str, ...]
    nearest_town: NDArray[np.int64]
    source: str

    def somewhere(self, chance: random.Random) -> tuple[Point, str]:
        """A point where someone lives, and its town."""
        row = int(chance.random() * len(self.latitudes))
        latitude, longitude = float(self.latitudes[row]), float(self.longitudes[row])
        if self.spread:
            latitude += chance.gauss(0, self.spread)
            longitude += chance.gauss(0, self.spread) / _NARROWER
        return Point(round(latitude, 5), round(longitude, 5)), self.towns[self.nearest_town[row]]


def read_ground(postcodes: Path = POSTCODES) -> Ground:
    """Real postcodes beside the project; without them the shipped sectors, by how many postcodes each has."""
    if postcodes.exists():
        table = pd.read_csv(postcodes, usecols=["lat", "lon"]).dropna().iloc[::_EVERY]
        latitudes, longitudes = table["lat"].to_numpy(np.float64), table["lon"].to_numpy(np.float64)
        return _ground(latitudes, longitudes, 0.0, f"{len(table):,} postcodes of {postcodes.name}")
    sectors = read_sectors().centroids
    times = [max(1, sector.postcodes // _EVERY) for sector in sectors]
    latitudes = np.repeat([sector.point.latitude for sector in sectors], times)
    longitudes = np.repeat([sector.point.longitude for sector in sectors], times)
    said = f"{len(sectors):,} shipped sectors, because {postcodes.name} is not beside the project"
    return _ground(latitudes, longitudes, _AROUND_A_SECTOR, said)


def _ground(latitudes: Floats, longitudes: Floats, spread: float, source: str) -> Ground:
    places = read_names()
    tree = cKDTree([(place.point.latitude, place.point.longitude * _NARROWER) for place in places])
    _, nearest = tree.query(np.column_stack((latitudes, longitudes * _NARROWER)))
    towns = tuple(place.name for place in places)
    return Ground(latitudes, longitudes, spread, towns, nearest.astype(np.int64), source)
