"""Who may open whose record."""

from datetime import datetime, timedelta

from directory.errors import KithError, NotAllowedError, NotFoundError, ReasonNeededError
from directory.model.audit import Action
from directory.model.person import Person
from directory.model.user import Permission, User, may
from directory.services.permissions import check_may
from directory.services.recording import record
from directory.storage.ports import Transaction

# A reason given opens the record for the rest of the working day, not for good.
REASON_LASTS = timedelta(hours=12)


class TooShortReasonError(KithError):
    """A reason nobody could later understand."""

    sentence = "Say in a few words why you need to open this record."


_FEWEST_REASON_LETTERS = 5


def check_may_open(shelves: Transaction, person: Person, *, by: User, now: datetime) -> None:
    """Raise ``ReasonNeededError`` for a colleague's record, ``NotAllowedError`` beyond the team."""
    check_may(by, Permission.HOLD_CONVERSATIONS)
    if person.worker_id == by.id:
        return
    worker = find_worker(shelves, person)
    # Asked each time: a reason given earlier does not outlast one's place in the team.
    if not may_find(worker, by=by):
        raise NotAllowedError(doing="open this record", whom=worker.name)
    granted = shelves.people.granted_at(person.id, by.id)
    if granted is None or now - granted >= REASON_LASTS:
        raise ReasonNeededError(worker=worker.name)


def give_reason(shelves: Transaction, person: Person, reason: str, *, by: User, now: datetime) -> None:
    """Open a colleague's record with a reason, which is kept."""
    check_may(by, Permission.OPEN_COLLEAGUES_RECORDS)
    worker = find_worker(shelves, person)
    if not may_find(worker, by=by):
        raise NotAllowedError(doing="open this record", whom=worker.name)
    if len(reason.strip()) < _FEWEST_REASON_LETTERS:
        raise TooShortReasonError
    shelves.people.grant(person.id, by.id, why=reason, at=now)
    record(
        shelves, Action.RECORD_OPENED_WITH_REASON, f"person:{person.id}", by=by, now=now, why=reason.strip()
    )


def may_find(worker: User, *, by: User) -> bool:
    """Whether a record of this worker shows up when ``by`` looks for someone: one's own and one's team's."""
    if worker.id == by.id:
        return True
    return may(by, Permission.OPEN_COLLEAGUES_RECORDS) and bool(by.team) and worker.team == by.team


def find_worker(shelves: Transaction, person: Person) -> User:
    """The named worker; one who has left is still named by id."""
    try:
        return shelves.users.get(person.worker_id)
    except NotFoundError:
        return User(id=person.worker_id, name="a former colleague", roles=frozenset(), team="")
