"""Words to points, and loading the full list of postcodes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from directory.model.audit import Action
from directory.model.place import Place, Point
from directory.model.user import Permission, User
from directory.places.postcode_files import read_postcode_file
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.recording import record

_TELL_EVERY = 10_000


def find_place(kith: Kith, text: str, *, by: User, around: Point | None = None) -> Place:
    """A postcode, sector, outcode, place name or ``lat,lon`` as a point; each kind of "no" has its error."""
    check_may(by, Permission.FIND_SERVICES)
    return kith.gazetteer.find_place(text, around=around)


def add_postcodes(
    kith: Kith, path: Path, *, by: User, now: datetime, on_progress: Callable[[int], None] | None = None
) -> int:
    """Load exact points from a file of postcodes; returns how many. A broken file changes nothing."""
    check_may(by, Permission.LOAD_PLACES)
    with kith.store.writing() as shelves:
        saved = shelves.postcodes.save(_told(read_postcode_file(path), on_progress))
        record(shelves, Action.POSTCODES_LOADED, f"file:{path.name}", by=by, now=now, details=str(saved))
    return saved


def _told(
    points: Iterator[tuple[str, Point]], on_progress: Callable[[int], None] | None
) -> Iterator[tuple[str, Point]]:
    for count, point in enumerate(points, start=1):
        if on_progress and count % _TELL_EVERY == 0:
            on_progress(count)
        yield point
