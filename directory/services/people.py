"""People someone talks with: adding, finding again, opening, joining two records of one person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from directory.errors import BadInputError, KithError
from directory.model.audit import Action
from directory.model.conversation import Conversation
from directory.model.person import AgeBand, Person, PersonJoin, Travel
from directory.model.place import Place
from directory.model.user import Permission, User
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.recording import record
from directory.services.records import check_may_open, find_worker, give_reason, may_find
from directory.storage.ports import Transaction

_LOOK_AT_MOST = 200


class SameRecordError(BadInputError):
    """A record cannot be joined to itself."""

    sentence = "These are one record already. Choose a different one to join."


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What may be known about a person beside their words; all of it optional, kept as it is typed."""

    name: str = ""
    phone: str = ""
    postcode: str = ""
    age_band: AgeBand | None = None
    travel: Travel | None = None

    @classmethod
    def of(cls, person: Person) -> "PersonDetails":
        """What is known now, to change a part of it."""
        return cls(person.name, person.phone, person.postcode, person.age_band, person.travel)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of a list of people. ``needs_reason`` says that opening it will ask for one."""

    person: Person
    worker_name: str
    needs_reason: bool
    last_talked_at: datetime | None = None

    @property
    def newest(self) -> datetime:
        """When something last happened: the talk, or else the day the record was begun."""
        return self.last_talked_at or self.person.created_at


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with everything that is read as theirs; conversations newest first.

    ``joins`` hold now, ``parted`` held once; ``joined`` are all records that joins connect to this one.
    """

    person: Person
    worker: User
    joins: tuple[PersonJoin, ...]
    parted: tuple[PersonJoin, ...]
    joined: tuple[FoundPerson, ...]
    conversations: tuple[Conversation, ...]


def my_people(kith: Kith, *, by: User) -> tuple[FoundPerson, ...]:
    """The people whose named worker one is, those talked with last at the top."""
    check_may(by, Permission.HOLD_CONVERSATIONS)
    with kith.store.reading() as shelves:
        people = shelves.people.of_worker(by.id, limit=_LOOK_AT_MOST)
        return _newest_first(_as_found(shelves, people, by=by))


def find_people(kith: Kith, words: str, *, by: User) -> tuple[FoundPerson, ...]:
    """People by name, postcode or phone among the records one may see."""
    check_may(by, Permission.HOLD_CONVERSATIONS)
    with kith.store.reading() as shelves:
        people = shelves.people.find(words, limit=_LOOK_AT_MOST, workers=_workers_to_find(shelves, by=by))
        return _newest_first(_as_found(shelves, people, by=by))


def find_returning(kith: Kith, details: PersonDetails, *, by: User) -> tuple[FoundPerson, ...]:
    """Records that may be this person's, to offer before a new one is made; the likeliest first.

    A phone number, or a name together with a postcode, says more than either of those alone.
    """
    check_may(by, Permission.HOLD_CONVERSATIONS)
    clues = [words for words in (details.phone, details.name, details.postcode) if words.strip()]
    with kith.store.reading() as shelves:
        workers = _workers_to_find(shelves, by=by)
        hits = [shelves.people.find(words, limit=_LOOK_AT_MOST, workers=workers) for words in clues]
        counted: dict[str, tuple[int, Person]] = {}
        for person in (person for found in hits for person in found):
            count, _ = counted.get(person.id, (0, person))
            counted[person.id] = (count + 1, person)
        likely = sorted(counted.values(), key=lambda pair: -pair[0])
        return _as_found(shelves, (person for _, person in likely), by=by)


def add_person(kith: Kith, details: PersonDetails, *, by: User, now: datetime) -> Person:
    """Begin a record; the one who begins it is the named worker."""
    check_may(by, Permission.HOLD_CONVERSATIONS)
    home = _find_home(kith, details.postcode)
    person = _with_details(Person(id=kith.new_id(), worker_id=by.id, created_at=now), details, home)
    with kith.store.writing() as shelves:
        shelves.people.save(person)
        record(shelves, Action.PERSON_ADDED, f"person:{person.id}", by=by, now=now)
    return person


def change_details(
    kith: Kith, person_id: str, change: Callable[[PersonDetails], PersonDetails], *, by: User, now: datetime
) -> Person:
    """Change a part of what is known and leave the rest as it stands at that moment.

    A postcode that cannot be placed is kept as typed.
    """
    with kith.store.writing() as shelves:
        standing = shelves.people.get(person_id)
        check_may_open(shelves, standing, by=by, now=now)
        details = change(PersonDetails.of(standing))
        person = _with_details(standing, details, _find_home(kith, details.postcode))
        if person == standing:
            return standing
        shelves.people.save(person)
        record(shelves, Action.PERSON_CHANGED, f"person:{person.id}", by=by, now=now)
    return person


