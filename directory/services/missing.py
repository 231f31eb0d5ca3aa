"""What people wished for and could not find: told by those who talk with them, seen by those who tend."""

import re
from datetime import datetime, timedelta

from directory.errors import BadInputError, NotAllowedError
from directory.model.audit import Action
from directory.model.missing import LONGEST_WORDS, Missing, MissingGroup, MissingWish, group_missing
from directory.model.person import Person
from directory.model.postcode import outcode_of
from directory.model.sound_text import sound_text
from directory.model.user import Permission, User
from directory.services.kith import Kith
from directory.services.people import joined_ids
from directory.services.permissions import check_may
from directory.services.recording import record
from directory.services.records import check_may_open
from directory.storage.ports import Transaction

SHOWN_FOR = timedelta(days=365)
_NUMBER = re.compile(r"\d[\d\s]{4,}\d|@")
_SHORTEST_NAME = 3


class NothingMissingError(BadInputError):
    """There is nothing to tell."""

    sentence = "Say in a few words what is missing, in at most {longest} letters."


class NameInWishError(BadInputError):
    """The words would tell who the person is."""

    sentence = (
        "Leave out the name and any number or address: connectors read these words. Nothing is told yet."
    )


def tell_missing(kith: Kith, words: str, *, near: str, by: User, now: datetime) -> MissingWish:
    """Tell of something that is not there; ``near`` as typed, kept only as far as it is an outcode."""
    check_may(by, Permission.TELL_MISSING)
    wish = MissingWish(kith.new_id(), _sound(words), outcode_of(near), now.date(), by.id)
    with kith.store.writing() as shelves:
        shelves.missing.save(wish)
        record(shelves, Action.MISSING_TOLD, f"missing:{wish.id}", by=by, now=now)
    return wish


def tell_missing_for(kith: Kith, conversation_id: str, words: str, *, by: User, now: datetime) -> MissingWish:
    """The same for a person one talks with; raises ``NameInWishError`` when the words name them."""
    check_may(by, Permission.TELL_MISSING)
    with kith.store.writing() as shelves:
        person = _person_of(shelves, conversation_id, by=by, now=now)
        wish = MissingWish(
            kith.new_id(),
            _nameless(_sound(words), person),
            outcode_of(person.postcode),
            now.date(),
            by.id,
            person.id,
        )
        shelves.missing.save(wish)
        record(
            shelves,
            Action.MISSING_TOLD,
            f"conversation:{conversation_id}",
            by=by,
            now=now,
            details=f"missing:{wish.id}",
        )
    return wish


def find_told(kith: Kith, conversation_id: str, *, by: User, now: datetime) -> tuple[MissingWish, ...]:
    """What has been told for the person one talks with, newest first."""
    check_may(by, Permission.TELL_MISSING)
    with kith.store.reading() as shelves:
        person = _person_of(shelves, conversation_id, by=by, now=now)
        return shelves.missing.of_person(person.id)


def take_back_missing(kith: Kith, wish_id: str, *, by: User, now: datetime) -> None:
    """Take out what was told: who told it may, and who may open the record it was told for."""
    check_may(by, Permission.TELL_MISSING)
    with kith.store.writing() as shelves:
        wish = shelves.missing.get(wish_id)
        if wish.person_id:
            check_may_open(shelves, shelves.people.get(wish.person_id), by=by, now=now)
        elif wish.told_by != by.id:
            raise NotAllowedError(doing="take back what someone else told", whom="them")
        shelves.missing.remove(wish_id)
        record(shelves, Action.MISSING_TAKEN_BACK, f"missing:{wish_id}", by=by, now=now)


def find_missing(kith: Kith, *, by: User, now: datetime) -> tuple[MissingGroup, ...]:
    """What was missing in the past year, by idea and neighbourhood; never about fewer than five people."""
    check_may(by, Permission.SEE_MISSING)
    matchmaker = kith.matchmaker()
    with kith.store.reading() as shelves:
        wishes = shelves.missing.since((now - SHOWN_FOR).date())
        return group_missing(
            Missing(wish, matchmaker.idea_of(wish.words), _whose(shelves, wish)) for wish in wishes
        )


def _whose(shelves: Transaction, wish: MissingWish) -> str:
    """One person with two joined records is one; without a record, who told it counts as one person."""
    return min(joined_ids(shelves, wish.person_id)) if wish.person_id else f"told by {wish.told_by}"


def _person_of(shelves: Transaction, conversation_id: str, *, by: User, now: datetime) -> Person:
    person = shelves.people.get(shelves.conversations.get(conversation_id).person_id)
    check_may_open(shelves, person, by=by, now=now)
    return person


def _sound(words: str) -> str:
    sound = " ".join(sound_text(words).split())
    if not sound or len(sound) > LONGEST_WORDS:
        raise NothingMissingError(longest=LONGEST_WORDS)
    if _NUMBER.search(sound):
        raise NameInWishError
    return sound


def _nameless(words: str, person: Person) -> str:
    names = {part for part in re.findall(r"\w+", person.name) if len(part) >= _SHORTEST_NAME}
    if names & set(re.findall(r"\w+", words)):
        raise NameInWishError
    return words
