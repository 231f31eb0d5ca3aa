"""People who sign in."""

import hashlib
from datetime import datetime, timedelta

from directory.errors import BadInputError
from directory.model.audit import Action
from directory.model.user import VISITOR, Permission, Role, User
from directory.services.kith import Kith
from directory.services.permissions import check_may
from directory.services.recording import record

SIGN_IN_LASTS = timedelta(hours=12)


class NoRoleError(BadInputError):
    """A user without a role could do nothing."""

    sentence = "Give {name} at least one role: practitioner, connector, partner, lead or admin."


class NoNameError(BadInputError):
    """A user nobody could recognise, in a list or in the trail."""

    sentence = "Give this user a name."


def list_users(kith: Kith, *, by: User) -> tuple[User, ...]:
    """Everyone, by name."""
    check_may(by, Permission.MANAGE_USERS)
    with kith.store.reading() as shelves:
        return shelves.users.all()


def get_user(kith: Kith, user_id: str, *, by: User) -> User:
    """One user; raise ``NotFoundError`` when there is none."""
    check_may(by, Permission.MANAGE_USERS)
    with kith.store.reading() as shelves:
        return shelves.users.get(user_id)


def save_user(kith: Kith, user: User, *, by: User, now: datetime) -> None:
    """Add or change a user and exactly these roles."""
    check_may(by, Permission.MANAGE_USERS)
    if not user.name.strip():
        raise NoNameError
    if not user.roles - {Role.VISITOR}:
        raise NoRoleError(name=user.name)
    with kith.store.writing() as shelves:
        shelves.users.save(user)
        roles = ", ".join(sorted(user.roles))
        record(shelves, Action.USER_SAVED, f"user:{user.id}", by=by, now=now, details=f"{user.name}: {roles}")


def demo_users(kith: Kith) -> tuple[User, ...]:
    """The invented users that demonstration sign-in offers."""
    with kith.store.reading() as shelves:
        return tuple(user for user in shelves.users.all() if _is_invented(user))


def sign_in_as_demo(kith: Kith, user_id: str, *, token: str, now: datetime) -> User:
    """Open a sign-in for one of the demo users; the store keeps only the token's digest.

    Whether demonstration sign-in is allowed here at all is for the caller to check, who knows the address.
    """
    with kith.store.writing() as shelves:
        user = shelves.users.get(user_id)
        if not _is_invented(user):
            check_may(VISITOR, Permission.MANAGE_USERS)
        shelves.users.open_sign_in(_digest(token), user.id, at=now, until=now + SIGN_IN_LASTS)
        record(shelves, Action.SIGNED_IN, f"user:{user.id}", by=user, now=now)
    return user


def signed_in_user(kith: Kith, token: str, *, now: datetime) -> User:
    """Who holds the token; a visitor when nobody does."""
    if not token:
        return VISITOR
    with kith.store.reading() as shelves:
        return shelves.users.signed_in(_digest(token), now) or VISITOR


def sign_out(kith: Kith, token: str) -> None:
    """Close the sign-in."""
    with kith.store.writing() as shelves:
        shelves.users.close_sign_in(_digest(token))


def _is_invented(user: User) -> bool:
    return user.id.startswith("demo-")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
