"""What happened, for those who must answer for it. Words, not links: it outlives what it speaks of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """Past tense: what was done."""

    IMPORTED = "imported listings"
    VERIFIED = "checked a listing"
    POSTCODES_LOADED = "loaded postcodes"
    USER_SAVED = "saved a user"
    SIGNED_IN = "signed in"
    PERSON_ADDED = "added a person"
    PERSON_CHANGED = "changed a person"
    CONVERSATION_STARTED = "started a conversation"
    STAGE_MOVED = "moved a conversation to another stage"
    RECORD_OPENED_WITH_REASON = "opened a colleague's record"
    FIELD_WRITTEN = "wrote in a conversation"
    CONNECTION_SET = "answered a suggestion"
    RECORDS_JOINED = "joined two records"
    RECORDS_PARTED = "parted two records"
    MISSING_TOLD = "told connectors what is missing"
    MISSING_TAKEN_BACK = "took back what was said to be missing"
    DEMO_LOADED = "loaded the demo directory"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the trail. ``subject`` is a kind and an id such as ``person:1f0c…``."""

    id: str
    at: datetime
    by: str
    action: Action
    subject: str
    why: str = ""
    details: str = ""
