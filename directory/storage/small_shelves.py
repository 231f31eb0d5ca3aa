"""Postcodes, users, the audit trail and settings in the database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from directory.errors import NotFoundError
from directory.model.audit import Action, AuditEvent
from directory.model.place import Point
from directory.model.user import Role, User
from directory.storage import directory_tables, people_tables
from directory.storage.rows import (
    AnyRow,
    delete_rows,
    group_rows,
    in_chunks,
    insert_rows,
    select_rows,
    upsert_rows,
)

_POSTCODES_AT_ONCE = 20_000


class SqlPostcodeShelf:
    """Implements ``PostcodeShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, postcodes: Collection[str]) -> Mapping[str, Point]:
        """Points of those that are loaded."""
        table = directory_tables.postcode
        rows = select_rows(self._connection, select(table), table.c.postcode, keys=set(postcodes))
        return {row.postcode: Point(row.latitude, row.longitude) for row in rows}

    def count(self) -> int:
        """How many are loaded."""
        table = directory_tables.postcode
        return self._connection.execute(select(func.count()).select_from(table)).scalar_one()

    def save(self, points: Iterable[tuple[str, Point]]) -> int:
        """Add or replace; returns how many were given."""
        saved = 0
        for chunk in in_chunks(points, _POSTCODES_AT_ONCE):
            rows = [
                {"postcode": postcode, "latitude": point.latitude, "longitude": point.longitude}
                for postcode, point in chunk
            ]
            upsert_rows(self._connection, directory_tables.postcode, rows)
            saved += len(chunk)
        return saved


class SqlUserShelf:
    """Implements ``UserShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, user_id: str) -> User:
        """Raise ``NotFoundError`` when there is no such user."""
        table = people_tables.user_account
        row = self._connection.execute(select(table).where(table.c.id == user_id)).one_or_none()
        if row is None:
            raise NotFoundError(what="user")
        return self._build_users([row])[0]

    def all(self) -> tuple[User, ...]:
        """Everyone, by name."""
        table = people_tables.user_account
        rows = self._connection.execute(select(table).order_by(table.c.name, table.c.id)).all()
        return self._build_users(list(rows))

    def save(self, user: User) -> None:
        """Write the user and exactly these roles."""
        row = {
            "id": user.id,
            "name": user.name,
            "team": user.team,
            "phone": user.phone,
            "email": user.email,
            "is_active": user.is_active,
        }
        upsert_rows(self._connection, people_tables.user_account, [row])
        delete_rows(self._connection, people_tables.user_role.c.user_id, {user.id})
        roles = [{"user_id": user.id, "role": role.value} for role in sorted(user.roles)]
        insert_rows(self._connection, people_tables.user_role, roles)

    def open_sign_in(self, token_digest: str, user_id: str, *, at: datetime, until: datetime) -> None:
        """Remember an open sign-in by the digest of its token."""
        row = {"token_digest": token_digest, "user_id": user_id, "at": at, "until": until}
        upsert_rows(self._connection, people_tables.sign_in, [row])

    def signed_in(self, token_digest: str, now: datetime) -> User | None:
        """Who holds the token, while it lasts and the account is active."""
        table, account = people_tables.sign_in, people_tables.user_account
        query = (
            select(account)
            .join(table, table.c.user_id == account.c.id)
            .where(table.c.token_digest == token_digest, table.c.until > now, account.c.is_active)
        )
        row = self._connection.execute(query).one_or_none()
        return self._build_users([row])[0] if row else None

    def close_sign_in(self, token_digest: str) -> None:
        """Forget it."""
        table = people_tables.sign_in
        self._connection.execute(delete(table).where(table.c.token_digest == token_digest))

    def _build_users(self, rows: list[AnyRow]) -> tuple[User, ...]:
        table = people_tables.user_role
        ids = {row.id for row in rows}
        roles = group_rows(select_rows(self._connection, select(table), table.c.user_id, keys=ids))
        return tuple(
            User(
                id=row.id,
                name=row.name,
                roles=frozenset(Role(item.role) for item in roles.get(row.id, [])),
                team=row.team,
                phone=row.phone,
                email=row.email,
                is_active=row.is_active,
            )
            for row in rows
        )


class SqlAuditShelf:
    """Implements ``AuditShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, event: AuditEvent) -> None:
        """Add a line."""
        row = {
            "id": event.id,
            "at": event.at,
            "by": event.by,
            "action": event.action.value,
            "subject": event.subject,
            "why": event.why,
            "details": event.details,
        }
        insert_rows(self._connection, people_tables.audit_event, [row])

    def events(self, *, subject: str = "", limit: int = 100) -> tuple[AuditEvent, ...]:
        """Newest first; of one subject, or of all when it is empty."""
        table = people_tables.audit_event
        query = select(table).order_by(table.c.at.desc(), table.c.id).limit(limit)
        if subject:
            query = query.where(table.c.subject == subject)
        return tuple(
            AuditEvent(
                id=row.id,
                at=row.at,
                by=row.by,
                action=Action(row.action),
                subject=row.subject,
                why=row.why,
                details=row.details,
            )
            for row in self._connection.execute(query)
        )


class SqlSettingShelf:
    """Implements ``SettingShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str, default: str = "") -> str:
        """The text under a name."""
        table = people_tables.setting
        query = select(table.c.text).where(table.c.name == name)
        text = self._connection.execute(query).scalar_one_or_none()
        return default if text is None else text

    def save(self, name: str, text: str) -> None:
        """Write it."""
        upsert_rows(self._connection, people_tables.setting, [{"name": name, "text": text}])
