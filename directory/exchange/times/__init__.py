"""Times as people type them: words, then phrases, clauses and rules, then schedules and a notation."""

from directory.exchange.times.reading import ReadTimes, Times, parse_times, read_times
from directory.exchange.times.schedules import joined

__all__ = ["ReadTimes", "Times", "joined", "parse_times", "read_times"]
