"""One Open Referral UK service as our own value."""

from directory.exchange.contacts import parse_email, parse_url
from directory.exchange.costs import parse_cost
from directory.exchange.identity import identified, uuid_or_stable
from directory.exchange.kinds import guess_deliveries, guess_kind, kind_said
from directory.exchange.oruk_parts import (
    build_areas,
    build_attributes,
    build_contacts,
    build_costs,
    build_languages,
    build_locations,
    build_organization,
)
from directory.exchange.oruk_schedules import build_schedules
from directory.exchange.oruk_shape import Record, age, parse_date, parse_moment, record_in, words
from directory.exchange.plain_text import one_line
from directory.model.location import Location
from directory.model.schedule import Schedule
from directory.model.service import CostOption, Delivery, Kind, Service, Status

_STATUSES = {
    "active": Status.ACTIVE,
    "inactive": Status.INACTIVE,
    "defunct": Status.DEFUNCT,
    "closed": Status.DEFUNCT,
    "temporarily closed": Status.TEMPORARILY_CLOSED,
}


def build_service(item: Record, *, external_id: str, source: str) -> Service:
    """Tolerant of null, text for numbers, markup, missing parts and other spellings."""
    service_id = uuid_or_stable(external_id, source)
    locations = tuple(build_locations(item))
    schedules = tuple(build_schedules(item))
    costs = tuple(build_costs(item))
    kind = _kind(item)
    return identified(
        Service(
            id=service_id,
            name=one_line(words(item, "name", "title")),
            organization=build_organization(item, service_id, source),
            description=words(item, "description"),
            summary=words(item, "summary", "short_description"),
            kind=kind,
            status=_STATUSES.get(words(item, "status").casefold().replace("_", " "), Status.ACTIVE),
            url=parse_url(words(item, "url", "website")),
            email=parse_email(words(item, "email")),
            fees=words(item, "fees", "fees_description"),
            alert=words(item, "alert"),
            minimum_age=age(item, "minimum_age", "min_age"),
            maximum_age=age(item, "maximum_age", "max_age"),
            is_free=_is_free(item, costs),
            deliveries=_deliveries(item, locations, schedules),
            assured_date=parse_date(words(item, "assured_date")),
            last_modified=parse_moment(words(item, "last_modified", "updated_at")),
            source=source,
            locations=locations,
            schedules=schedules,
            contacts=tuple(build_contacts(item)),
            cost_options=costs,
            languages=build_languages(item),
            service_areas=tuple(build_areas(item)),
            attributes=tuple(build_attributes(item)),
        )
    )


def _kind(item: Record) -> Kind:
    said = kind_said(words(record_in(item, "kith"), "kind"))
    subjects = " . ".join(attribute.term for attribute in build_attributes(item))
    return said or guess_kind(words(item, "name", "title"), subjects, words(item, "description"))


def _is_free(item: Record, costs: tuple[CostOption, ...]) -> bool | None:
    amounts = [cost.amount for cost in costs if cost.amount is not None]
    if amounts:
        return not any(amounts)
    said = [cost.option or cost.amount_description for cost in costs]
    return parse_cost(said[0] if said else words(item, "fees", "fees_description")).is_free


def _deliveries(
    item: Record, locations: tuple[Location, ...], schedules: tuple[Schedule, ...]
) -> frozenset[Delivery]:
    types = [place.location_type for place in locations]
    attending = [schedule.attending_type for schedule in schedules]
    has_place = any(
        place.location_type != "virtual" and (place.point or place.address) for place in locations
    )
    said = " . ".join([*types, *attending, words(item, "name", "title")])
    return guess_deliveries(f"{said} . {words(item, 'summary', 'description')}"[:2000], has_place=has_place)
