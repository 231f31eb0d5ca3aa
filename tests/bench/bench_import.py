"""How long 20,000 rows take to go in: ``python tests/bench/bench_import.py [ROWS]``."""

import csv
import random
import sys
import tempfile
import time as clock
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from directory.bootstrap import DEMO_LISTINGS, open_kith
from directory.config import Settings
from directory.model.user import COMMAND_LINE
from directory.services.importing import ImportOrder, import_file
from directory.services.kith import Kith

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Watch:
    """Prints how long a thing took."""

    def time(self, name: str, kith: Kith, order: ImportOrder) -> None:
        """Import once."""
        start = clock.perf_counter()
        report = import_file(kith, order, by=COMMAND_LINE, now=NOW)
        seconds = clock.perf_counter() - start
        sys.stdout.write(
            f"{name:24}{seconds:8.1f} s  {report.added:,} added, {report.unchanged:,} unchanged\n"
        )


def main(rows: int) -> None:
    """Import a sheet into an empty directory, then the same sheet again."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = write_sheet(Path(folder) / "groups.csv", rows)
        kith = open_kith(Settings(f"sqlite:///{folder}/kith.db", folder=Path(folder)))
        for name in ("into an empty directory", "the same file again"):
            Watch().time(name, kith, ImportOrder(sheet))


def write_sheet(path: Path, rows: int) -> Path:
    """The demonstration listings over and over, each with a name and a place of its own."""
    chance = random.Random(7)
    with DEMO_LISTINGS.open(encoding="utf-8", newline="") as lines:
        listings = list(csv.DictReader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.DictWriter(lines, fieldnames=list(listings[0]))
        sheet.writeheader()
        for number in range(rows):
            sheet.writerow(_another(listings[number % len(listings)], number, chance))
    return path


def _another(listing: dict[str, str], number: int, chance: random.Random) -> dict[str, str]:
    moved = {
        axis: f"{float(listing[axis]) + chance.uniform(-0.4, 0.4):.5f}"
        for axis in ("latitude", "longitude")
        if listing[axis]
    }
    return listing | moved | {"id": "", "name": f"{listing['name']} {number}"}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
