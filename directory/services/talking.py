"""A conversation: begun, written in as one types, answered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from directory.errors import ChangedMeanwhileError
from directory.model.audit import Action
from directory.model.connection import Connection, ConnectionState, Direction
from directory.model.conversation import Conversation, Field, FieldText, Setting, Stage, build_statements
from directory.model.person import Person
from directory.model.place import METRES_PER_MILE
from directory.model.service import Service
from directory.model.suggestion import Portrait, Suggestions
from directory.model.user import Permission, User
from directory.services.kith import Kith
from directory.services.ladder import ALSO
from directory.services.permissions import check_may
from directory.services.recording import record
from directory.services.records import check_may_open, find_worker, give_reason
from directory.services.suggesting import suggest
from directory.storage.ports import Transaction

# While one person goes on typing, an earlier text is kept this often.
_KEEP_EVERY = timedelta(minutes=10)
_MOST = 0.5
WHY_KEPT = "To support the person with what they asked for (Care Act 2014, section 4)."


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """A conversation with the person, the named worker and the answers given so far."""

    conversation: Conversation
    person: Person
    worker: User
    answers: tuple[Connection, ...]

    def answer_to(self, service_id: str, direction: Direction) -> Connection | None:
        """The newest answer about a listing in one direction."""
        answers = (a for a in self.answers if (a.service_id, a.direction) == (service_id, direction))
        return max(answers, key=lambda answer: answer.at, default=None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as the writer left it; ``version`` is the one they began from."""

    field: Field
    text: str
    version: int


def start_conversation(
    kith: Kith, person_id: str, *, setting: Setting, by: User, now: datetime, why_kept: str = WHY_KEPT
) -> Conversation:
    """Begin a conversation on a record that one may open."""
    with kith.store.writing() as shelves:
        person = shelves.people.get(person_id)
        check_may_open(shelves, person, by=by, now=now)
        conversation = Conversation(
            kith.new_id(), person.id, by.id, started_at=now, setting=setting, why_kept=why_kept
        )
        shelves.conversations.save(conversation)
        subject = f"conversation:{conversation.id}"
        record(shelves, Action.CONVERSATION_STARTED, subject, by=by, now=now, details=f"person:{person.id}")
    return conversation


def open_conversation(
    kith: Kith, conversation_id: str, *, by: User, now: datetime, reason: str = ""
) -> OpenConversation:
    """Everything on the page; a colleague's record asks for a reason, which is kept."""
    if reason:
        with kith.store.writing() as shelves:
            conversation = shelves.conversations.get(conversation_id)
            give_reason(shelves, shelves.people.get(conversation.person_id), reason, by=by, now=now)
    with kith.store.reading() as shelves:
        return _open(shelves, conversation_id, by=by, now=now)


def write_text(kith: Kith, conversation_id: str, draft: Draft, *, by: User, now: datetime) -> FieldText:
    """Keep a text as it is typed; returns it with its new version.

    When someone else has written since ``draft.version``, nothing is merged: the draft is kept as a revision
    and ``ChangedMeanwhileError`` is raised. A draft that is sent again after its acknowledgement was lost is
    recognised and not written twice.
    """
    try:
        with kith.store.writing() as shelves:
            return _write(shelves, conversation_id, draft, by=by, now=now)
    except ChangedMeanwhileError:
        with kith.store.writing() as shelves:
            kept = FieldText(draft.field, draft.text, draft.version, at=now, by=by.name)
            shelves.conversations.keep_revision(conversation_id, kept)
            _record_writing(shelves, conversation_id, kept, by=by, now=now)
        raise


