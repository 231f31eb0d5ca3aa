"""Where the files about places are."""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "places"
SECTORS_FILE = FOLDER / "sectors.csv"
# Worked out from a package after the first start, so it is not among the shipped files.
NAMES_FILE = Path(__file__).parents[2] / "var" / "places" / "names.csv"
COUNTIES_FILE = FOLDER / "counties.csv"
