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
    """One answer: the kind of question, its milliseconds by the wall and those of this process's cores.

    Whoever else uses the machine changes the first, hardly the second.
    """

    kind: str
    milliseconds: float
    cpu_milliseconds: float = 0.0


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
        cpu_begun = clock.process_time()
        answer(question)
        cpu_s = clock.process_time() - cpu_begun
        timings.append(Timing(kind_of(question), (clock.perf_counter() - begun) * 1000, cpu_s * 1000))
    return timings


def summarise(timings: Sequence[Timing]) -> dict[str, float]:
    """The middle one, 95 and 99 in 100, in milliseconds, and how many were asked."""
    if not timings:
        return {"asked": 0}
    wall = _shares([one.milliseconds for one in timings])
    cpu = _shares([one.cpu_milliseconds for one in timings])
    return wall | {f"cpu_{name}": value for name, value in cpu.items()} | {"asked": len(timings)}


def _shares(numbers: Iterable[float]) -> dict[str, float]:
    ordered = sorted(numbers)
    shares = {"p50": 50, "p95": 95, "p99": 99}
    return {
        name: round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 3)
        for name, share in shares.items()
    }


def peak_mb() -> float:
    """The most memory this process has ever had, pages of mapped files among it (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), 0.0)
