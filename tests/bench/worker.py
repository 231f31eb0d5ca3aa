"""One engine in a process of its own.

python -m tests.bench.worker build|ask ENGINE FOLDER COUNT SEED SECONDS
"""

import json
import logging
import os
import sys
import time as clock
from dataclasses import asdict
from pathlib import Path

from tests.bench.engines import ANSWER_FILTERS, Ready, TakesShortcuts, engine_called
from tests.bench.measuring import Timing, peak_mb, summarise, time_each
from tests.bench.questions import Questions, read_questions

_WARM_UP_SHARE = 0.3
_COMPARED = 40
_COMPARING_S = 120.0


def build(engine: str, folder: Path, *, count: int, seed: int) -> dict[str, object]:
    """Build once. What makes listings up is loaded here alone: it is no memory of answering."""
    from tests.bench.ground import read_ground  # noqa: PLC0415
    from tests.bench.listings import MadeUpDirectory  # noqa: PLC0415
    from tests.bench.wording import read_words  # noqa: PLC0415

    listings = MadeUpDirectory(read_ground(), read_words(), count, seed)
    built = engine_called(engine).build(listings, folder)
    return {key: round(value, 3) for key, value in asdict(built).items()} | {
        "build_peak_mb": round(peak_mb(), 1)
    }


def answer(engine: str, folder: Path, *, seconds: float) -> dict[str, object]:
    """Open what was built, warm up with other questions, and time each answer."""
    timed, others = read_questions(folder)
    opener = engine_called(engine)
    begun = clock.perf_counter()
    ready = opener.open(folder)
    ready.search(others.searches[0])
    searched = clock.perf_counter()
    ready.suggest(others.people[0])
    suggested = clock.perf_counter()
    _time(ready, others, seconds * _WARM_UP_SHARE)
    suggests, searches = _time(ready, timed, seconds)
    return {
        "load_average": round(os.getloadavg()[0], 1),
        "start_s": round(searched - begun, 3),
        "first_suggestion_s": round(suggested - searched, 3),
        "peak_mb": round(peak_mb(), 1),
        "suggest": summarise(suggests) | {"recall": _recall(ready, timed)},
        "search": summarise(searches) | {"recall": 1.0, "kinds": _by_kind(searches)},
        "filters": _by_kind(_time_filters(ready, timed, seconds)) if engine in ANSWER_FILTERS else {},
        "scores_all": not isinstance(ready, TakesShortcuts),
        **{name: round(value, 3) for name, value in ready.more.items()},
    }


def _time(ready: Ready, questions: Questions, within_s: float) -> tuple[list[Timing], list[Timing]]:
    suggests = time_each(questions.people, ready.suggest, kind_of=lambda _: "suggest", within_s=within_s)
    searches = time_each(questions.searches, ready.search, kind_of=lambda one: one.kind, within_s=within_s)
    return suggests, searches


def _time_filters(ready: Ready, questions: Questions, within_s: float) -> list[Timing]:
    return time_each(questions.filters, ready.search, kind_of=lambda one: one.kind, within_s=within_s)


def _recall(ready: Ready, questions: Questions) -> float:
    """Which share of the ten best of all is among the ten that are shown."""
    if not isinstance(ready, TakesShortcuts):
        return 1.0
    found = best = 0
    ends = clock.perf_counter() + _COMPARING_S
    for person in questions.people[:_COMPARED]:
        exhaustive = set(ready.suggest_exhaustively(person))
        found += len(exhaustive & set(ready.suggest(person)))
        best += len(exhaustive)
        if clock.perf_counter() > ends:
            break
    return round(found / max(best, 1), 4)


def _by_kind(timings: list[Timing]) -> dict[str, dict[str, float]]:
    kinds = sorted({one.kind for one in timings})
    return {kind: summarise([one for one in timings if one.kind == kind]) for kind in kinds}


def main(action: str, engine: str, *given: str) -> None:
    """Do it and write the figures beside what was built."""
    logging.disable(logging.INFO)
    folder, count, seed, seconds = given
    if action == "build":
        figures = build(engine, Path(folder), count=int(count), seed=int(seed))
    else:
        figures = answer(engine, Path(folder), seconds=float(seconds))
    (Path(folder) / f"{engine}-{action}.json").write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
