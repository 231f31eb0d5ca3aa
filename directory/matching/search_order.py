"""In what order: by fit, distance, next date, last check or name. Rows come in the order of their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

import numpy as np
from rapidfuzz import fuzz

from directory.matching.nearness import Floats, Rows
from directory.matching.search_words import without_apostrophes
from directory.matching.when import LONDON, next_dates
from directory.model.place import METRES_PER_MILE
from directory.model.schedule import Schedule
from directory.model.search import ServiceQuery, Sort
from directory.model.service import Service

# What needs no journey stands where something this far away would stand: after the near, before the far.
NO_JOURNEY_STANDS_AT_METRES = 3 * METRES_PER_MILE
_HALF_AS_NEAR_METRES = 2_000.0
_CHECK_FADES_OVER_SECONDS = 180 * 86_400.0
_NEARNESS_WEIGHT = 0.35
_FRESHNESS_WEIGHT = 0.15
_NEARLY_THE_NAME = 88.0
_NAMES_COMPARED = 200
_WORDS = re.compile(r"\w+")
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the best order depends on, by row; ``journey`` is metres, infinite when unknown."""

    journey: Floats
    fit: Floats
    named: Floats
    checked: Floats


def name_key(name: str) -> str:
    """How a name is filed and recognised: casefolded, no punctuation, no article in front."""
    words = _WORDS.findall(without_apostrophes(name).casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def default_sort(query: ServiceQuery) -> Sort:
    """Words ask for the best fit, a place alone for the nearest, nothing at all for the alphabet."""
    if query.words.strip():
        return Sort.BEST
    return Sort.NEAREST if query.near else Sort.NAME


def best_first(rows: Rows, standing: Standing, now: datetime) -> Rows:
    """Whatever is named comes first however stale or far; then fit to the words, nearness and freshness."""
    ages = np.maximum(now.timestamp() - standing.checked[rows], 0.0)
    score = (
        standing.fit[rows] / max(float(standing.fit[rows].max(initial=0.0)), 1e-9)
        + _NEARNESS_WEIGHT / (1.0 + standing.journey[rows] / _HALF_AS_NEAR_METRES)
        + _FRESHNESS_WEIGHT * np.exp(-ages / _CHECK_FADES_OVER_SECONDS)
    )
    return rows[np.lexsort((rows, -np.round(score, 9), -standing.named[rows]))]


def least_first(rows: Rows, values: Floats) -> Rows:
    """By a number for each of the rows, ties by name."""
    return rows[np.lexsort((rows, values))]


class Names:
    """Which rows are called what was typed."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._keys = [name_key(service.name) for service in services]
        self._rows_called: dict[str, list[int]] = {}
        for row, service in enumerate(services):
            for key in {self._keys[row], name_key(service.organization.name)}:
                self._rows_called.setdefault(key, []).append(row)

    def called(self, *typed: str) -> list[int]:
        """Rows whose own name, or whose organisation's, is one of these."""
        return [
            row for key in {name_key(text) for text in typed} if key for row in self._rows_called.get(key, [])
        ]

    def likeness(self, fit: Floats, *typed: str) -> Floats:
        """By row: 2 for the very name, 1 for the organisation's or one nearly the same, else 0."""
        likeness = np.zeros(len(self._keys), dtype=np.float64)
        keys = {key for text in typed if (key := name_key(text))}
        likeness[self.called(*typed)] = 1.0
        likely = np.argsort(-fit, kind="stable")[:_NAMES_COMPARED]
        for row in likely[fit[likely] > 0].tolist():
            if any(fuzz.ratio(key, self._keys[row]) >= _NEARLY_THE_NAME for key in keys):
                likeness[row] = 1.0
        likeness[[row for row in self.called(*typed) if self._keys[row] in keys]] = 2.0
        return likeness


class ComingUp:
    """When each row is on next, worked out once and kept until that date is over.

    The only thing here that changes after building; it remembers, it does not decide.
    """

    def __init__(self, services: Sequence[Service]) -> None:
        self._services = services
        self._lock = Lock()
        self._as_of = -np.inf
        self._starts: Floats = np.full(len(services), np.nan)
        self._over: Floats = np.full(len(services), -np.inf)

    def starts(self, rows: Rows, now: datetime) -> Floats:
        """Timestamps of the next beginnings, infinite for rows without any."""
        moment = now.timestamp()
        with self._lock:
            if moment < self._as_of:
                self._over.fill(-np.inf)
            self._as_of = moment
            worked_out: dict[tuple[Schedule, ...], tuple[float, float]] = {}
            for row in rows[self._over[rows] <= moment].tolist():
                rhythm = _rhythm_of(self._services[row])
                if rhythm not in worked_out:
                    worked_out[rhythm] = _next_of(rhythm, now)
                self._starts[row], self._over[row] = worked_out[rhythm]
            return self._starts[rows]


def _rhythm_of(service: Service) -> tuple[Schedule, ...]:
    """Its schedules without ids and notes, so that groups that meet at the same times share one answer."""
    return tuple(replace(one, id="", typed="", notes="", schedule_link="") for one in service.schedules)


def _next_of(schedules: tuple[Schedule, ...], now: datetime) -> tuple[float, float]:
    coming = next_dates(schedules, now=now, count=1)
    if not coming:
        return np.inf, np.inf
    return coming[0].start.timestamp(), coming[0].over_at.timestamp()


def today_of(now: datetime) -> date:
    """The date in Britain."""
    return now.astimezone(LONDON).date()
