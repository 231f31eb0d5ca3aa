"""``python -m directory`` is the command ``kith``."""

from directory.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
