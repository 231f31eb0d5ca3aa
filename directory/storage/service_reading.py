"""Services from rows: some at a time, every table is read once, then each service is put together."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, select

from directory.model.location import Access, Accessibility, Address, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Point, Precision
from directory.model.schedule import Frequency, Schedule
from directory.model.service import (
    Attribute,
    Contact,
    CostOption,
    Delivery,
    FirstVisit,
    Kind,
    Phone,
    Service,
    Status,
)
from directory.model.verification import CheckedField, Method, Outcome, Verification
from directory.storage import directory_tables as tables
from directory.storage.rows import AnyRow, group_rows, in_chunks

Rows = Mapping[str, list[AnyRow]]
# Says which rows of a table are meant, from the column that holds the id of their service.
OfServices = Callable[[Column[Any]], ColumnElement[bool]]

# Enough for a query to be worth its while, few enough to be held in memory.
_SERVICES_AT_A_TIME = 5_000


def read_services(connection: Connection, ids: Collection[str]) -> Iterator[Service]:
    """The services with these ids, in the order of their ids."""
    for chunk in in_chunks(sorted(ids)):
        yield from _read(connection, partial(_one_of, chunk))


def read_all_services(connection: Connection) -> Iterator[Service]:
    """All services, in the order of their ids; never more than some thousand of them in memory."""
    for first, last in _ranges(connection):
        yield from _read(connection, partial(_between, first, last))


def _one_of(ids: list[str], column: Column[Any]) -> ColumnElement[bool]:
    return column.in_(ids)


def _between(first: str, last: str, column: Column[Any]) -> ColumnElement[bool]:
    return column.between(first, last)


def _ranges(connection: Connection) -> Iterator[tuple[str, str]]:
    """The first and the last id of some thousand services at a time."""
    ids = tables.service.c.id
    query = select(ids).order_by(ids).limit(_SERVICES_AT_A_TIME)
    found = connection.execute(query).scalars().all()
    while found:
        yield found[0], found[-1]
        found = connection.execute(query.where(ids > found[-1])).scalars().all()


def _read(connection: Connection, of_services: OfServices) -> Iterator[Service]:
    organizations = _read_organizations(connection, of_services)
    locations = _read_locations(connection, of_services)
    places = _children(connection, tables.service_at_location, of_services)
    parts = {name: _children(connection, table, of_services) for name, table in _CHILD_TABLES.items()}
    attributes = _read_attributes(connection, of_services)
    checks = _read_verifications(connection, of_services)
    ids = tables.service.c.id
    for row in connection.execute(select(tables.service).where(of_services(ids)).order_by(ids)).all():
        children = {name: rows.get(row.id, []) for name, rows in parts.items()}
        yield _build_service(
            row,
            organizations[row.organization_id],
            locations=tuple(locations[place.location_id] for place in places.get(row.id, [])),
            children=children,
            attributes=tuple(attributes.get(row.id, ())),
            verifications=tuple(checks.get(row.id, ())),
        )


_CHILD_TABLES = {
    "deliveries": tables.service_delivery,
    "welcomes": tables.service_welcome,
    "languages": tables.language,
    "schedules": tables.schedule,
    "contacts": tables.contact,
    "phones": tables.phone,
    "costs": tables.cost_option,
    "areas": tables.service_area,
}


def _children(connection: Connection, table: Table, of_services: OfServices) -> Rows:
    query = select(table).where(of_services(table.c.service_id)).order_by(*table.primary_key.columns)
    return group_rows(connection.execute(query).all())


def _build_service(
    row: AnyRow,
    organization: Organization,
    *,
    locations: tuple[Location, ...],
    children: Rows,
    attributes: tuple[Attribute, ...],
    verifications: tuple[Verification, ...],
) -> Service:
    return Service(
        id=row.id,
        name=row.name,
        organization=organization,
        description=row.description,
        summary=row.summary,
        kind=Kind(row.kind),
        status=Status(row.status),
        url=row.url,
        email=row.email,
        fees=row.fees,
        alert=row.alert,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        is_free=row.is_free,
        deliveries=frozenset(Delivery(item.delivery) for item in children["deliveries"]),
        welcomes=tuple(item.words for item in children["welcomes"]),
        first_visit=_build_first_visit(row),
        full_until=row.full_until,
        ring_first=row.ring_first,
        assured_date=row.assured_date,
        last_modified=row.last_modified,
        source=row.source,
        locations=locations,
        schedules=tuple(_build_schedule(item) for item in children["schedules"]),
        contacts=_build_contacts(children["contacts"], children["phones"]),
        cost_options=tuple(_build_cost(item) for item in children["costs"]),
        languages=tuple(item.name for item in children["languages"]),
        service_areas=tuple(
            ServiceArea(item.id, item.name, item.extent, item.miles) for item in children["areas"]
        ),
        attributes=attributes,
        verifications=verifications,
        is_demo=row.is_demo,
    )


def _build_first_visit(row: AnyRow) -> FirstVisit:
    return FirstVisit(
        door=row.first_visit_door,
        who_meets_you=row.first_visit_who_meets_you,
        what_to_say=row.first_visit_what_to_say,
        on_the_day=row.first_visit_on_the_day,
        getting_there=row.first_visit_getting_there,
    )


def _build_schedule(row: AnyRow) -> Schedule:
    return Schedule(
        id=row.id,
        freq=Frequency(row.freq) if row.freq else None,
        interval=row.interval,
        byday=row.byday,
        bymonthday=row.bymonthday,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        dtstart=row.dtstart,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        typed=row.description,
        notes=row.notes,
        attending_type=row.attending_type,
        schedule_link=row.schedule_link,
    )


def _build_contacts(contacts: list[AnyRow], phones: list[AnyRow]) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            id=row.id,
            name=row.name,
            title=row.title,
            email=row.email,
            phones=tuple(
                Phone(item.id, item.number, item.description)
                for item in phones
                if item.contact_position == row.position
            ),
            is_public=row.is_public,
        )
        for row in contacts
    )


def _build_cost(row: AnyRow) -> CostOption:
    return CostOption(
        id=row.id, option=row.option, amount=row.amount, amount_description=row.amount_description
    )


def _read_organizations(connection: Connection, of_services: OfServices) -> Mapping[str, Organization]:
    table = tables.organization
    whose = select(tables.service.c.organization_id).where(of_services(tables.service.c.id))
    return {
        row.id: Organization(row.id, row.name, row.description, row.website, row.email, row.uri)
        for row in connection.execute(select(table).where(table.c.id.in_(whose)))
    }


def _read_locations(connection: Connection, of_services: OfServices) -> Mapping[str, Location]:
    link, address, access = tables.service_at_location, tables.address, tables.accessibility
    places = select(link.c.location_id).where(of_services(link.c.service_id))
    addresses = {
        row.location_id: row
        for row in connection.execute(select(address).where(address.c.location_id.in_(places)))
    }
    query = select(access).where(access.c.location_id.in_(places)).order_by(*access.primary_key.columns)
    features = group_rows(connection.execute(query).all())
    rows = connection.execute(select(tables.location).where(tables.location.c.id.in_(places))).all()
    return {row.id: _build_location(row, addresses.get(row.id), features.get(row.id, [])) for row in rows}


def _build_location(row: AnyRow, address: AnyRow | None, access: list[AnyRow]) -> Location:
    return Location(
        id=row.id,
        name=row.name,
        description=row.description,
        location_type=row.location_type,
        point=None if row.latitude is None else Point(row.latitude, row.longitude),
        precision=Precision(row.precision),
        address=_build_address(address) if address else None,
        accessibility=tuple(
            Accessibility(
                item.id, item.description, item.details, Access(item.feature) if item.feature else None
            )
            for item in access
        ),
    )


def _build_address(row: AnyRow) -> Address:
    return Address(
        id=row.id,
        address_1=row.address_1,
        city=row.city,
        state_province=row.state_province,
        postal_code=row.postal_code,
        country=row.country,
    )


def _read_attributes(connection: Connection, of_services: OfServices) -> Mapping[str, list[Attribute]]:
    link, term = tables.attribute, tables.taxonomy_term
    query: Select[Any] = (
        select(link.c.service_id, link.c.id, term.c.name, term.c.term_uri, term.c.taxonomy)
        .join(term, term.c.id == link.c.taxonomy_term_id)
        .where(of_services(link.c.service_id))
        .order_by(link.c.service_id, link.c.position)
    )
    rows = group_rows(connection.execute(query).all())
    return {
        key: [Attribute(row.id, row.name, row.term_uri, row.taxonomy) for row in group]
        for key, group in rows.items()
    }


def _read_verifications(connection: Connection, of_services: OfServices) -> Mapping[str, list[Verification]]:
    table = tables.verification
    query = select(table).where(of_services(table.c.service_id)).order_by(table.c.at.desc(), table.c.id)
    rows = group_rows(connection.execute(query).all(), key=1)
    return {key: [_build_verification(row) for row in group] for key, group in rows.items()}


def _build_verification(row: AnyRow) -> Verification:
    return Verification(
        id=row.id,
        at=row.at,
        by=row.by,
        method=Method(row.method),
        fields=frozenset(CheckedField(name) for name in row.fields.split(",") if name),
        outcome=Outcome(row.outcome),
        note=row.note,
    )
