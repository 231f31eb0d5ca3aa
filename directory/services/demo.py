"""The demonstration directory: invented listings and invented users, marked as such."""

from datetime import datetime
from pathlib import Path

from directory.model.audit import Action
from directory.model.importing import ImportReport
from directory.model.user import Permission, Role, User
from directory.services.importing import ImportOrder, Progress, import_file
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.recording import record

DEMO_SOURCE = "Demonstration"
_TEAM = "Demonstration team"

DEMO_USERS = (
    User(
        "demo-practitioner", "Ash (demo practitioner)", frozenset({Role.PRACTITIONER}), _TEAM, "01632 960101"
    ),
    User("demo-colleague", "Bryn (demo practitioner)", frozenset({Role.PRACTITIONER}), _TEAM, "01632 960102"),
    User("demo-connector", "Clove (demo connector)", frozenset({Role.CONNECTOR}), _TEAM, "01632 960103"),
    User("demo-partner", "Dale (demo partner)", frozenset({Role.PARTNER}), "Demonstration partner"),
    User("demo-lead", "Elm (demo team lead)", frozenset({Role.LEAD}), _TEAM, "01632 960105"),
    User("demo-admin", "Fern (demo administrator)", frozenset({Role.ADMIN}), _TEAM),
)


def load_demo(
    kith: Kith,
    listings: Path,
    *,
    by: User,
    now: datetime,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Put the demo listings and users in; listings that are there already stay as they are."""
    check_may(by, Permission.IMPORT_SERVICES)
    with kith.store.writing() as shelves:
        known = len(shelves.services.origins(DEMO_SOURCE))
        for user in DEMO_USERS:
            shelves.users.save(user)
        record(shelves, Action.DEMO_LOADED, f"source:{DEMO_SOURCE}", by=by, now=now)
    if known:
        return ImportReport(read=known, added=0, changed=0, unchanged=known, refused=(), located={})
    order = ImportOrder(listings, source=DEMO_SOURCE, is_demo=True)
    return import_file(kith, order, by=by, now=now, on_progress=on_progress)


def remove_demo(kith: Kith, *, by: User, now: datetime) -> int:
    """Take the demo listings out again; returns how many there were."""
    check_may(by, Permission.IMPORT_SERVICES)
    with kith.store.writing() as shelves:
        ids = [origin.service_id for origin in shelves.services.origins(DEMO_SOURCE).values()]
        shelves.services.remove(ids, with_evidence=True)
        record(shelves, Action.DEMO_LOADED, f"source:{DEMO_SOURCE}", by=by, now=now, details="removed")
    return len(ids)


def needs_demo(kith: Kith) -> bool:
    """Whether the directory is empty."""
    with kith.store.reading() as shelves:
        return shelves.services.count() == 0
