"""How good the suggestions are: the development collection beside the project, in one table.

    python tests/eval/score.py [--half first|second|both] [--phrases-kept 0.5] [--people collection|invented]

Reads ../shared/eval beside the project. Prints nDCG at 5 over all, direct and indirect statements, the share
with a good answer in the first three, wrong answers in the first five, and the share of what is shown that
was judged good. "--phrases-kept" leaves out a share of the vocabulary's phrases and sentences, to see what
carries over. "--people invented" measures with our own people instead (tests/eval/invented).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from statistics import fmean
from zlib import crc32

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared" / "eval" / "dev"
INVENTED = PROJECT / "tests" / "eval" / "invented"
VOCABULARY = PROJECT / "data" / "vocabulary"
sys.path.insert(0, str(PROJECT))

from directory.matching.lexicon import Lexicon  # noqa: E402 found through the line above when run as a script
from directory.matching.suggesting import Matchmaker  # noqa: E402
from directory.matching.vocabulary import load_vocabulary  # noqa: E402
from directory.model.conversation import Statement, StatementKind  # noqa: E402
from directory.model.organization import Organization  # noqa: E402
from directory.model.person import AgeBand  # noqa: E402
from directory.model.schedule import Schedule  # noqa: E402
from directory.model.service import Kind, Service  # noqa: E402
from directory.model.suggestion import Portrait, Suggestions  # noqa: E402

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
METRES = 800.0
SHOWN = 20
GOOD = 2
BEST = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A person of the collection and the grades of listings for them."""

    id: str
    direct: bool
    portrait: Portrait
    grades: dict[str, int]

    @property
    def can_be_helped(self) -> bool:
        """Whether the collection holds anything good for them."""
        return max(self.grades.values(), default=0) >= GOOD


def read_services() -> list[Service]:
    """The listings, with as much of each as matching looks at."""
    listed = json.loads((SHARED / "services.json").read_text(encoding="utf-8"))["contents"]
    return [_service(row) for row in listed]


def _service(row: dict[str, object]) -> Service:
    text = json.loads(json.dumps(row))
    organization = text["organization"]
    schedules = tuple(
        Schedule(id=each["id"], typed=each.get("description") or "") for each in text.get("schedules") or ()
    )
    is_role = text["name"].endswith("(volunteering)")
    return Service(
        id=text["id"],
        name=text["name"],
        organization=Organization(id=organization["id"], name=organization["name"]),
        description=text.get("description") or "",
        kind=Kind.VOLUNTEERING if is_role else Kind.GROUP,
        schedules=schedules,
    )


def read_people(folder: Path = SHARED) -> list[Judged]:
    """The people with their grades."""
    grades: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        person, listing, grade = line.split("\t")[:3]
        if listing != "NONE":
            grades.setdefault(person, {})[listing] = int(grade)
    lines = (folder / "people.jsonl").read_text(encoding="utf-8").splitlines()
    return [_judged(json.loads(line), grades) for line in lines]


def _judged(row: dict[str, list[str]], grades: dict[str, dict[str, int]]) -> Judged:
    fields = {
        "strengths": StatementKind.STRENGTH,
        "wishes": StatementKind.WISH,
        "circumstances": StatementKind.CIRCUMSTANCE,
    }
    statements = tuple(Statement(kind, words) for name, kind in fields.items() for words in row.get(name, ()))
    portrait = Portrait(statements=statements, age_band=AgeBand(str(row["age_band"])))
    return Judged(str(row["id"]), bool(row["direct"]), portrait, grades.get(str(row["id"]), {}))


def measure(people: Iterable[Judged], ranked: dict[str, list[str]]) -> dict[str, float]:
    """The figures of the collection's own evaluate.py, and the share of shown listings that are good."""
    scored = [person for person in people if person.can_be_helped]
    figures: dict[str, Callable[[Judged, list[str]], float]] = {
        "ndcg5": _ndcg,
        "success3": _success,
        "bad5": _bad,
        "good_share": _good_share,
        "shown": lambda _, got: float(len(got)),
    }
    return {
        name: round(fmean(figure(person, ranked[person.id]) for person in scored), 3)
        for name, figure in figures.items()
    } | {"people": len(scored)}


def _gain(grades: Iterable[int]) -> float:
    return sum((pow(2.0, max(grade, 0)) - 1) / log2(at + 2) for at, grade in enumerate(grades))


def _ndcg(person: Judged, got: list[str]) -> float:
    ideal = sorted(person.grades.values(), reverse=True)[:5]
    return _gain(person.grades.get(each, 0) for each in got[:5]) / _gain(ideal)


def _success(person: Judged, got: list[str]) -> float:
    best = BEST if max(person.grades.values()) >= BEST else GOOD
    return float(any(person.grades.get(each, 0) >= best for each in got[:3]))


def _bad(person: Judged, got: list[str]) -> float:
    return float(sum(person.grades.get(each, 0) < 0 for each in got[:5]))


def _good_share(person: Judged, got: list[str]) -> float:
    return fmean(person.grades.get(each, 0) >= GOOD for each in got[:5]) if got else 0.0


def suggest_all(people: Iterable[Judged], kept: float = 1.0) -> dict[str, Suggestions]:
    """Suggestions for everyone, from a vocabulary with a share of its phrases."""
    lexicon = Lexicon(
        load_vocabulary(VOCABULARY), keep=lambda phrase: crc32(phrase.encode()) % 100 < kept * 100
    )
    matchmaker = Matchmaker(lexicon)
    prepared = [(each, METRES) for each in matchmaker.prepare_many(read_services())]
    return {
        person.id: matchmaker.suggest(person.portrait, prepared, now=NOW, limit=SHOWN) for person in people
    }


def main() -> None:
    """Print one line for each group of people."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--phrases-kept", type=float, default=1.0)
    parser.add_argument("--people", choices=("collection", "invented"), default="collection")
    chosen = parser.parse_args()
    people = read_people(INVENTED if chosen.people == "invented" else SHARED)
    halves = {"first": people[:35], "second": people[35:]}
    if chosen.people == "invented":
        halves = {hand: [each for each in people if each.id.startswith(hand)] for hand in "abc"}
    ranked = {
        each: [suggestion.service.id for suggestion in suggestions.go]
        for each, suggestions in suggest_all(people, chosen.phrases_kept).items()
    }
    for name, half in halves.items():
        if chosen.half in {name, "both"}:
            for group, members in (
                ("all", half),
                ("direct", [person for person in half if person.direct]),
                ("indirect", [person for person in half if not person.direct]),
            ):
                print(f"{name:7}{group:9}", json.dumps(measure(members, ranked)))  # noqa: T201 it reports


if __name__ == "__main__":
    main()
