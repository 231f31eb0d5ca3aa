"""One row of named cells as a service: the meeting point of tables and maps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from directory.exchange.contacts import contact_of, parse_email, parse_phones, parse_url
from directory.exchange.costs import Cost, parse_cost
from directory.exchange.identity import fingerprint, identified, stable_id, uuid_or_stable
from directory.exchange.kinds import guess_deliveries, guess_kind, kind_said
from directory.exchange.listing_checks import parse_checks
from directory.exchange.listing_hours import schedules_of
from directory.exchange.listing_place import location_of
from directory.exchange.oruk_shape import parse_date
from directory.exchange.plain_text import one_line, yes_or_no
from directory.model.location import ServiceArea
from directory.model.organization import Organization
from directory.model.service import Attribute, Contact, Delivery, FirstVisit, Kind, Service, Status

Cells = Mapping[str, str]
"""Field → text. Fields are those of ``table_headings``, and ``hours``, one weekday to a line."""

_STATUSES = (
    (re.compile(r"temporar|suspend|paused", re.IGNORECASE), Status.TEMPORARILY_CLOSED),
    (
        re.compile(r"\bclosed\b|defunct|ceased|removed|dissolved|\bn/a closed\b", re.IGNORECASE),
        Status.DEFUNCT,
    ),
    (re.compile(r"inactive|not active|dormant", re.IGNORECASE), Status.INACTIVE),
)
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})")
_AND_OVER = re.compile(
    r"(?:over|from|aged?)\s*(\d{1,3})|(\d{1,3})\s*(?:\+|plus|and over|or over|years and over|and above)",
    re.IGNORECASE,
)
_AND_UNDER = re.compile(r"(?:under|up to)\s*(\d{1,3})", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{1,4}-?")
_LISTED = re.compile(r"\s*[;|\n]\s*(?![^()]*\))")
_LISTED_BY_COMMAS_TOO = re.compile(r"\s*[;|\n,]\s*")
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from, when "9 days ago" is counted from, and what the file calls its rows."""

    name: str
    now: datetime
    file: str = ""


def external_id_of(cells: Cells) -> str:
    """The source's own id, else a fingerprint of what tells one listing from another."""
    return cells.get("id", "") or fingerprint(
        cells.get("name", ""), cells.get("venue", "") + cells.get("address", ""), cells.get("postcode", "")
    )


def build_listing(cells: Cells, external_id: str, source: Source) -> Service:
    """The service; ``cells`` must hold a name."""
    get = cells.get
    name = one_line(cells["name"])
    location = location_of(cells)
    youngest, oldest = _ages(cells)
    cost = _cost(cells)
    return identified(
        Service(
            id=uuid_or_stable(external_id, source.name),
            name=name,
            organization=_organization(one_line(get("organization", "")) or name, source.name),
            description=get("description", ""),
            summary=one_line(get("summary", "")),
            kind=_kind(cells, name, source.file),
            status=_status(cells),
            url=parse_url(get("website", "")),
            email=parse_email(get("email", "")) or _email_of_contact(cells),
            fees=one_line(get("cost", "")),
            alert=get("alert", ""),
            minimum_age=youngest,
            maximum_age=oldest,
            is_free=cost.is_free,
            deliveries=_deliveries(cells, has_place=location is not None),
            welcomes=_listed(get("help welcomed", "")),
            first_visit=_first_visit(cells),
            full_until=_full_until(get("full until days", ""), source.now.date()),
            ring_first=yes_or_no(get("ring first", "")) is True,
            last_modified=_changed_at(get("changed", "")),
            source=source.name,
            locations=(location,) if location else (),
            schedules=schedules_of(cells, source.now.date()),
            contacts=_contacts(cells),
            cost_options=cost.options,
            languages=_listed_by_commas_too(get("languages", "")),
            service_areas=_areas(cells),
            attributes=_attributes(get("topics", "")),
            verifications=parse_checks(get("checks", ""), by=source.name, now=source.now),
        )
    )


def _organization(name: str, source: str) -> Organization:
    return Organization(id=stable_id(source, "organization", name.casefold()), name=name)


