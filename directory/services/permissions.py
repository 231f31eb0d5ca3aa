"""The question that every use case asks first."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.errors import NotAllowedError
from directory.model.user import Permission, User, may

_WHOM_TO_ASK: Mapping[Permission, str] = MappingProxyType(
    {
        Permission.FIND_SERVICES: "an administrator",
        Permission.SUGGEST: "an administrator",
        Permission.HOLD_CONVERSATIONS: "a practitioner",
        Permission.OPEN_COLLEAGUES_RECORDS: "a practitioner or a team lead",
        Permission.JOIN_RECORDS: "a practitioner or a team lead",
        Permission.TELL_MISSING: "a practitioner",
        Permission.SEE_MISSING: "a community connector",
        Permission.VERIFY_SERVICES: "a community connector",
        Permission.IMPORT_SERVICES: "a community connector",
        Permission.LOAD_PLACES: "an administrator",
        Permission.MANAGE_USERS: "an administrator",
        Permission.READ_AUDIT: "a team lead",
    }
)


def check_may(by: User, permission: Permission) -> None:
    """Raise ``NotAllowedError`` with whom to ask."""
    if not may(by, permission):
        raise NotAllowedError(doing=permission.value, whom=_WHOM_TO_ASK[permission])
