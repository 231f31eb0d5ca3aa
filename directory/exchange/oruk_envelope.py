"""Finding the services in an Open Referral UK answer: one service, a list, or a page of a feed."""

import json
from collections.abc import Iterator
from pathlib import Path

from directory.errors import BadInputError
from directory.exchange.identity import fingerprint
from directory.exchange.oruk_service import build_service
from directory.exchange.oruk_shape import Record, in_snake_case, words
from directory.exchange.rows import Progress, ReadRow, content_of, text_of

_LISTS = ("contents", "content", "items", "services", "results", "data", "value")
_SIGNS = frozenset(
    {
        "organization",
        "organization_id",
        "organisation",
        "organisation_id",
        "service_at_locations",
        "locations",
        "schedules",
        "status",
        "service_areas",
        "cost_options",
        "minimum_age",
        "min_age",
        "regular_schedules",
        "service_taxonomys",
        "contacts",
        "fees",
        "assured_date",
        "kith",
    }
)
_SIGNS_OF_OTHERS = frozenset(
    {
        "location",
        "location_id",
        "service_id",
        "taxonomy",
        "taxonomy_detail",
        "vocabulary",
        "legal_status",
        "resource_type",
        "year_incorporated",
        "uri",
    }
)


class NotJsonError(BadInputError):
    """Cut short, or never JSON."""

    sentence = (
        "{file} is not whole JSON: it breaks off or goes wrong at line {line}. Ask the sender for it again."
    )


class NoServicesError(BadInputError):
    """JSON about something else."""

    sentence = (
        "{file} is JSON but holds no services of Open Referral UK. "
        "Give a service, a list of them or a page of a feed."
    )


def read_oruk(path: Path, *, source: str, progress: Progress | None = None) -> Iterator[ReadRow]:
    """Every item of the file, counted from 1."""
    items = _items(_parsed(path))
    if not any(_is_service(item) for item in items):
        raise NoServicesError(file=path.name)
    seen: dict[str, int] = {}
    for place, item in enumerate(items, 1):
        yield _row(item, place, source=source, seen=seen)
        if progress:
            progress(place, len(items))


def _parsed(path: Path) -> object:
    try:
        return in_snake_case(json.loads(text_of(content_of(path))))
    except json.JSONDecodeError as error:
        raise NotJsonError(file=path.name, line=error.lineno) from error
    except (RecursionError, ValueError) as error:  # too deep, or a number of thousands of digits
        raise NotJsonError(file=path.name, line=1) from error


def _items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    if _is_service(value):
        return [value]
    for key in _LISTS:
        inner = value.get(key)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict):
            return _items(inner)
    inner = value.get("service")
    return [{"service_at_locations": [value], **inner}] if isinstance(inner, dict) and inner else []


def _is_service(item: object) -> bool:
    return (
        isinstance(item, dict)
        and not item.keys().isdisjoint(_SIGNS)
        and item.keys().isdisjoint(_SIGNS_OF_OTHERS)
    )


def _row(item: object, place: int, *, source: str, seen: dict[str, int]) -> ReadRow:
    if not isinstance(item, dict):
        return ReadRow(place, "", refused=f"Item {place} is not a service.")
    external_id = words(item, "id") or fingerprint(json.dumps(item, sort_keys=True, ensure_ascii=False))
    if not words(item, "name", "title"):
        return ReadRow(place, external_id, refused=f"Item {place} has no name.")
    if not _is_service(item):
        return ReadRow(place, external_id, refused=f"Item {place} is not a service.")
    if (first := seen.setdefault(external_id, place)) != place:
        return ReadRow(place, external_id, refused=f"Item {place} has the same id as item {first}.")
    return ReadRow(
        place, external_id, service=build_service(_typed(item), external_id=external_id, source=source)
    )


def _typed(item: dict[object, object]) -> Record:
    return {str(key): value for key, value in item.items()}
