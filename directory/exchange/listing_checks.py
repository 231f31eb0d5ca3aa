"""Checks in Kith's own sheet: "12 rang times,cost; 9 rang none no-answer" is days ago, how, what, result."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from directory.model.verification import CheckedField, Method, Outcome, Verification

_FEWEST_WORDS = 2


def parse_checks(typed: str, *, by: str, now: datetime) -> tuple[Verification, ...]:
    """Newest first; a part that says no known method is passed over."""
    checks = (found for part in typed.split(";") for found in _check(part.split(), by, now))
    return tuple(sorted(checks, key=lambda check: check.at, reverse=True))


def _check(words: list[str], by: str, now: datetime) -> Iterator[Verification]:
    if len(words) < _FEWEST_WORDS or not words[0].isdigit() or words[1] not in set(Method):
        return
    said = words[2] if len(words) > _FEWEST_WORDS else "all"
    result = words[-1] if words[-1] in set(Outcome) else Outcome.CONFIRMED
    at = now - timedelta(days=int(words[0][:5]))
    yield Verification("", at, by, Method(words[1]), _fields(said), Outcome(result))


def _fields(said: str) -> frozenset[CheckedField]:
    if said == "all":
        return frozenset(CheckedField)
    return frozenset(CheckedField(name) for name in said.split(",") if name in set(CheckedField))
