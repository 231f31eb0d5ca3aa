"""How well times as typed are read: the sample of real texts beside the project, in two halves.

    python tests/eval/times.py [--show first]

Compares the hours a text was read as with those it meant, over ten weeks in spring and in autumn. A text is
exact when both are the same, asked about when there is a question, and wrong otherwise. The first half may be
looked at ("--show first"); the second is for counting only, so that what is learnt carries over.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from opening_hours import OpeningHours, State

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT.parent / "shared" / "data" / "opening_hours_sample.json"
sys.path.insert(0, str(PROJECT))

from directory.services.reading_times import read_typed_times  # noqa: E402 found through the line above when run as a script

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COMPARED_FROM = (date(2026, 3, 2), date(2026, 9, 7))
COMPARED_FOR = timedelta(weeks=10)
OUTCOMES = ("exact", "wrong", "asked")


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, what it means in OpenStreetMap's notation, and whether people were not sure of it."""

    text: str
    meant: str
    is_ambiguous: bool

    @property
    def half(self) -> str:
        """The same for the same text at all times."""
        return "second" if crc32(self.text.encode()) % 2 else "first"


def read_sample(path: Path = SAMPLE) -> list[Typed]:
    """All texts of the sample."""
    sample = json.loads(path.read_text(encoding="utf-8"))
    kinds = (("tests", False), ("ambiguous", True))
    return [Typed(one["text"], one["good"], unsure) for kind, unsure in kinds for one in sample[kind]]


def outcome(typed: Typed) -> str:
    """One of ``OUTCOMES``."""
    read = read_typed_times(typed.text, now=NOW)
    if read.question:
        return "asked"
    return "exact" if open_hours(read.osm) == open_hours(typed.meant) else "wrong"


def open_hours(notation: str) -> list[tuple[datetime, datetime]]:
    """When it is open in the weeks compared; bank holidays are days like others here."""
    return [span for since in COMPARED_FROM for span in _open_from(notation, since)]


def _open_from(notation: str, since: date) -> Iterator[tuple[datetime, datetime]]:
    start = datetime.combine(since, datetime.min.time())
    for opens, closes, state, _ in OpeningHours(notation).intervals(start, start + COMPARED_FOR):
        if state == State.OPEN:
            yield opens, closes


def figures(sample: Iterable[Typed]) -> Counter[str]:
    """How many of each outcome."""
    return Counter(map(outcome, sample))


def main() -> None:
    """Print one line for each half and kind of text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", choices=["first"], help="list what is not exact in the first half")
    options = parser.parse_args()
    sample = read_sample()
    for half in ("first", "second"):
        for unsure in (False, True):
            part = [one for one in sample if one.half == half and one.is_ambiguous is unsure]
            counted = figures(part)
            said = ", ".join(f"{counted[name]} {name}" for name in OUTCOMES)
            print(f"{half} half, {'ambiguous' if unsure else 'clear'}: {said} of {len(part)}")  # noqa: T201 it reports
    if options.show:
        show(one for one in sample if one.half == options.show)


def show(sample: Iterable[Typed]) -> None:
    """What is not exact, with what was read and what was meant."""
    for one in sample:
        if outcome(one) != "exact":
            read = read_typed_times(one.text, now=NOW)
            print(f"\n{one.text!r}\n  read {read.osm or read.question}\n  meant {one.meant}")  # noqa: T201 it reports


if __name__ == "__main__":
    main()
