"""One line of the trail, in the transaction of what it tells of."""

from datetime import datetime
from uuid import uuid4

from directory.model.audit import Action, AuditEvent
from directory.model.user import User
from directory.storage.ports import Transaction


def record(
    shelves: Transaction,
    action: Action,
    subject: str,
    *,
    by: User,
    now: datetime,
    why: str = "",
    details: str = "",
) -> None:
    """Write who did what to what; the name goes in as text, readable when the user is gone."""
    shelves.audit.record(
        AuditEvent(
            id=str(uuid4()),
            at=now,
            by=f"{by.name} ({by.id})",
            action=action,
            subject=subject,
            why=why,
            details=details,
        )
    )