def _kind(cells: Cells, name: str, file: str) -> Kind:
    subjects, description = cells.get("topics", ""), cells.get("description", "")
    return kind_said(cells.get("kind", "")) or guess_kind(name, subjects, description, file=file)


def _deliveries(cells: Cells, *, has_place: bool) -> frozenset[Delivery]:
    said = cells.get("happens", "")
    if said:
        return guess_deliveries(said, has_place=False)
    words = " . ".join(cells.get(name, "") for name in ("name", "summary", "topics", "description"))
    return guess_deliveries(words[:1000], has_place=has_place)


def _status(cells: Cells) -> Status:
    closed = cells.get("closed", "").strip()
    if closed and yes_or_no(closed) is not False:
        return Status.DEFUNCT
    said = cells.get("status", "")
    if yes_or_no(said) is False:
        return Status.INACTIVE
    return next((status for sign, status in _STATUSES if said and sign.search(said)), Status.ACTIVE)


def _ages(cells: Cells) -> tuple[int | None, int | None]:
    youngest, oldest = _age(cells.get("ages from", "")), _age(cells.get("ages to", ""))
    said = cells.get("ages", "")
    if said and youngest is None and oldest is None:
        if both := _AGES.search(said):
            return _age(both[1]), _age(both[2])
        over, under = _AND_OVER.search(said), _AND_UNDER.search(said)
        return _age((over[1] or over[2]) if over else ""), _age(under[1] if under else "")
    return youngest, oldest


def _age(typed: str) -> int | None:
    digits = re.match(r"\s*(\d{1,3})\b", typed)
    return int(digits[1]) if digits and 0 < int(digits[1]) < _OLDEST else None


def _cost(cells: Cells) -> Cost:
    cost = parse_cost(cells.get("cost", ""))
    said = yes_or_no(cells.get("free", ""))
    if said is None or not cells.get("free"):
        return cost
    return Cost(cost.options or (parse_cost("free").options if said else ()), said)


def _listed(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _LISTED.split(typed) if part))


def _listed_by_commas_too(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _LISTED_BY_COMMAS_TOO.split(typed) if part))


def _first_visit(cells: Cells) -> FirstVisit:
    return FirstVisit(
        door=cells.get("door", ""),
        who_meets_you=cells.get("who meets you", ""),
        what_to_say=cells.get("what to say", ""),
        on_the_day=cells.get("on the day", ""),
        getting_there=cells.get("getting there", ""),
    )


def _full_until(typed: str, today: date) -> date | None:
    """A number of days from today, or a date."""
    days = _age(typed) if typed.strip().isdigit() else None
    return today + timedelta(days=days) if days else parse_date(typed)


def _changed_at(typed: str) -> datetime | None:
    on = parse_date(typed)
    return datetime.combine(on, time(), UTC) if on else None


def _contacts(cells: Cells) -> tuple[Contact, ...]:
    anything = cells.get("contact", "")
    phones = parse_phones(cells.get("phone", "")) or parse_phones(anything)
    name = one_line(cells.get("contact name", "")) or _name_in(anything)
    return contact_of(phones, name=name, title=one_line(cells.get("contact role", "")))


def _email_of_contact(cells: Cells) -> str:
    return parse_email(cells.get("contact", "")) or parse_email(cells.get("phone", ""))


def _name_in(anything: str) -> str:
    """A contact cell that holds words alone, and few of them, is a name."""
    is_name = bool(re.fullmatch(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){1,3}", anything.strip()))
    return one_line(anything) if is_name and anything.istitle() else ""


def _areas(cells: Cells) -> tuple[ServiceArea, ...]:
    area = one_line(cells.get("area served", ""))
    try:
        miles = float(cells.get("reach miles", "") or "nan")
    except ValueError:
        miles = float("nan")
    reach = miles if 0 < miles < float("inf") else None
    if not area and reach is None:
        return ()
    return (ServiceArea("", area or f"Within {reach:g} miles", miles=reach),)


def _attributes(topics: str) -> tuple[Attribute, ...]:
    """Subjects; codes that only the source understands are left out."""
    return tuple(
        Attribute("", topic) for topic in _listed(topics) if not _CODE.fullmatch(topic) or topic == "U3A"
    )
