"""``make bench``: Kith and its peers over made-up directories of Britain, in one table and ``bench.json``.

python -m tests.bench [SIZES] [--full] [--into FOLDER] [--engines kith,sqlite] [--seconds 60] [--seed 7]
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.asking import ask
from tests.bench.engines import ENGINES, engine_called
from tests.bench.ground import read_ground
from tests.bench.listings import MadeUpDirectory
from tests.bench.postgresql_peer import ADDRESS, SERVER_SETTINGS
from tests.bench.questions import save_questions
from tests.bench.rows import write_rows
from tests.bench.sameness import compare_with_real_texts
from tests.bench.table import Figures, build_table
from tests.bench.wording import read_words
from tests.postgresql_server import postgresql_folder, postgresql_running

PROJECT = Path(__file__).resolve().parents[2]
USUAL, FULL = [10_000, 100_000], [10_000, 100_000, 1_000_000]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    sizes: Sequence[int]
    engines: Sequence[str]
    seed: int
    seconds: float
    into: Path


def main(given: Sequence[str] | None = None) -> None:
    """Measure each size in turn; what is done is written down at once."""
    wanted = _read_arguments(given)
    ground, words = read_ground(), read_words()
    sizes: list[dict[str, object]] = []
    say(f"Listings where people live: {ground.source}.")
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder, _those_there(wanted.engines) as engines:
        for count in wanted.sizes:
            directory = MadeUpDirectory(ground, words, count, wanted.seed)
            if not sizes:
                say(compare_with_real_texts(directory))
            figures = _measure(directory, Path(folder) / str(count), engines, seconds=wanted.seconds)
            sizes.append({"listings": count, "engines": figures})
            say(f"\n{build_table(count, figures)}\n")
            _save(wanted, {"ground": ground.source, "sizes": sizes})


def say(line: str) -> None:
    """At once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _read_arguments(given: Sequence[str] | None) -> Wanted:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Kith beside its peers.")
    parser.add_argument("sizes", nargs="*", type=int, help="how many listings (10000 100000)")
    parser.add_argument("--full", action="store_true", help="10,000, 100,000 and 1,000,000")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which of them, by commas: %(default)s")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=60.0, help="at most, for each sort of question")
    parser.add_argument("--into", type=Path, default=PROJECT, help="the folder for bench.json")
    read = parser.parse_args(given)
    engines = read.engines.split(",")
    if unknown := set(engines) - set(ENGINES):
        parser.error(f"no engine is called {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")
    return Wanted(read.sizes or (FULL if read.full else USUAL), engines, read.seed, read.seconds, read.into)


@contextmanager
def _those_there(engines: Sequence[str]) -> Iterator[list[str]]:
    """The engines; PostgreSQL's server runs meanwhile, or it is left out."""
    if "postgresql" not in engines:
        yield list(engines)
        return
    binaries = postgresql_folder()
    if binaries is None:
        say("Left out: PostgreSQL, because no server is installed (Debian: postgresql).")
        yield [name for name in engines if name != "postgresql"]
        return
    with postgresql_running(binaries, SERVER_SETTINGS) as address:
        os.environ[ADDRESS] = address
        yield list(engines)


def _measure(
    directory: MadeUpDirectory, folder: Path, engines: Sequence[str], *, seconds: float
) -> list[Figures]:
    """Each engine built in one process and asked in another, one after the other."""
    folder.mkdir()
    write_rows(directory, folder)
    timed, others = (
        ask(directory, seed=directory.seed + 1),
        ask(directory, seed=directory.seed + 2, people=60),
    )
    save_questions(timed, others, folder)
    figures: list[Figures] = []
    for name in engines:
        engine = engine_called(name)
        found: dict[str, object] = {
            "engine": name,
            "name": engine.name,
            "configuration": engine.configuration,
        }
        for action in ("build", "ask"):
            say(f"{directory.count:,} listings, {engine.name}: {action}")
            order = [action, name, str(folder), str(directory.count), str(directory.seed), str(seconds)]
            subprocess.run([sys.executable, "-m", "tests.bench.worker", *order], check=True, cwd=PROJECT)
            found |= json.loads((folder / f"{name}-{action}.json").read_text(encoding="utf-8"))
        figures.append(found)
    shutil.rmtree(folder)
    return figures


def _save(wanted: Wanted, report: dict[str, object]) -> None:
    wanted.into.mkdir(parents=True, exist_ok=True)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    written = {"machine": machine, "seed": wanted.seed, "seconds": wanted.seconds, **report}
    (wanted.into / "bench.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