def move_stage(kith: Kith, conversation_id: str, stage: Stage, *, by: User, now: datetime) -> None:
    """Move between the three conversations, in any order, at the practitioner's word."""
    with kith.store.writing() as shelves:
        conversation = _open(shelves, conversation_id, by=by, now=now).conversation
        shelves.conversations.save(replace(conversation, stage=stage))
        subject = f"conversation:{conversation_id}"
        record(shelves, Action.STAGE_MOVED, subject, by=by, now=now, details=f"stage {stage.value}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person said about one listing; ``reason`` in their words, mostly for "not for me"."""

    service_id: str
    direction: Direction
    state: ConnectionState
    reason: str = ""


def answer_suggestion(
    kith: Kith, conversation_id: str, answer: Answer, *, by: User, now: datetime
) -> Connection:
    """Keep the answer; a newer one replaces it."""
    with kith.store.writing() as shelves:
        opened = _open(shelves, conversation_id, by=by, now=now)
        earlier = opened.answer_to(answer.service_id, answer.direction)
        connection = Connection(
            id=earlier.id if earlier else kith.new_id(),
            conversation_id=conversation_id,
            service_id=answer.service_id,
            direction=answer.direction,
            state=answer.state,
            reason=answer.reason,
            at=now,
            by=by.name,
        )
        shelves.conversations.save_connection(connection)
        details = f"{answer.state.value} service:{answer.service_id}"
        subject = f"conversation:{conversation_id}"
        record(shelves, Action.CONNECTION_SET, subject, by=by, now=now, why=answer.reason, details=details)
    return connection


def suggest_for(
    kith: Kith,
    opened: OpenConversation,
    *,
    by: User,
    now: datetime,
    limit: int,
    within_miles: float | None = None,
    also: Collection[str] = (),
) -> Suggestions:
    """Suggestions for what has been said so far; what the person has turned down does not come again.

    ``also`` are words of the ladder, such as "evenings", for what is to be looked past for once.
    """
    check_may(by, Permission.HOLD_CONVERSATIONS)
    portrait = Portrait(
        statements=build_statements(opened.conversation),
        home=opened.person.home.point if opened.person.home else None,
        age_band=opened.person.age_band,
        travel=opened.person.travel,
        within_metres=within_miles * METRES_PER_MILE if within_miles else None,
        set_aside=frozenset(ALSO[word] for word in also if word in ALSO),
    )
    not_to_go, not_to_give = (_turned_down(opened, direction) for direction in Direction)
    more = limit + len(not_to_give)
    found = suggest(kith, portrait, by=by, now=now, limit=more, turned_down=not_to_go)
    give = tuple(each for each in found.give if each.service.id not in not_to_give)
    return replace(found, go=found.go[:limit], give=give[:limit])


def _turned_down(opened: OpenConversation, direction: Direction) -> frozenset[str]:
    return frozenset(
        answer.service_id
        for answer in opened.answers
        if answer.direction is direction and answer.state is ConnectionState.NOT_FOR_ME
    )


def chosen_services(
    kith: Kith, opened: OpenConversation, *, by: User
) -> tuple[tuple[Connection, Service], ...]:
    """What the person is interested in, in the order they said so; listings that are gone are left out."""
    check_may(by, Permission.HOLD_CONVERSATIONS)
    wanted = [a for a in opened.answers if a.state is ConnectionState.INTERESTED]
    with kith.store.reading() as shelves:
        found = shelves.services.find([answer.service_id for answer in wanted])
    return tuple((answer, found[answer.service_id]) for answer in wanted if answer.service_id in found)


def _open(shelves: Transaction, conversation_id: str, *, by: User, now: datetime) -> OpenConversation:
    conversation = shelves.conversations.get(conversation_id)
    person = shelves.people.get(conversation.person_id)
    check_may_open(shelves, person, by=by, now=now)
    answers = shelves.conversations.connections(conversation_id)
    return OpenConversation(conversation, person, find_worker(shelves, person), answers)


def _write(shelves: Transaction, conversation_id: str, draft: Draft, *, by: User, now: datetime) -> FieldText:
    standing = _open(shelves, conversation_id, by=by, now=now).conversation.text_of(draft.field)
    if (standing.text, standing.by, standing.version) == (draft.text, by.name, draft.version + 1):
        return standing
    if _is_worth_keeping(standing, draft, by=by, now=now):
        shelves.conversations.keep_revision(conversation_id, standing)
    written = FieldText(draft.field, draft.text, draft.version + 1, at=now, by=by.name)
    shelves.conversations.write(conversation_id, written)
    _record_writing(shelves, conversation_id, written, by=by, now=now)
    return written


def _is_worth_keeping(standing: FieldText, draft: Draft, *, by: User, now: datetime) -> bool:
    """Someone else's words, words that stood for a while, or words that most of are about to go."""
    if not standing.text or standing.at is None:
        return False
    is_old = standing.by != by.name or now - standing.at > _KEEP_EVERY
    return is_old or _share_left(standing.text, draft.text) < _MOST


def _share_left(before: str, after: str) -> float:
    """How much of a text still stands at the beginning and the end of the next one, from 0 to 1."""
    at_start = _length_in_common(before, after)
    at_end = _length_in_common(before[at_start:][::-1], after[at_start:][::-1])
    return (at_start + at_end) / len(before)


def _length_in_common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _record_writing(
    shelves: Transaction, conversation_id: str, text: FieldText, *, by: User, now: datetime
) -> None:
    details = f"{text.field.value} version {text.version}"
    record(shelves, Action.FIELD_WRITTEN, f"conversation:{conversation_id}", by=by, now=now, details=details)
