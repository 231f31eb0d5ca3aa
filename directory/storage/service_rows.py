"""A service as rows: what is written when it is saved."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from directory.model.location import Address, Location
from directory.model.organization import Organization
from directory.model.service import Attribute, Service
from directory.model.verification import Verification
from directory.storage.rows import Values

RowsByTable = dict[str, list[Values]]


def build_rows(services: Iterable[Service]) -> RowsByTable:
    """The rows of all tables for these services, by table name."""
    rows: RowsByTable = defaultdict(list)
    for service in services:
        rows["organization"].append(_organization_row(service.organization))
        rows["service"].append(_service_row(service))
        _add_children(rows, service)
        _add_locations(rows, service)
        rows["verification"].extend(_verification_row(service.id, check) for check in service.verifications)
    return rows


@lru_cache(maxsize=10_000)
def term_id(attribute: Attribute) -> str:
    """One id for equal terms, whatever id the source gave them."""
    return str(uuid5(NAMESPACE_URL, f"{attribute.taxonomy}\n{attribute.term_uri}\n{attribute.term}"))


def _verification_row(service_id: str, check: Verification) -> Values:
    """A check as a row; the fields as one sorted list of words."""
    return {
        "id": check.id,
        "service_id": service_id,
        "at": check.at,
        "by": check.by,
        "method": check.method.value,
        "fields": ",".join(sorted(check.fields)),
        "outcome": check.outcome.value,
        "note": check.note,
    }


def _organization_row(one: Organization) -> Values:
    return {
        "id": one.id,
        "name": one.name,
        "description": one.description,
        "website": one.website,
        "email": one.email,
        "uri": one.uri,
    }


_PLAIN = (
    "id",
    "name",
    "description",
    "summary",
    "url",
    "email",
    "fees",
    "alert",
    "minimum_age",
    "maximum_age",
    "is_free",
    "full_until",
    "ring_first",
    "assured_date",
    "last_modified",
    "source",
    "is_demo",
)
_FIRST_VISIT = ("door", "who_meets_you", "what_to_say", "on_the_day", "getting_there")


def _service_row(one: Service) -> Values:
    row = {name: getattr(one, name) for name in _PLAIN}
    row |= {f"first_visit_{name}": getattr(one.first_visit, name) for name in _FIRST_VISIT}
    return row | {
        "organization_id": one.organization.id,
        "kind": one.kind.value,
        "status": one.status.value,
    }


def _add_children(rows: RowsByTable, service: Service) -> None:
    key = {"service_id": service.id}
    rows["service_delivery"] += [key | {"delivery": mode.value} for mode in sorted(service.deliveries)]
    rows["service_welcome"] += _numbered(key, [{"words": words} for words in service.welcomes])
    rows["language"] += _numbered(key, [{"name": name} for name in service.languages])
    rows["schedule"] += _numbered(key, _schedule_rows(service))
    rows["cost_option"] += _numbered(key, _cost_rows(service))
    rows["service_area"] += _numbered(key, _area_rows(service))
    rows["taxonomy_term"] += [_term_row(item) for item in service.attributes]
    rows["attribute"] += _numbered(
        key, [{"id": item.id, "taxonomy_term_id": term_id(item)} for item in service.attributes]
    )
    rows["contact"] += _numbered(key, _contact_rows(service))
    rows["phone"] += _numbered(key, _phone_rows(service))


def _numbered(key: Values, children: list[dict[str, object]]) -> list[Values]:
    return [{**key, "position": position, **child} for position, child in enumerate(children)]


def _schedule_rows(service: Service) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "freq": one.freq.value if one.freq else None,
            "interval": one.interval,
            "byday": one.byday,
            "bymonthday": one.bymonthday,
            "opens_at": one.opens_at,
            "closes_at": one.closes_at,
            "dtstart": one.dtstart,
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
            "description": one.typed,
            "notes": one.notes,
            "attending_type": one.attending_type,
            "schedule_link": one.schedule_link,
        }
        for one in service.schedules
    ]


def _cost_rows(service: Service) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "option": one.option,
            "amount": one.amount,
            "amount_description": one.amount_description,
        }
        for one in service.cost_options
    ]


def _area_rows(service: Service) -> list[dict[str, object]]:
    return [
        {"id": one.id, "name": one.name, "extent": one.extent, "miles": one.miles}
        for one in service.service_areas
    ]


def _term_row(one: Attribute) -> Values:
    return {"id": term_id(one), "name": one.term, "term_uri": one.term_uri, "taxonomy": one.taxonomy}


def _contact_rows(service: Service) -> list[dict[str, object]]:
    return [
        {"id": one.id, "name": one.name, "title": one.title, "email": one.email, "is_public": one.is_public}
        for one in service.contacts
    ]


def _phone_rows(service: Service) -> list[dict[str, object]]:
    return [
        {
            "contact_position": position,
            "id": phone.id,
            "number": phone.number,
            "description": phone.description,
        }
        for position, contact in enumerate(service.contacts)
        for phone in contact.phones
    ]


def _add_locations(rows: RowsByTable, service: Service) -> None:
    for position, place in enumerate(service.locations):
        rows["location"].append(_location_row(place))
        rows["service_at_location"].append(
            {"service_id": service.id, "position": position, "location_id": place.id}
        )
        if place.address:
            rows["address"].append(_address_row(place.id, place.address))
        rows["accessibility"] += [
            {
                "location_id": place.id,
                "position": number,
                "id": item.id,
                "description": item.description,
                "details": item.details,
                "feature": item.feature.value if item.feature else None,
            }
            for number, item in enumerate(place.accessibility)
        ]


def _location_row(one: Location) -> Values:
    return {
        "id": one.id,
        "name": one.name,
        "description": one.description,
        "location_type": one.location_type,
        "latitude": one.point.latitude if one.point else None,
        "longitude": one.point.longitude if one.point else None,
        "precision": one.precision.value,
    }


def _address_row(location_id: str, address: Address) -> Values:
    return {
        "location_id": location_id,
        "id": address.id,
        "address_1": address.address_1,
        "city": address.city,
        "state_province": address.state_province,
        "postal_code": address.postal_code,
        "country": address.country,
    }
