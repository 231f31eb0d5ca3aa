"""Several people write in one field at once; and what no database takes is left out of their words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from directory.errors import ChangedMeanwhileError
from directory.model.conversation import Conversation, Field, Setting
from directory.model.search import ServiceQuery
from directory.services.finding import find_services
from directory.services.kith import Kith
from directory.services.people import PersonDetails, add_person, find_people
from directory.services.talking import Draft, open_conversation, start_conversation, write_text
from directory.storage.store import SqlStore
from tests.builders import NOW
from tests.services.installation import ASH, open_installation

WRITERS = 6
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def kith(tmp_path: Path, store: SqlStore) -> Kith:
    with store.writing() as shelves:
        shelves.users.save(ASH)
    return replace(open_installation(tmp_path), store=store)


@pytest.fixture
def talk(kith: Kith) -> Conversation:
    person = add_person(kith, PersonDetails("Maureen"), by=ASH, now=NOW)
    return start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)


def test_of_many_at_once_one_writes_and_the_words_of_all_are_kept(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.NOTES, "What stood first", 0), by=ASH, now=NOW)
    start = Barrier(WRITERS)

    def write(number: int) -> bool:
        start.wait()
        try:
            write_text(kith, talk.id, Draft(Field.NOTES, f"{number} is new", 1), by=ASH, now=LATER)
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(WRITERS) as threads:
        written = list(threads.map(write, range(WRITERS)))

    with kith.store.reading() as shelves:
        kept = {text.text for text in shelves.conversations.revisions(talk.id, Field.NOTES)}
    stands = open_conversation(kith, talk.id, by=ASH, now=LATER).conversation.text_of(Field.NOTES)
    assert sum(written) == 1
    assert kept | {stands.text} == {"What stood first", *(f"{number} is new" for number in range(WRITERS))}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("bowls\x00 club", "bowls club"), ("bowls \ud800", "bowls \ufffd"), ("\ud83d\ude00 bowls", "😀 bowls")],
)
def test_what_no_database_takes_is_left_out(kith: Kith, talk: Conversation, typed: str, kept: str) -> None:
    write_text(kith, talk.id, Draft(Field.NOTES, typed, 0), by=ASH, now=NOW)
    add_person(kith, PersonDetails(typed, typed, typed), by=ASH, now=NOW)

    stands = open_conversation(kith, talk.id, by=ASH, now=NOW).conversation.text_of(Field.NOTES)
    assert stands.text == kept
    assert [found.person.name for found in find_people(kith, typed, by=ASH)] == [kept]
    assert find_services(kith, ServiceQuery(words=typed), by=ASH, now=NOW).total == 0
