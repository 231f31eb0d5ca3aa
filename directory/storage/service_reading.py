"""Services from rows: every table is read once, then each service is put together."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, Table, select

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
from directory.storage.rows import AnyRow, group_rows, select_rows

Rows = Mapping[str, list[AnyRow]]


def read_services(connection: Connection, ids: Collection[str] | None) -> Iterator[Service]:
    """The services with these ids, or all, in the order of their ids."""
    organizations = _read_organizations(connection)
    locations = _read_locations(connection, ids)
    places = _children(connection, tables.service_at_location, ids)
    parts = {name: _children(connection, table, ids) for name, table in _CHILD_TABLES.items()}
    attributes = _read_attributes(connection, ids)
    checks = _read_verifications(connection, ids)
    query = select(tables.service).order_by(tables.service.c.id)
    for row in select_rows(connection, query, tables.service.c.id, keys=ids):
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


def _children(connection: Connection, table: Table, ids: Collection[str] | None) -> Rows:
    query = select(table).order_by(*table.primary_key.columns)
    return group_rows(select_rows(connection, query, table.c.service_id, keys=ids))


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


def _read_organizations(connection: Connection) -> Mapping[str, Organization]:
    # Organizations are few and small beside services; reading all of them saves a join.
    return {
        row.id: Organization(row.id, row.name, row.description, row.website, row.email, row.uri)
        for row in connection.execute(select(tables.organization))
    }


def _read_locations(connection: Connection, ids: Collection[str] | None) -> Mapping[str, Location]:
    link = tables.service_at_location
    where = (
        None
        if ids is None
        else {row.location_id for rows in _children(connection, link, ids).values() for row in rows}
    )
    addresses = {
        row.location_id: row
        for row in select_rows(connection, select(tables.address), tables.address.c.location_id, keys=where)
    }
    query = select(tables.accessibility).order_by(*tables.accessibility.primary_key.columns)
    access = group_rows(select_rows(connection, query, tables.accessibility.c.location_id, keys=where))
    rows = select_rows(connection, select(tables.location), tables.location.c.id, keys=where)
    return {row.id: _build_location(row, addresses.get(row.id), access.get(row.id, [])) for row in rows}


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


def _read_attributes(connection: Connection, ids: Collection[str] | None) -> Mapping[str, list[Attribute]]:
    link, term = tables.attribute, tables.taxonomy_term
    query = (
        select(link.c.service_id, link.c.id, term.c.name, term.c.term_uri, term.c.taxonomy)
        .join(term, term.c.id == link.c.taxonomy_term_id)
        .order_by(link.c.service_id, link.c.position)
    )
    rows = group_rows(select_rows(connection, query, link.c.service_id, keys=ids))
    return {
        key: [Attribute(row.id, row.name, row.term_uri, row.taxonomy) for row in group]
        for key, group in rows.items()
    }


def _read_verifications(
    connection: Connection, ids: Collection[str] | None
) -> Mapping[str, list[Verification]]:
    table = tables.verification
    query = select(table).order_by(table.c.at.desc(), table.c.id)
    rows = group_rows(select_rows(connection, query, table.c.service_id, keys=ids), key=1)
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
