"""What was talked about, in the person's own words. Field names follow PRSB Social Prescribing / About Me."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Setting(StrEnum):
    """Where the conversation happens."""

    VISIT = "visit"
    CALL = "call"


class Stage(StrEnum):
    """The three conversations; a conversation moves between them at the practitioner's word."""

    LISTEN_AND_CONNECT = "listen-and-connect"
    WORK_INTENSIVELY = "work-intensively"
    BUILD_A_GOOD_LIFE = "build-a-good-life"


class Field(StrEnum):
    """Free text kept as it is typed, each with its own version."""

    NOTES = "notes"
    STRENGTHS = "strengths"
    WISHES = "wishes"
    WOULD_STOP = "would-stop"


class StatementKind(StrEnum):
    """What the person's words are about."""

    STRENGTH = "strength"
    WISH = "wish"
    CIRCUMSTANCE = "circumstance"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the person said, never rewritten."""

    kind: StatementKind
    words: str


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field as it stands; ``version`` counts saves from 1, and is 0 before the first."""

    field: Field
    text: str = ""
    version: int = 0
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One record. ``worker_id`` is the named worker who sees it through."""

    id: str
    person_id: str
    worker_id: str
    started_at: datetime
    setting: Setting = Setting.VISIT
    stage: Stage = Stage.LISTEN_AND_CONNECT
    why_kept: str = ""
    texts: tuple[FieldText, ...] = ()

    def text_of(self, field: Field) -> FieldText:
        """The field as it stands, empty at version 0 when never written."""
        return next((text for text in self.texts if text.field is field), FieldText(field))


_STATEMENTS_FROM = (
    (Field.STRENGTHS, StatementKind.STRENGTH),
    (Field.WISHES, StatementKind.WISH),
    (Field.WOULD_STOP, StatementKind.CIRCUMSTANCE),
    (Field.NOTES, StatementKind.NOTE),
)
# A sentence ends at the end of a line, or at a mark followed by a space: "7.45" and "St.John" stay whole.
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?;])\s+")


def build_statements(conversation: Conversation) -> tuple[Statement, ...]:
    """What was said, sentence by sentence, each exactly as it was written."""
    return tuple(
        Statement(kind, sentence)
        for field, kind in _STATEMENTS_FROM
        for sentence in split_sentences(conversation.text_of(field).text)
    )


def split_sentences(text: str) -> tuple[str, ...]:
    """Lines and sentences without the space around them, bullets and empty ones dropped."""
    parts = (part.strip().lstrip("-•*").strip() for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if part)
