"""Tables of the directory, by Open Referral UK 3.0 (HSDS 3.0) names, plus what Kith adds.

Children of a service are keyed by their position in it: real feeds repeat the ids of schedules, contacts and
costs, so those ids are kept but never trusted to be unique. SQLite keeps them in the order of their key
(``sqlite_with_rowid=False``), so that reading a whole directory runs through them once.
"""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Integer, MetaData, String, Table, Text, Time

from directory.storage.columns import Amount, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str) -> Column[str]:
    """Free text, empty when unknown."""
    return Column(name, Text, nullable=False, default="")


def _of_service(*, position: bool = True) -> list[Column[str] | Column[int]]:
    """The key of a row that belongs to a service."""
    owner = Column("service_id", String(36), ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    return [owner, Column("position", Integer, primary_key=True)] if position else [owner]


def _of_location() -> list[Column[str] | Column[int]]:
    """The key of a row that belongs to a location."""
    owner = Column("location_id", String(36), ForeignKey("location.id", ondelete="CASCADE"), primary_key=True)
    return [owner, Column("position", Integer, primary_key=True)]


organization = Table(
    "organization",
    metadata,
    Column("id", String(36), primary_key=True),
    _words("name"),
    _words("description"),
    _words("website"),
    _words("email"),
    _words("uri"),
)

service = Table(
    "service",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("organization_id", ForeignKey("organization.id"), nullable=False, index=True),
    _words("name"),
    _words("description"),
    _words("summary"),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    _words("url"),
    _words("email"),
    _words("fees"),
    _words("alert"),
    Column("minimum_age", Integer),
    Column("maximum_age", Integer),
    Column("is_free", Boolean),
    _words("first_visit_door"),
    _words("first_visit_who_meets_you"),
    _words("first_visit_what_to_say"),
    _words("first_visit_on_the_day"),
    _words("first_visit_getting_there"),
    Column("full_until", Date),
    Column("ring_first", Boolean, nullable=False, default=False),
    Column("assured_date", Date),
    Column("last_modified", Moment),
    Column("source", Text, nullable=False, index=True),
    Column("is_demo", Boolean, nullable=False, default=False),
    # Of the directory, when this or anything it shows with others was last saved.
    Column("revision", Integer, nullable=False, index=True),
)

# What has been taken out, and at which revision, so that indexes learn of it.
removed_service = Table(
    "removed_service",
    metadata,
    Column("service_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False, index=True),
)

service_delivery = Table(
    "service_delivery",
    metadata,
    *_of_service(position=False),
    Column("delivery", String(20), primary_key=True),
    sqlite_with_rowid=False,
)

service_welcome = Table("service_welcome", metadata, *_of_service(), _words("words"), sqlite_with_rowid=False)

language = Table("language", metadata, *_of_service(), _words("name"), sqlite_with_rowid=False)

location = Table(
    "location",
    metadata,
    Column("id", String(36), primary_key=True),
    _words("name"),
    _words("description"),
    Column("location_type", String(20), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", String(20), nullable=False),
)

address = Table(
    "address",
    metadata,
    Column("location_id", ForeignKey("location.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, nullable=False),
    _words("address_1"),
    _words("city"),
    _words("state_province"),
    Column("postal_code", Text, nullable=False, index=True),
    _words("country"),
)

accessibility = Table(
    "accessibility",
    metadata,
    *_of_location(),
    Column("id", Text, nullable=False),
    _words("description"),
    _words("details"),
    Column("feature", String(30)),
    sqlite_with_rowid=False,
)

service_at_location = Table(
    "service_at_location",
    metadata,
    *_of_service(),
    Column("location_id", ForeignKey("location.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

schedule = Table(
    "schedule",
    metadata,
    *_of_service(),
    Column("id", Text, nullable=False),
    Column("freq", String(10)),
    Column("interval", Integer, nullable=False),
    _words("byday"),
    _words("bymonthday"),
    Column("opens_at", Time),
    Column("closes_at", Time),
    Column("dtstart", Date),
    Column("valid_from", Date),
    Column("valid_to", Date),
    _words("description"),
    _words("notes"),
    _words("attending_type"),
    _words("schedule_link"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    *_of_service(),
    Column("id", Text, nullable=False),
    _words("name"),
    _words("title"),
    _words("email"),
    Column("is_public", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

phone = Table(
    "phone",
    metadata,
    *_of_service(),
    Column("contact_position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    _words("number"),
    _words("description"),
    sqlite_with_rowid=False,
)

cost_option = Table(
    "cost_option",
    metadata,
    *_of_service(),
    Column("id", Text, nullable=False),
    _words("option"),
    Column("amount", Amount),
    _words("amount_description"),
    sqlite_with_rowid=False,
)

service_area = Table(
    "service_area",
    metadata,
    *_of_service(),
    Column("id", Text, nullable=False),
    _words("name"),
    _words("extent"),
    Column("miles", Float),
    sqlite_with_rowid=False,
)

taxonomy_term = Table(
    "taxonomy_term",
    metadata,
    Column("id", String(36), primary_key=True),
    _words("name"),
    _words("term_uri"),
    _words("taxonomy"),
)

attribute = Table(
    "attribute",
    metadata,
    *_of_service(),
    Column("id", Text, nullable=False),
    Column("taxonomy_term_id", ForeignKey("taxonomy_term.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Evidence outlives the listing it speaks of, so it holds no foreign key.
verification = Table(
    "verification",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("service_id", String(36), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    _words("by"),
    Column("method", String(20), nullable=False),
    _words("fields"),
    Column("outcome", String(20), nullable=False),
    _words("note"),
)

origin = Table(
    "origin",
    metadata,
    Column("source", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("service_id", String(36), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
)

postcode = Table(
    "postcode",
    metadata,
    Column("postcode", String(8), primary_key=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
)
