"""Tables of people, conversations, users and the trail of what was done."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Integer, String, Table

from directory.storage.columns import Moment, Words
from directory.storage.directory_tables import metadata

person = Table(
    "person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("worker_id", String(36), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("name", Words, nullable=False),
    Column("name_folded", Words, nullable=False, index=True),
    Column("phone", Words, nullable=False),
    Column("phone_digits", Words, nullable=False, index=True),
    Column("postcode", Words, nullable=False),
    Column("postcode_folded", Words, nullable=False, index=True),
    Column("home_label", Words),
    Column("home_latitude", Float),
    Column("home_longitude", Float),
    Column("home_precision", String(20)),
    Column("home_note", Words),
    Column("age_band", String(10)),
    Column("travel", String(10)),
    Column("is_demo", Boolean, nullable=False),
)

person_join = Table(
    "person_join",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("joined_to_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("parted_at", Moment),
)

record_grant = Table(
    "record_grant",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", String(36), primary_key=True),
    Column("why", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("worker_id", String(36), nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("setting", String(20), nullable=False),
    Column("stage", String(30), nullable=False),
    Column("why_kept", Words, nullable=False),
)

conversation_text = Table(
    "conversation_text",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String(30), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
)

# Earlier texts, for history and for a choice between two writers. No foreign key: they outlive the record.
text_revision = Table(
    "text_revision",
    metadata,
    Column("conversation_id", String(36), primary_key=True),
    Column("field", String(30), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
)

connection = Table(
    "connection",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("service_id", String(36), nullable=False, index=True),
    Column("direction", String(10), nullable=False),
    Column("state", String(30), nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
)

missing_wish = Table(
    "missing_wish",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("words", Words, nullable=False),
    Column("outcode", String(4), nullable=False),
    Column("told_on", Date, nullable=False, index=True),
    Column("told_by", String(36), nullable=False),
    # Goes with the record when that is taken out.
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
)

user_account = Table(
    "user_account",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Words, nullable=False),
    Column("team", Words, nullable=False),
    Column("phone", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("is_active", Boolean, nullable=False),
)

user_role = Table(
    "user_role",
    metadata,
    Column("user_id", ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("user_id", ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

audit_event = Table(
    "audit_event",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("by", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("subject", Words, nullable=False, index=True),
    Column("why", Words, nullable=False),
    Column("details", Words, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("text", Words, nullable=False),
)
