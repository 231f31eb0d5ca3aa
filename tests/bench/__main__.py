"""``make bench``: every measurement, one after the other; each script runs alone too."""

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run each ``bench_*.py`` in this folder."""
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        sys.stdout.write(f"\n{script.stem.removeprefix('bench_')}\n")
        sys.argv = [str(script)]
        runpy.run_path(str(script), run_name="__main__")


if __name__ == "__main__":
    main()
