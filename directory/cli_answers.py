"""Answers of the command line: as facts for scripts, in words for people. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from directory.model.importing import ImportReport
from directory.model.place import Place, Precision, miles
from directory.model.search import FoundService, SearchResult
from directory.model.service import Service
from directory.model.suggestion import Relaxation, Suggestion, Suggestions
from directory.model.user import User

_MILE_DIGITS = 2
_REFUSALS_SHOWN = 20


def report_fact(report: ImportReport) -> dict[str, object]:
    """The shape scripts rely on."""
    names = (Precision.EXACT, Precision.POSTCODE, Precision.SECTOR, Precision.NONE)
    return {
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": [{"row": one.row, "reason": one.reason} for one in report.refused],
        "located": {name.value: report.located.get(name, 0) for name in names},
    }


def report_words(name: str, report: ImportReport) -> str:
    """The report in a few lines."""
    located = report.located
    lines = [
        (
            f"{name}: {report.read:,} read, {report.added:,} added, {report.changed:,} changed, "
            f"{report.unchanged:,} unchanged, {len(report.refused):,} refused."
        ),
        (
            f"On the map: {located.get(Precision.EXACT, 0):,} exactly, "
            f"{located.get(Precision.POSTCODE, 0):,} by postcode, "
            f"{located.get(Precision.SECTOR, 0):,} by sector, "
            f"{located.get(Precision.NONE, 0):,} not at all."
        ),
    ]
    lines += [f"  row {one.row}: {one.reason}" for one in report.refused[:_REFUSALS_SHOWN]]
    if len(report.refused) > _REFUSALS_SHOWN:
        lines.append(f"  … and {len(report.refused) - _REFUSALS_SHOWN:,} more; --json lists them all.")
    return "\n".join(lines)


def search_fact(result: SearchResult, *, now: datetime) -> dict[str, object]:
    """The shape scripts rely on."""
    return {
        "total": result.total,
        "results": [_service_fact(found.service, found.metres, now) for found in result.found],
        "relaxed": [_relaxed_fact(step) for step in result.relaxed],
        "corrected": dict(result.corrected),
    }


def search_words(result: SearchResult, near: Place | None) -> str:
    """One line a listing, then what to relax."""
    where = f" near {near.label}" if near else ""
    lines = [f"{_groups(result.total)}{where}."]
    lines += [f"Note: {near.note}"] if near and near.note else []
    lines += [f"Read “{typed}” as “{read}”." for typed, read in result.corrected.items()]
    lines += [_line(found) for found in result.found]
    lines += [f"{step.words}: {step.more}" for step in result.relaxed]
    return "\n".join(lines)


def suggestions_fact(found: Suggestions) -> dict[str, object]:
    """The shape scripts rely on."""
    return {
        "suggestions": [_suggestion_fact(one) for one in found.go],
        "give": [_suggestion_fact(one) for one in found.give],
        "left_out": [{"id": o.service.id, "name": o.service.name, "why": o.why} for o in found.left_out],
        "relaxed": [_relaxed_fact(step) for step in found.relaxed],
    }


def suggestions_words(found: Suggestions) -> str:
    """Both lists, each suggestion with its reasons."""
    lines = ["Places to go:", *_suggestion_lines(found.go), "Places to give:", *_suggestion_lines(found.give)]
    lines += [f"Left out: {one.service.name}: {one.why}" for one in found.left_out]
    lines += [f"{step.words}: {step.more}" for step in found.relaxed]
    return "\n".join(lines)


def user_fact(user: User) -> dict[str, object]:
    """A user for scripts."""
    return {
        "id": user.id,
        "name": user.name,
        "roles": sorted(user.roles),
        "team": user.team,
        "active": user.is_active,
    }


def users_words(users: Iterable[User]) -> str:
    """One line a user."""
    lines = [
        f"{user.id}  {user.name}  {', '.join(sorted(user.roles))}{'' if user.is_active else '  (not active)'}"
        for user in users
    ]
    return "\n".join(lines) or "There are no users yet. Add one with “kith users add NAME --role ROLE”."


def _service_fact(service: Service, metres: float | None, now: datetime) -> dict[str, object]:
    checked = service.checked_at
    return {
        "id": service.id,
        "name": service.name,
        "organization": service.organization.name,
        "miles": None if metres is None else round(miles(metres), _MILE_DIGITS),
        "summary": service.summary or service.description,
        "free": service.is_free,
        "deliveries": sorted(service.deliveries),
        "access": sorted(service.access),
        "checked_days_ago": (now - checked).days if checked else None,
        "locations": [{"latitude": point.latitude, "longitude": point.longitude} for point in service.points],
    }


def _relaxed_fact(step: Relaxation) -> Mapping[str, object]:
    return {"words": step.words, "more": step.more, "change": dict(step.change)}


def _suggestion_fact(one: Suggestion) -> dict[str, object]:
    return {
        "id": one.service.id,
        "name": one.service.name,
        "miles": None if one.metres is None else round(miles(one.metres), _MILE_DIGITS),
        "score": round(one.score, 3),
        "reasons": [{"said": r.said, "because": r.because, "found": r.found} for r in one.reasons],
    }


def _suggestion_lines(suggestions: Iterable[Suggestion]) -> list[str]:
    lines = []
    for one in suggestions:
        lines.append(_line(FoundService(one.service, one.metres)))
        lines += [f"     because “{r.said}” ({r.because}): “{r.found}”" for r in one.reasons]
    return lines or ["  Nothing close enough to suggest."]


def _line(found: FoundService) -> str:
    far = "no journey" if found.metres is None else f"{miles(found.metres):.1f} miles"
    return f"  {far:>11}  {found.service.name}"


def _groups(total: int) -> str:
    return "1 listing" if total == 1 else f"{total:,} listings"
