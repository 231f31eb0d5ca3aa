"""The parts of an Open Referral UK service: places, contacts, costs, areas, languages and subjects."""

from collections.abc import Iterator
from dataclasses import replace

from directory.exchange.access import parse_access
from directory.exchange.contacts import parse_email, parse_phones, parse_url
from directory.exchange.coordinates import point_of
from directory.exchange.costs import amount_of, parse_cost
from directory.exchange.identity import stable_id, uuid_or_stable
from directory.exchange.oruk_shape import Record, flag, number, record_in, records, words
from directory.model.location import Accessibility, Address, Location, ServiceArea
from directory.model.organization import Organization
from directory.model.place import Precision
from directory.model.service import Attribute, Contact, CostOption, Phone


def build_organization(item: Record, service_id: str, source: str) -> Organization:
    """The organization inline, or by its id and name alone; a service without one runs itself."""
    record = record_in(item, "organization", "organisation")
    name = words(record, "name") or words(item, "organization_name", "organisation_name")
    given = words(record, "id") or words(item, "organization_id", "organisation_id")
    return Organization(
        id=uuid_or_stable(given, source, "organization")
        if given
        else stable_id(source, "organization", name or service_id),
        name=name or words(item, "name", "title"),
        description=words(record, "description"),
        website=parse_url(words(record, "website", "url")),
        email=parse_email(words(record, "email")),
        uri=words(record, "uri"),
    )


def build_locations(item: Record) -> Iterator[Location]:
    """Places under ``service_at_locations`` or straight under the service, each once."""
    seen: set[str] = set()
    for record in _location_records(item):
        key = words(record, "id") or repr(record)
        if key not in seen:
            seen.add(key)
            yield _location(record)


def _location_records(item: Record) -> Iterator[Record]:
    for placed in records(item, "service_at_locations", "service_at_location"):
        yield from records(placed, "location") if "location" in placed else [placed]
    yield from records(item, "locations", "location")


def _location(record: Record) -> Location:
    coordinates = {**_coordinates(record_in(record, "geometry")), **record}
    point = point_of(number(coordinates, "latitude", "lat"), number(coordinates, "longitude", "lon", "lng"))
    return Location(
        id=words(record, "id"),
        name=words(record, "name"),
        description=words(record, "description"),
        location_type=words(record, "location_type").casefold() or "physical",
        point=point,
        precision=Precision.EXACT if point else Precision.NONE,
        address=_address(record),
        accessibility=tuple(_accessibility(record)),
    )


def _coordinates(geometry: Record) -> Record:
    """A GeoJSON point, which has the longitude first."""
    match geometry.get("coordinates"):
        case [longitude, latitude]:
            return {"longitude": longitude, "latitude": latitude}
        case _:
            return {}


def _address(record: Record) -> Address | None:
    address = next(records(record, "addresses", "physical_addresses", "address"), record)
    found = Address(
        id=words(address, "id") if address is not record else "",
        address_1=words(address, "address_1", "street_address"),
        city=words(address, "city"),
        state_province=words(address, "state_province", "region", "county"),
        postal_code=words(address, "postal_code", "postcode"),
        country=words(address, "country") or "GB",
    )
    return found if (found.address_1 or found.city or found.postal_code) else None


def _accessibility(record: Record) -> Iterator[Accessibility]:
    for entry in records(record, "accessibility", "accessibility_for_disabilities", "accessibilities"):
        details = words(entry, "details")
        description = words(entry, "description", "accessibility") or details
        for found in parse_access((description,) if description else ()):
            yield replace(found, id="", details=details if details != description else "")


def build_contacts(item: Record) -> Iterator[Contact]:
    """Contacts with their numbers, and numbers that stand alone."""
    loose = tuple(_phones(item))
    for record in records(item, "contacts", "contact"):
        contact = Contact(
            id="",
            name=words(record, "name"),
            title=words(record, "title", "department"),
            email=parse_email(words(record, "email")),
            phones=tuple(_phones(record)),
            is_public=words(record, "visibility").casefold() not in {"private", "hidden"}
            and flag(record, "visible") is not False,
        )
        if contact != Contact(id="", is_public=contact.is_public):
            yield contact
    if loose:
        yield Contact(id="", phones=loose)


def _phones(record: Record) -> Iterator[Phone]:
    for entry in records(record, "phones", "phone"):
        for phone in parse_phones(words(entry, "number", "phone")):
            yield replace(phone, description=phone.description or words(entry, "description", "type"))
    yield from parse_phones(words(record, "phone", "telephone"))


def build_costs(item: Record) -> Iterator[CostOption]:
    """Amounts, also as text; an amount that is words is kept as words."""
    for record in records(item, "cost_options", "cost_option"):
        said = words(record, "amount")
        amount = amount_of(said)
        description = words(record, "amount_description") or ("" if amount is not None else said)
        option = words(record, "option")
        if amount is None and (description or option):
            found = parse_cost(description or option).options
            amount = found[0].amount if found else None
        if amount is not None or option or description:
            yield CostOption("", option, amount, description)


def build_areas(item: Record) -> Iterator[ServiceArea]:
    """Where people may come from."""
    for record in records(item, "service_areas", "service_area"):
        name = words(record, "name", "service_area")
        if name:
            yield ServiceArea(
                "", name, words(record, "extent") if words(record, "extent_type") != "geojson" else ""
            )


def build_languages(item: Record) -> tuple[str, ...]:
    """Names or codes, whichever the feed gives."""
    found = (words(record, "name", "code", "language") for record in records(item, "languages"))
    return tuple(dict.fromkeys(filter(None, found)))


def build_attributes(item: Record) -> Iterator[Attribute]:
    """Subjects, with or without the object between service and term."""
    seen: set[tuple[str, str]] = set()
    for record in records(
        item, "attributes", "service_taxonomys", "taxonomies", "taxonomy_terms", "categories"
    ):
        term = record_in(record, "taxonomy_term", "taxonomy") or record
        name = words(term, "name", "label", "term", "value")
        vocabulary = words(record_in(term, "taxonomy_detail"), "name") or words(
            term, "taxonomy", "vocabulary"
        )
        if name and (name, vocabulary) not in seen:
            seen.add((name, vocabulary))
            yield Attribute("", name, words(term, "term_uri", "uri"), vocabulary)
    for record in records(item, "pc_target_audience"):
        if audience := words(record, "audience_type"):
            yield Attribute("", audience, "", "audience")
