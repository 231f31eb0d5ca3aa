"""How long things take and how much memory a process has needed."""

import time as clock
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Question = TypeVar("Question")
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """One answer: the kind of question and its milliseconds."""

    kind: str
    milliseconds: float


def time_each(
    questions: Iterable[Question],
    answer: Callable[[Question], object],
    *,
    kind_of: Callable[[Question], str],
    within_s: float,
) -> list[Timing]:
    """Ask one after the other until all are answered or the time is over, but some in any case."""
    timings: list[Timing] = []
    ends = clock.perf_counter() + within_s
    for question in questions:
        begun = clock.perf_counter()
        if begun > ends and len(timings) >= _FEWEST:
            break
        answer(question)
        timings.append(Timing(kind_of(question), (clock.perf_counter() - begun) * 1000))
    return timings


def summarise(timings: Sequence[Timing]) -> dict[str, float]:
    """The middle one, 95 and 99 in 100, in milliseconds, and how many were asked."""
    sorted_ms = sorted(one.milliseconds for one in timings)
    if not sorted_ms:
        return {"asked": 0}
    shares = {"p50": 50, "p95": 95, "p99": 99}
    picked = {
        name: sorted_ms[min(len(sorted_ms) - 1, len(sorted_ms) * share // 100)]
        for name, share in shares.items()
    }
    return {name: round(value, 3) for name, value in picked.items()} | {"asked": len(sorted_ms)}


def peak_mb() -> float:
    """The most memory this process has ever had, pages of mapped files among it (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), 0.0)
