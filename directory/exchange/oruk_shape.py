"""Looking into JSON of uncertain shape: every question has an answer of one type, never an error."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache

from directory.exchange.plain_text import something

Record = Mapping[str, object]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OLDEST = 120


@lru_cache(maxsize=1024)
def _snake(key: str) -> str:
    return _CAMEL.sub("_", key).casefold()


def in_snake_case(value: object) -> object:
    """The same value with every key in the standard's spelling: ``serviceId`` is ``service_id``."""
    if isinstance(value, dict):
        return {_snake(str(key)): in_snake_case(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_snake_case(inner) for inner in value]
    return value


def words(record: Record, *keys: str) -> str:
    """The first of the keys that holds words or a number, as plain text."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, bool):
            continue
        if isinstance(value, str | int | float) and (text := something(str(value))):
            return text
    return ""


def number(record: Record, *keys: str) -> float | None:
    """The first of the keys that holds a number, also as text."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        try:
            found = float(value)
        except (ValueError, OverflowError):
            continue
        if abs(found) < float("inf"):
            return found
    return None


def flag(record: Record, *keys: str) -> bool | None:
    """The first of the keys that says yes or no."""
    return next((value for key in keys if isinstance(value := record.get(key), bool)), None)


def record_in(record: Record, *keys: str) -> Record:
    """The first of the keys that holds an object, or an empty one."""
    return next((value for key in keys if isinstance(value := record.get(key), dict)), {})


def records(record: Record, *keys: str) -> Iterator[Record]:
    """All objects in lists under any of the keys; a lone object counts as a list of one."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            yield from (inner for inner in value if isinstance(inner, dict))


def age(record: Record, *keys: str) -> int | None:
    """Years; feeds write -1, 0 or 999 for "no limit"."""
    years = number(record, *keys)
    return int(years) if years is not None and 1 <= years < _OLDEST else None


def parse_date(typed: str) -> date | None:
    """The date at the start of the text."""
    try:
        return date.fromisoformat(typed.strip()[:10])
    except ValueError:
        return None


def parse_moment(typed: str) -> datetime | None:
    """A moment; one without a time zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(typed.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse_clock(typed: str) -> time | None:
    """A time of day, also at the end of a moment; its time zone is left off, for schedules are local."""
    text = typed.strip()
    try:
        clock = time.fromisoformat(text[11:] if "T" in text[8:12] else text)
    except ValueError:
        return None
    return clock.replace(tzinfo=None, microsecond=0)
