"""A place and a person finding each other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """Taking part, or giving."""

    GO = "go"
    GIVE = "give"


class ConnectionState(StrEnum):
    """Where it stands; the table of moves grows with the plan."""

    SUGGESTED = "suggested"
    INTERESTED = "interested"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True, slots=True)
class Connection:
    """The person's answer about one service in one direction, with the reason they gave."""

    id: str
    conversation_id: str
    service_id: str
    direction: Direction
    state: ConnectionState
    reason: str
    at: datetime
    by: str
