"""Conversations in the database: each text with its version, every earlier text kept."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import IntegrityError

from directory.errors import ChangedMeanwhileError, NotFoundError
from directory.model.connection import Connection as Answer
from directory.model.connection import ConnectionState, Direction
from directory.model.conversation import Conversation, Field, FieldText, Setting, Stage
from directory.storage import people_tables as tables
from directory.storage.rows import AnyRow, Values, group_rows, insert_rows, select_rows, upsert_rows


class SqlConversationShelf:
    """Implements ``ConversationShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, conversation_id: str) -> Conversation:
        """Raise ``NotFoundError`` when there is no such conversation."""
        table = tables.conversation
        row = self._connection.execute(select(table).where(table.c.id == conversation_id)).one_or_none()
        if row is None:
            raise NotFoundError(what="conversation")
        return self._build_conversations([row])[0]

    def of_people(self, person_ids: Collection[str]) -> tuple[Conversation, ...]:
        """Newest first."""
        table = tables.conversation
        rows = list(select_rows(self._connection, select(table), table.c.person_id, keys=set(person_ids)))
        rows.sort(key=lambda row: (row.started_at, row.id), reverse=True)
        return self._build_conversations(rows)

    def last_talked(self, person_ids: Collection[str]) -> Mapping[str, datetime]:
        """When something was last said or written, by person; those never talked with are left out."""
        talks, texts = tables.conversation, tables.conversation_text
        query = (
            select(talks.c.person_id, talks.c.started_at, func.max(texts.c.at).label("written_at"))
            .select_from(talks.outerjoin(texts, texts.c.conversation_id == talks.c.id))
            .group_by(talks.c.id, talks.c.person_id, talks.c.started_at)
        )
        last: dict[str, datetime] = {}
        for row in select_rows(self._connection, query, talks.c.person_id, keys=set(person_ids)):
            talked_at = max(row.started_at, row.written_at or row.started_at)
            last[row.person_id] = max(talked_at, last.get(row.person_id, talked_at))
        return last

    def save(self, conversation: Conversation) -> None:
        """Write all but the texts, which have versions of their own."""
        row = {
            "id": conversation.id,
            "person_id": conversation.person_id,
            "worker_id": conversation.worker_id,
            "started_at": conversation.started_at,
            "setting": conversation.setting.value,
            "stage": conversation.stage.value,
            "why_kept": conversation.why_kept,
        }
        upsert_rows(self._connection, tables.conversation, [row])

    def write(self, conversation_id: str, text: FieldText) -> None:
        """Replace the text of version ``text.version - 1``.

        Raise ``ChangedMeanwhileError`` when the store holds another version.
        """
        row = _text_row(conversation_id, text)
        if text.version == 1:
            self._write_first(row)
            return
        table = tables.conversation_text
        written = self._connection.execute(
            update(table)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.field == text.field.value,
                table.c.version == text.version - 1,
            )
            .values(row)
        )
        if not written.rowcount:
            raise ChangedMeanwhileError

    def keep_revision(self, conversation_id: str, text: FieldText) -> None:
        """Keep a text as it was, beside the one that stands."""
        # One writer at a time numbers the earlier texts of a conversation; SQLite has only one anyway.
        talk = select(tables.conversation.c.id).where(tables.conversation.c.id == conversation_id)
        self._connection.execute(talk.with_for_update(key_share=True))
        table = tables.text_revision
        number = self._connection.execute(
            select(func.coalesce(func.max(table.c.number), 0)).where(
                table.c.conversation_id == conversation_id, table.c.field == text.field.value
            )
        ).scalar_one()
        insert_rows(self._connection, table, [_text_row(conversation_id, text) | {"number": number + 1}])

    def revisions(self, conversation_id: str, field: Field) -> tuple[FieldText, ...]:
        """Earlier texts, newest first."""
        table = tables.text_revision
        query = (
            select(table)
            .where(table.c.conversation_id == conversation_id, table.c.field == field.value)
            .order_by(table.c.number.desc())
        )
        return tuple(_build_text(row) for row in self._connection.execute(query))

    def connections(self, conversation_id: str) -> tuple[Answer, ...]:
        """The person's answers, oldest first."""
        table = tables.connection
        query = (
            select(table).where(table.c.conversation_id == conversation_id).order_by(table.c.at, table.c.id)
        )
        return tuple(_build_answer(row) for row in self._connection.execute(query))

    def save_connection(self, connection: Answer) -> None:
        """Write one answer."""
        row = {
            "id": connection.id,
            "conversation_id": connection.conversation_id,
            "service_id": connection.service_id,
            "direction": connection.direction.value,
            "state": connection.state.value,
            "reason": connection.reason,
            "at": connection.at,
            "by": connection.by,
        }
        upsert_rows(self._connection, tables.connection, [row])

    def _write_first(self, row: Values) -> None:
        try:
            # A savepoint: PostgreSQL would otherwise refuse the rest of the transaction.
            with self._connection.begin_nested():
                insert_rows(self._connection, tables.conversation_text, [row])
        except IntegrityError as error:
            raise ChangedMeanwhileError from error

    def _build_conversations(self, rows: list[AnyRow]) -> tuple[Conversation, ...]:
        table = tables.conversation_text
        ids = {row.id for row in rows}
        texts = group_rows(select_rows(self._connection, select(table), table.c.conversation_id, keys=ids))
        return tuple(
            Conversation(
                id=row.id,
                person_id=row.person_id,
                worker_id=row.worker_id,
                started_at=row.started_at,
                setting=Setting(row.setting),
                stage=Stage(row.stage),
                why_kept=row.why_kept,
                texts=tuple(_build_text(item) for item in texts.get(row.id, [])),
            )
            for row in rows
        )


def _text_row(conversation_id: str, text: FieldText) -> dict[str, object]:
    return {
        "conversation_id": conversation_id,
        "field": text.field.value,
        "version": text.version,
        "text": text.text,
        "at": text.at,
        "by": text.by,
    }


def _build_text(row: AnyRow) -> FieldText:
    return FieldText(Field(row.field), row.text, row.version, at=row.at, by=row.by)


def _build_answer(row: AnyRow) -> Answer:
    return Answer(
        id=row.id,
        conversation_id=row.conversation_id,
        service_id=row.service_id,
        direction=Direction(row.direction),
        state=ConnectionState(row.state),
        reason=row.reason,
        at=row.at,
        by=row.by,
    )
