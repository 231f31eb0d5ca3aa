"""What the import page says: the columns of a file, and what an import did or would do."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.model.importing import ImportReport
from directory.model.missing import MissingGroup
from directory.model.place import Precision
from directory.ui.words import list_words

_FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "Their own number for it",
        "organization": "Run by",
        "happens": "How it happens",
        "reach miles": "How far they come, in miles",
        "ring first": "Ring before sending anyone",
        "full until days": "Full until, in days",
        "changed": "Changed on",
    }
)

LOCATED_WORDS: Mapping[Precision, str] = MappingProxyType(
    {
        Precision.EXACT: "at their exact place",
        Precision.POSTCODE: "by postcode",
        Precision.SECTOR: "roughly, by part of a postcode",
        Precision.NONE: "without a place on the map",
    }
)


def field_words(field: str) -> str:
    """A field of a listing, as a label."""
    return _FIELD_WORDS.get(field, field.capitalize())


def preview_words(report: ImportReport) -> str:
    """What would happen, in one sentence."""
    if nothing_new(report):
        return f"Nothing would change: all {_rows(report.unchanged)} are here already, word for word."
    parts = [_part(report.added, "added"), _part(report.changed, "changed")]
    parts += [_part(report.unchanged, "left as they are"), _part(len(report.refused), "refused")]
    return f"Of {_rows(report.read)}, {list_words([part for part in parts if part])}."


def done_words(report: ImportReport) -> str:
    """What happened, in one sentence."""
    if nothing_new(report):
        return f"Nothing changed: all {_rows(report.unchanged)} were here already, word for word."
    parts = [_part(report.added, "added"), _part(report.changed, "changed")]
    parts += [_part(report.unchanged, "already here"), _part(len(report.refused), "refused")]
    return f"Done. Of {_rows(report.read)}, {list_words([part for part in parts if part])}."


def located_words(report: ImportReport) -> str:
    """How those that fit were placed."""
    parts = [
        f"{report.located[how]:,} {words}" for how, words in LOCATED_WORDS.items() if report.located.get(how)
    ]
    return f"On the map: {list_words(parts)}." if parts else ""


def nothing_new(report: ImportReport) -> bool:
    """Whether there is nothing to bring in and nothing to complain of."""
    return not (report.added or report.changed or report.refused)


def go_words(report: ImportReport) -> str:
    """The button that does it."""
    many = report.added + report.changed
    return f"Bring in {many:,} {'listing' if many == 1 else 'listings'}"


def missing_people_words(group: MissingGroup) -> str:
    """How many people were missing it."""
    return f"{group.people:,} people"


def missing_where_words(group: MissingGroup) -> str:
    """Where they live, as roughly as is known."""
    return f"around {group.outcode}" if group.outcode else "in several neighbourhoods"


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _part(count: int, words: str) -> str:
    return f"{count:,} {words}" if count else ""