def open_person(kith: Kith, person_id: str, *, by: User, now: datetime, reason: str = "") -> PersonRecord:
    """A record with all that is joined to it; a colleague's asks for a reason, which is kept."""
    if reason:
        with kith.store.writing() as shelves:
            give_reason(shelves, shelves.people.get(person_id), reason, by=by, now=now)
    with kith.store.reading() as shelves:
        person = shelves.people.get(person_id)
        check_may_open(shelves, person, by=by, now=now)
        return _build_record(shelves, person, by=by)


def join_people(kith: Kith, person_id: str, other_id: str, *, by: User, now: datetime) -> PersonJoin:
    """Read two records as one; neither is changed, so they can be parted again."""
    check_may(by, Permission.JOIN_RECORDS)
    with kith.store.writing() as shelves:
        for one in (person_id, other_id):
            check_may_open(shelves, shelves.people.get(one), by=by, now=now)
        if other_id in joined_ids(shelves, person_id):
            raise SameRecordError
        join = PersonJoin(kith.new_id(), other_id, person_id, at=now, by=by.name)
        shelves.people.save_join(join)
        _record_join(shelves, Action.RECORDS_JOINED, join, by=by, now=now)
    return join


def part_people(kith: Kith, person_id: str, join_id: str, *, by: User, now: datetime) -> None:
    """Undo a join; both records are again what they were."""
    check_may(by, Permission.JOIN_RECORDS)
    with kith.store.writing() as shelves:
        check_may_open(shelves, shelves.people.get(person_id), by=by, now=now)
        for join in shelves.people.joins(person_id):
            if join.id == join_id:
                shelves.people.save_join(replace(join, parted_at=now))
                _record_join(shelves, Action.RECORDS_PARTED, join, by=by, now=now)


def _record_join(shelves: Transaction, action: Action, join: PersonJoin, *, by: User, now: datetime) -> None:
    """In the trail of both records: whoever asks about either one must find it."""
    for one, other in ((join.person_id, join.joined_to_id), (join.joined_to_id, join.person_id)):
        record(shelves, action, f"person:{one}", by=by, now=now, details=f"with {other}, join {join.id}")


def _build_record(shelves: Transaction, person: Person, *, by: User) -> PersonRecord:
    ids = joined_ids(shelves, person.id)
    others = [shelves.people.get(one) for one in sorted(ids - {person.id})]
    joined = _as_found(shelves, others, by=by)
    return PersonRecord(
        person=person,
        worker=find_worker(shelves, person),
        joins=shelves.people.joins(person.id),
        parted=shelves.people.parted_joins(person.id),
        joined=joined,
        # A join opens no record of another team.
        conversations=shelves.conversations.of_people({person.id, *(one.person.id for one in joined)}),
    )


def joined_ids(shelves: Transaction, person_id: str) -> set[str]:
    """The record and every record that joins connect it to."""
    known, waiting = {person_id}, [person_id]
    while waiting:
        for join in shelves.people.joins(waiting.pop()):
            for one in {join.person_id, join.joined_to_id} - known:
                known.add(one)
                waiting.append(one)
    return known


def _as_found(shelves: Transaction, people: Iterable[Person], *, by: User) -> tuple[FoundPerson, ...]:
    found = list(people)
    # A list has many people and few workers.
    workers = {person.worker_id: find_worker(shelves, person) for person in _one_of_each_worker(found)}
    pairs = [(person, workers[person.worker_id]) for person in found]
    seen = [(person, worker) for person, worker in pairs if may_find(worker, by=by)]
    last = shelves.conversations.last_talked([person.id for person, _ in seen])
    return tuple(
        FoundPerson(person, worker.name, worker.id != by.id, last.get(person.id)) for person, worker in seen
    )


def _one_of_each_worker(people: Iterable[Person]) -> Iterable[Person]:
    return {person.worker_id: person for person in people}.values()


def _workers_to_find(shelves: Transaction, *, by: User) -> set[str]:
    return {by.id} | {worker.id for worker in shelves.users.all() if may_find(worker, by=by)}


def _newest_first(found: Iterable[FoundPerson]) -> tuple[FoundPerson, ...]:
    return tuple(sorted(found, key=lambda one: one.newest, reverse=True))


def _with_details(person: Person, details: PersonDetails, home: Place | None) -> Person:
    return replace(
        person,
        name=details.name,
        phone=details.phone,
        postcode=details.postcode,
        home=home,
        age_band=details.age_band,
        travel=details.travel,
    )


def _find_home(kith: Kith, postcode: str) -> Place | None:
    """Where that is; what cannot be placed is kept as typed, and the screen says why with ``find_place``."""
    if not postcode.strip():
        return None
    try:
        return kith.gazetteer.find_place(postcode)
    except KithError:
        return None
