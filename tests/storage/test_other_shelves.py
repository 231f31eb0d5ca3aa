"""Postcodes, users, the trail, people and conversations over both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.errors import ChangedMeanwhileError, NotFoundError
from directory.model.audit import Action, AuditEvent
from directory.model.connection import Connection, ConnectionState, Direction
from directory.model.conversation import Conversation, Field, FieldText
from directory.model.missing import MissingWish
from directory.model.person import AgeBand, Person, PersonJoin, Travel
from directory.model.place import Place, Point, Precision
from directory.model.user import Role, User
from directory.storage.store import SqlStore

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ASH = User(
    "ash", "Ash", frozenset({Role.PRACTITIONER, Role.LEAD}), "North", "01632 960001", "ash@example.org"
)
MAUREEN = Person(
    id="maureen",
    worker_id="ash",
    created_at=NOW,
    name="Maureen O'Hara_50%",
    phone="+44 7700 900123",
    postcode="WR14 1AA",
    home=Place("WR14 1AA", Point(52.1, -2.3), Precision.SECTOR, "approximate"),
    age_band=AgeBand.FROM_75,
    travel=Travel.BUS,
)
TALK = Conversation("talk", "maureen", "ash", NOW, why_kept="asked for it")


def test_postcodes_are_found_among_those_loaded(store: SqlStore) -> None:
    with store.writing() as shelves:
        saved = shelves.postcodes.save([("WR14 1AA", Point(1, 2)), ("WR14 1AB", Point(3, 4))])

    with store.reading() as shelves:
        assert saved == 2
        assert shelves.postcodes.count() == 2
        assert shelves.postcodes.find(["WR14 1AB", "ZZ1 1ZZ"]) == {"WR14 1AB": Point(3, 4)}


def test_a_sign_in_lasts_until_its_end_or_until_closed_or_until_the_user_is_put_off(store: SqlStore) -> None:
    with store.writing() as shelves:
        shelves.users.save(ASH)
        shelves.users.open_sign_in("digest", "ash", at=NOW, until=NOW + timedelta(hours=1))
    with store.writing() as shelves:
        assert shelves.users.signed_in("digest", NOW) == ASH
        assert shelves.users.signed_in("digest", NOW + timedelta(hours=2)) is None
        assert shelves.users.signed_in("other", NOW) is None

        shelves.users.save(replace(ASH, is_active=False))
        assert shelves.users.signed_in("digest", NOW) is None

        shelves.users.save(ASH)
        shelves.users.close_sign_in("digest")
        assert shelves.users.signed_in("digest", NOW) is None


def test_the_trail_is_read_newest_first(store: SqlStore) -> None:
    older = AuditEvent("1", NOW, "Ash", Action.IMPORTED, "source:a")
    newer = AuditEvent("2", NOW + timedelta(seconds=1), "Ash", Action.VERIFIED, "service:b", "why", "details")

    with store.writing() as shelves:
        shelves.audit.record(older)
        shelves.audit.record(newer)

    with store.reading() as shelves:
        assert shelves.audit.events() == (newer, older)
        assert shelves.audit.events(subject="source:a") == (older,)


def test_settings_are_kept(store: SqlStore) -> None:
    with store.writing() as shelves:
        shelves.settings.save("team phone", "01632 960000")

    with store.reading() as shelves:
        assert shelves.settings.get("team phone") == "01632 960000"
        assert shelves.settings.get("nothing", "default") == "default"


@pytest.mark.parametrize(
    "words",
    ["maureen", "MAUR", "hara", "wr14", "WR141AA", "wr14 1aa", "07700 900123", "900123", "o'hara_50%"],
)
def test_a_person_is_found_again_by_name_postcode_or_phone(store: SqlStore, words: str) -> None:
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)

    with store.reading() as shelves:
        assert shelves.people.find(words, limit=5) == (MAUREEN,)


@pytest.mark.parametrize("words", ["", "  ", "%", "john", "90012", "wr15", "a_r"])
def test_nobody_is_found_by_what_is_not_theirs(store: SqlStore, words: str) -> None:
    other = replace(MAUREEN, id="other", name="Maureen", phone="", postcode="", home=None)

    with store.writing() as shelves:
        shelves.people.save(other)

    with store.reading() as shelves:
        assert shelves.people.find(words, limit=5) == ()


def test_joined_records_are_told_until_parted(store: SqlStore) -> None:
    join = PersonJoin("j", "maureen", "other", NOW, "Ash")
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.people.save(replace(MAUREEN, id="other"))
        shelves.people.save_join(join)

        assert shelves.people.joins("maureen") == shelves.people.joins("other") == (join,)

        shelves.people.save_join(replace(join, parted_at=NOW))
        assert shelves.people.joins("maureen") == ()


def test_a_text_is_written_only_over_the_version_it_began_from(store: SqlStore) -> None:
    first = FieldText(Field.NOTES, "She drove", 1, NOW, "Ash")
    second = FieldText(Field.NOTES, "She drove the bus", 2, NOW, "Ash")
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.conversations.save(TALK)
        shelves.conversations.write("talk", first)
        shelves.conversations.write("talk", second)

        for stale in (first, second):
            with pytest.raises(ChangedMeanwhileError):
                shelves.conversations.write("talk", stale)

        assert shelves.conversations.get("talk") == replace(TALK, texts=(second,))


def test_earlier_texts_and_answers_are_kept(store: SqlStore) -> None:
    earlier = FieldText(Field.WISHES, "company", 3, NOW, "Ash")
    answer = Connection(
        "c", "talk", "shed", Direction.GIVE, state=ConnectionState.NOT_FOR_ME, reason="far", at=NOW, by="Ash"
    )
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.conversations.save(TALK)
        shelves.conversations.keep_revision("talk", earlier)
        shelves.conversations.keep_revision("talk", replace(earlier, text="later"))
        shelves.conversations.save_connection(replace(answer, state=ConnectionState.INTERESTED))
        shelves.conversations.save_connection(answer)

        assert [text.text for text in shelves.conversations.revisions("talk", Field.WISHES)] == [
            "later",
            "company",
        ]
        assert shelves.conversations.connections("talk") == (answer,)
        assert shelves.conversations.of_people({"maureen"}) == (TALK,)


def test_parted_joins_are_remembered(store: SqlStore) -> None:
    join = PersonJoin("j", "maureen", "other", at=NOW, by="Ash", parted_at=NOW)
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.people.save(replace(MAUREEN, id="other"))
        shelves.people.save_join(join)

        assert shelves.people.parted_joins("maureen") == shelves.people.parted_joins("other") == (join,)


def test_the_last_talk_with_someone_is_known(store: SqlStore) -> None:
    later = NOW + timedelta(hours=2)
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.people.save(replace(MAUREEN, id="other"))
        shelves.conversations.save(TALK)
        shelves.conversations.write("talk", FieldText(Field.NOTES, "more", 1, at=later, by="Ash"))

        assert shelves.conversations.last_talked({"maureen", "other"}) == {"maureen": later}


def test_what_is_missing_is_kept_found_and_taken_out(store: SqlStore) -> None:
    old = MissingWish("old", "chess", "WR14", date(2025, 1, 1), "ash", person_id="maureen")
    new = MissingWish("new", "bells", "", date(2026, 1, 1), "ash")
    with store.writing() as shelves:
        shelves.people.save(MAUREEN)
        shelves.missing.save(old)
        shelves.missing.save(new)

        assert shelves.missing.since(date(2024, 1, 1)) == (new, old)
        assert shelves.missing.since(date(2025, 6, 1)) == (new,)
        assert shelves.missing.of_person("maureen") == (old,)
        assert shelves.missing.get("old") == old

        shelves.missing.remove("old")
        with pytest.raises(NotFoundError):
            shelves.missing.get("old")
