"""Makes ``data/places/sectors.csv``: ``python -m directory.places.build_sectors FILE``.

FILE is anything ``read_postcode_file`` reads, for example Code-Point Open as downloaded.
"""

import sys
from pathlib import Path

from directory.errors import KithError
from directory.places.files import SECTORS_FILE
from directory.places.postcode_files import read_postcode_file
from directory.places.sectors import build_sectors, save_sectors


def main(arguments: list[str]) -> int:
    """Write the file and say how many sectors there are; exit status 2 for a file that cannot be used."""
    try:
        centroids = build_sectors(read_postcode_file(Path(arguments[0])))
    except KithError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    save_sectors(centroids)
    sys.stdout.write(f"{len(centroids):,} sectors written to {SECTORS_FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
