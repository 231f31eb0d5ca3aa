"""Listings from a file: read and placed first, then saved in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from directory.exchange.reading import Form, ReadRow, detect_form, read_file
from directory.exchange.table_headings import FIELDS
from directory.exchange.tables import Table, likeliest_table, open_tables
from directory.model.audit import Action
from directory.model.importing import ImportReport, Refusal
from directory.model.place import Precision
from directory.model.service import Service
from directory.model.sound_text import sound_text
from directory.model.user import Permission, User
from directory.services.garbage import no_garbage_yet
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.placing_listings import place_listings
from directory.services.recording import record
from directory.storage.ports import Origin, Transaction

Progress = Callable[[int, int], None]
_WITH_COLUMNS = frozenset({Form.CSV, Form.EXCEL})


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to read and how.

    ``mapping`` corrects the guess, field → column; ``source`` defaults to the file's name.
    """

    path: Path
    source: str = ""
    form: Form | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_demo: bool = False

    @property
    def source_name(self) -> str:
        """The name under which its rows are known again."""
        return sound_text(self.source or self.path.stem)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A table's ``columns`` and what each is taken for: ``fields`` is field → its columns joined by `` + ``.

    ``understood`` columns (hours by weekday, ticks about access) are read without a field of their own.
    ``missing`` are fields for which no column was found; ``examples`` are values by which a person can judge.
    """

    columns: tuple[str, ...]
    fields: Mapping[str, str]
    missing: tuple[str, ...]
    understood: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, decided before anything is."""

    origins: tuple[Origin, ...]
    services: tuple[Service, ...]
    report: ImportReport


def guess_columns(path: Path, *, by: User) -> ColumnGuess | None:
    """Which column of a table carries what, to be corrected before the import; None for what has no columns.

    Raises ``BadInputError`` for a file that cannot be read at all.
    """
    check_may(by, Permission.IMPORT_SERVICES)
    if detect_form(path) not in _WITH_COLUMNS:
        return None
    return _as_guess(likeliest_table(open_tables(path)))


def _as_guess(table: Table) -> ColumnGuess:
    mapping = table.mapping
    return ColumnGuess(
        columns=table.sheet.headings,
        fields={name: " + ".join(mapping.columns[name]) for name in FIELDS if name in mapping.columns},
        missing=tuple(name for name in FIELDS if name not in mapping.columns),
        understood=(*mapping.hours, *mapping.ticks),
        examples=mapping.examples,
    )


def import_file(
    kith: Kith, order: ImportOrder, *, by: User, now: datetime, on_progress: Progress | None = None
) -> ImportReport:
    """Add what is new, change what differs, refuse bad rows; a broken file changes nothing."""
    check_may(by, Permission.IMPORT_SERVICES)
    with no_garbage_yet():
        return _import(kith, order, by=by, now=now, on_progress=on_progress)


def _import(
    kith: Kith, order: ImportOrder, *, by: User, now: datetime, on_progress: Progress | None
) -> ImportReport:
    rows = _read_and_place(kith, order, now=now, on_progress=on_progress)
    with kith.store.writing() as shelves:
        plan = _plan(rows, shelves.services.origins(order.source_name), order)
        _save(shelves, plan, on_progress)
        record(
            shelves,
            Action.IMPORTED,
            f"source:{order.source_name}",
            by=by,
            now=now,
            details=_in_words(plan.report),
        )
    return plan.report


def check_file(
    kith: Kith, order: ImportOrder, *, by: User, now: datetime, on_progress: Progress | None = None
) -> ImportReport:
    """What ``import_file`` would do; nothing is written."""
    check_may(by, Permission.IMPORT_SERVICES)
    rows = _read_and_place(kith, order, now=now, on_progress=on_progress)
    with kith.store.reading() as shelves:
        return _plan(rows, shelves.services.origins(order.source_name), order).report


def _read_and_place(
    kith: Kith, order: ImportOrder, *, now: datetime, on_progress: Progress | None
) -> list[ReadRow]:
    rows = list(
        read_file(
            order.path,
            form=order.form,
            source=order.source_name,
            mapping=order.mapping,
            now=now,
            progress=on_progress,
        )
    )
    if order.is_demo:
        rows = [_marked_as_demo(row) for row in rows]
    return place_listings(kith.gazetteer, rows)


def _marked_as_demo(row: ReadRow) -> ReadRow:
    return replace(row, service=replace(row.service, is_demo=True)) if row.service else row


def _plan(rows: Sequence[ReadRow], known: Mapping[str, Origin], order: ImportOrder) -> _Plan:
    counts: Counter[str] = Counter()
    located: Counter[Precision] = Counter()
    origins: list[Origin] = []
    services: list[Service] = []
    for row in rows:
        if row.service is None:
            continue
        origin = Origin(order.source_name, row.external_id, row.service.id, _digest(row.service))
        state = _compare(origin, known.get(row.external_id))
        counts[state] += 1
        located[_precision(row.service)] += 1
        if state != "unchanged":
            origins.append(origin)
            services.append(row.service)
    refused = tuple(Refusal(row.row, row.refused) for row in rows if row.service is None)
    report = ImportReport(
        read=len(rows),
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        refused=refused,
        located=located,
    )
    return _Plan(tuple(origins), tuple(services), report)


def _compare(new: Origin, old: Origin | None) -> str:
    if old is None:
        return "added"
    return "unchanged" if (old.digest, old.service_id) == (new.digest, new.service_id) else "changed"


def _precision(service: Service) -> Precision:
    """The best of its places; one known by its town alone has no place on the map."""
    order = (Precision.EXACT, Precision.POSTCODE, Precision.SECTOR)
    found = {place.precision for place in service.locations if place.point}
    return next((precision for precision in order if precision in found), Precision.NONE)


def _digest(service: Service) -> str:
    """Equal for equal values; sets are written in order because their own order changes from run to run."""
    ordered = sorted(service.deliveries), [sorted(check.fields) for check in service.verifications]
    checks = tuple(replace(check, fields=frozenset()) for check in service.verifications)
    plain = replace(service, deliveries=frozenset(), verifications=checks)
    return hashlib.sha256(repr((plain, ordered)).encode()).hexdigest()


def _save(shelves: Transaction, plan: _Plan, on_progress: Progress | None) -> None:
    if not plan.services:
        return
    shelves.services.save(_told(plan.services, on_progress))
    shelves.services.save_origins(plan.origins)


def _told(services: Collection[Service], on_progress: Progress | None) -> Iterable[Service]:
    for count, service in enumerate(services, start=1):
        if on_progress:
            on_progress(count, len(services))
        yield service


def _in_words(report: ImportReport) -> str:
    return (
        f"read {report.read}, added {report.added}, changed {report.changed}, "
        f"unchanged {report.unchanged}, refused {len(report.refused)}"
    )
