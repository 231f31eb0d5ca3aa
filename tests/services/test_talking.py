"""A conversation: begun, written in, answered; suggestions for what was said."""

from datetime import timedelta
from pathlib import Path

import pytest

from directory.errors import ChangedMeanwhileError, NotAllowedError, NotFoundError, ReasonNeededError
from directory.model.connection import ConnectionState, Direction
from directory.model.conversation import Conversation, Field, Setting, Stage
from directory.services.kith import Kith
from directory.services.people import PersonDetails, add_person, open_person
from directory.services.talking import (
    Answer,
    Draft,
    answer_suggestion,
    chosen_services,
    move_stage,
    open_conversation,
    start_conversation,
    suggest_for,
    write_text,
)
from tests.builders import MALVERN, NOW, a_service
from tests.services.installation import (
    ASH,
    BRYN,
    DALE,
    TrailBrokenError,
    open_installation,
    with_broken_trail,
)

CHOIR = a_service("Malvern singers", at=MALVERN, description="A choir for everyone who likes to sing.")
BREAKFAST = a_service(
    "School breakfast club",
    at=MALVERN,
    description="Volunteers serve breakfast to children before school.",
    welcomes=("help with children before school",),
)
FAR_CHOIR = a_service("Far choir", at=(52.25, -2.12), description="A choir that likes to sing together.")
CAN = "I love singing and I am good with children"


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    return open_installation(tmp_path, CHOIR, BREAKFAST)


@pytest.fixture
def talk(kith: Kith) -> Conversation:
    person = add_person(kith, PersonDetails("Maureen", postcode="WR14 1AA"), by=ASH, now=NOW)
    return start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)


def _text(kith: Kith, talk: Conversation, field: Field = Field.NOTES) -> tuple[str, int]:
    standing = open_conversation(kith, talk.id, by=ASH, now=NOW).conversation.text_of(field)
    return standing.text, standing.version


def _earlier(kith: Kith, talk: Conversation) -> list[str]:
    with kith.store.reading() as shelves:
        return [text.text for text in shelves.conversations.revisions(talk.id, Field.NOTES)]


def test_a_conversation_begins_blank_with_its_named_worker(kith: Kith, talk: Conversation) -> None:
    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)

    assert (opened.person.name, opened.worker, opened.answers) == ("Maureen", ASH, ())
    assert opened.conversation.texts == ()
    assert opened.conversation.why_kept


def test_a_connector_may_not_begin_or_open_a_conversation(kith: Kith, talk: Conversation) -> None:
    for refused in (
        lambda: start_conversation(kith, talk.person_id, setting=Setting.CALL, by=DALE, now=NOW),
        lambda: open_conversation(kith, talk.id, by=DALE, now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            refused()

    assert len(open_person(kith, talk.person_id, by=ASH, now=NOW).conversations) == 1


def test_no_conversation_begins_without_a_line_in_the_trail(kith: Kith, talk: Conversation) -> None:
    with pytest.raises(TrailBrokenError):
        start_conversation(with_broken_trail(kith), talk.person_id, setting=Setting.VISIT, by=ASH, now=NOW)

    assert len(open_person(kith, talk.person_id, by=ASH, now=NOW).conversations) == 1


def test_there_is_no_conversation_at_a_made_up_address(kith: Kith) -> None:
    with pytest.raises(NotFoundError):
        open_conversation(kith, "nothing", by=ASH, now=NOW)


def test_a_colleagues_conversation_opens_with_a_reason(kith: Kith, talk: Conversation) -> None:
    with pytest.raises(ReasonNeededError, match="Ash"):
        open_conversation(kith, talk.id, by=BRYN, now=NOW)

    opened = open_conversation(kith, talk.id, by=BRYN, now=NOW, reason="Covering for Ash today")

    assert opened.conversation.id == talk.id


def test_words_are_kept_as_they_are_typed(kith: Kith, talk: Conversation) -> None:
    first = write_text(kith, talk.id, Draft(Field.NOTES, "She dr", 0), by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.NOTES, "She drove a bus", first.version), by=ASH, now=NOW)

    assert _text(kith, talk) == ("She drove a bus", 2)


def test_the_same_draft_sent_twice_is_written_once(kith: Kith, talk: Conversation) -> None:
    draft = Draft(Field.NOTES, "She drove a bus", 0)

    versions = [write_text(kith, talk.id, draft, by=ASH, now=NOW).version for _ in range(2)]

    assert versions == [1, 1]
    assert _earlier(kith, talk) == []


def test_two_writers_lose_nothing_and_the_later_one_chooses(kith: Kith, talk: Conversation) -> None:
    open_conversation(kith, talk.id, by=BRYN, now=NOW, reason="We visit together")
    write_text(kith, talk.id, Draft(Field.NOTES, "Written by Ash", 0), by=ASH, now=NOW)

    with pytest.raises(ChangedMeanwhileError):
        write_text(kith, talk.id, Draft(Field.NOTES, "Written by Bryn", 0), by=BRYN, now=NOW)

    assert _text(kith, talk) == ("Written by Ash", 1)
    assert _earlier(kith, talk) == ["Written by Bryn"]
    write_text(kith, talk.id, Draft(Field.NOTES, "Written by Bryn", 1), by=BRYN, now=NOW)
    assert _text(kith, talk) == ("Written by Bryn", 2)
    assert "Written by Ash" in _earlier(kith, talk)


def test_words_that_are_wiped_out_in_one_go_stay_as_an_earlier_text(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.NOTES, "Everything that matters", 0), by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.NOTES, "Everything that matters now", 1), by=ASH, now=NOW)

    write_text(kith, talk.id, Draft(Field.NOTES, "", 2), by=ASH, now=NOW)

    assert _earlier(kith, talk) == ["Everything that matters now"]


