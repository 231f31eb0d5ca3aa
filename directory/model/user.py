"""People who sign in, their roles, and the table of who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A visitor is anyone who has not signed in."""

    VISITOR = "visitor"
    PRACTITIONER = "practitioner"
    CONNECTOR = "connector"
    PARTNER = "partner"
    LEAD = "lead"
    ADMIN = "admin"


class Permission(StrEnum):
    """One word for each thing a service function asks about; the value completes "allowed to …"."""

    FIND_SERVICES = "look at the directory"
    SUGGEST = "ask for suggestions"
    HOLD_CONVERSATIONS = "hold conversations and keep records about people"
    OPEN_COLLEAGUES_RECORDS = "open a colleague's record"
    JOIN_RECORDS = "join or part two records"
    TELL_MISSING = "tell connectors what is missing"
    SEE_MISSING = "see what people wished for and could not find"
    VERIFY_SERVICES = "check listings"
    IMPORT_SERVICES = "import listings"
    LOAD_PLACES = "load postcodes or boundaries"
    MANAGE_USERS = "manage people and roles"
    READ_AUDIT = "read the audit trail"


@dataclass(frozen=True, slots=True)
class User:
    """Someone who acts. ``team`` groups colleagues; ``id`` is a uuid, or a fixed word for machines."""

    id: str
    name: str
    roles: frozenset[Role]
    team: str = ""
    phone: str = ""
    email: str = ""
    is_active: bool = True


VISITOR = User(id="visitor", name="Visitor", roles=frozenset({Role.VISITOR}))
COMMAND_LINE = User(id="command-line", name="Command line", roles=frozenset(Role))

_EVERYONE = frozenset(Role)
_WORKERS = frozenset({Role.PRACTITIONER, Role.LEAD, Role.PARTNER})
_TENDERS = frozenset({Role.CONNECTOR, Role.LEAD, Role.ADMIN})

ROLES_THAT_MAY: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.FIND_SERVICES: _EVERYONE,
        Permission.SUGGEST: _EVERYONE,
        Permission.HOLD_CONVERSATIONS: _WORKERS,
        Permission.OPEN_COLLEAGUES_RECORDS: frozenset({Role.PRACTITIONER, Role.LEAD}),
        Permission.JOIN_RECORDS: frozenset({Role.PRACTITIONER, Role.LEAD}),
        Permission.TELL_MISSING: _WORKERS | _TENDERS,
        Permission.SEE_MISSING: _TENDERS,
        Permission.VERIFY_SERVICES: _WORKERS | _TENDERS,
        Permission.IMPORT_SERVICES: _TENDERS,
        Permission.LOAD_PLACES: frozenset({Role.ADMIN}),
        Permission.MANAGE_USERS: frozenset({Role.ADMIN}),
        Permission.READ_AUDIT: frozenset({Role.LEAD, Role.ADMIN}),
    }
)


def may(user: User, permission: Permission) -> bool:
    """Whether one of the user's roles carries the permission."""
    return user.is_active and not user.roles.isdisjoint(ROLES_THAT_MAY[permission])