def test_words_that_stood_for_a_while_stay_as_an_earlier_text(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.NOTES, "Before lunch", 0), by=ASH, now=NOW)

    later = NOW + timedelta(hours=1)
    write_text(kith, talk.id, Draft(Field.NOTES, "Before lunch and after", 1), by=ASH, now=later)

    assert _earlier(kith, talk) == ["Before lunch"]


def test_words_stay_when_the_trail_cannot_be_written(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.NOTES, "As it was", 0), by=ASH, now=NOW)

    with pytest.raises(TrailBrokenError):
        write_text(with_broken_trail(kith), talk.id, Draft(Field.NOTES, "Not so", 1), by=ASH, now=NOW)

    assert _text(kith, talk) == ("As it was", 1)
    assert _earlier(kith, talk) == []


def test_a_colleague_without_a_reason_writes_nothing(kith: Kith, talk: Conversation) -> None:
    with pytest.raises(ReasonNeededError):
        write_text(kith, talk.id, Draft(Field.NOTES, "Not mine", 0), by=BRYN, now=NOW)

    assert _text(kith, talk) == ("", 0)
    assert _earlier(kith, talk) == []


def test_the_conversation_moves_between_its_stages_and_back(kith: Kith, talk: Conversation) -> None:
    for stage in (Stage.WORK_INTENSIVELY, Stage.LISTEN_AND_CONNECT):
        move_stage(kith, talk.id, stage, by=ASH, now=NOW)

        assert open_conversation(kith, talk.id, by=ASH, now=NOW).conversation.stage is stage


def test_what_was_said_brings_a_suggestion_that_quotes_it(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.STRENGTHS, CAN, 0), by=ASH, now=NOW)

    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)
    found = suggest_for(kith, opened, by=ASH, now=NOW, limit=5)

    assert found.go[0].service.id == CHOIR.id
    assert "singing" in found.go[0].reasons[0].said
    assert [one.service.id for one in found.give] == [BREAKFAST.id]


def test_nothing_said_brings_no_suggestion(kith: Kith, talk: Conversation) -> None:
    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)

    found = suggest_for(kith, opened, by=ASH, now=NOW, limit=5)

    assert (found.go, found.give) == ((), ())


def test_what_is_not_for_them_does_not_come_again_until_brought_back(kith: Kith, talk: Conversation) -> None:
    write_text(kith, talk.id, Draft(Field.WISHES, "I want to sing in a choir", 0), by=ASH, now=NOW)

    def suggested(state: ConnectionState) -> bool:
        answer_suggestion(kith, talk.id, Answer(CHOIR.id, Direction.GO, state, "Too far"), by=ASH, now=NOW)
        opened = open_conversation(kith, talk.id, by=ASH, now=NOW)
        found = suggest_for(kith, opened, by=ASH, now=NOW, limit=5)
        return CHOIR.id in {one.service.id for one in found.go}

    assert not suggested(ConnectionState.NOT_FOR_ME)
    assert suggested(ConnectionState.SUGGESTED)


def test_nothing_close_says_how_many_there_are_further_away(tmp_path: Path) -> None:
    kith = open_installation(tmp_path, FAR_CHOIR)
    person = add_person(kith, PersonDetails(postcode="WR14 1AA"), by=ASH, now=NOW)
    talk = start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.WISHES, "I want to sing in a choir", 0), by=ASH, now=NOW)

    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)
    found = suggest_for(kith, opened, by=ASH, now=NOW, limit=5)

    assert found.go == ()
    assert [(step.words, step.more) for step in found.relaxed] == [("Within 15 miles", 1)]
    miles = float(dict(found.relaxed[0].change)["within_miles"])
    assert suggest_for(kith, opened, by=ASH, now=NOW, limit=5, within_miles=miles).go


def test_chosen_places_come_in_the_order_they_were_chosen(kith: Kith, talk: Conversation) -> None:
    for minutes, service in enumerate((BREAKFAST, CHOIR)):
        answer = Answer(service.id, Direction.GO, ConnectionState.INTERESTED)
        answer_suggestion(kith, talk.id, answer, by=ASH, now=NOW + timedelta(minutes=minutes))

    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)

    assert [service.name for _, service in chosen_services(kith, opened, by=ASH)] == [
        BREAKFAST.name,
        CHOIR.name,
    ]


def test_an_answer_is_not_kept_without_a_line_in_the_trail(kith: Kith, talk: Conversation) -> None:
    answer = Answer(CHOIR.id, Direction.GO, ConnectionState.INTERESTED)

    with pytest.raises(TrailBrokenError):
        answer_suggestion(with_broken_trail(kith), talk.id, answer, by=ASH, now=NOW)

    assert open_conversation(kith, talk.id, by=ASH, now=NOW).answers == ()


def test_a_colleague_without_a_reason_answers_nothing(kith: Kith, talk: Conversation) -> None:
    answer = Answer(CHOIR.id, Direction.GO, ConnectionState.INTERESTED)

    with pytest.raises(ReasonNeededError):
        answer_suggestion(kith, talk.id, answer, by=BRYN, now=NOW)

    assert open_conversation(kith, talk.id, by=ASH, now=NOW).answers == ()
