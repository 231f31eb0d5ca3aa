"""The sections of a listing's page as plain values: what is known, in the order a first visit needs it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote, urlsplit

from directory.model.service import Contact, FirstVisit, Service
from directory.services.finding import Occurrence
from directory.ui.find_words import ACCESS_WORDS, DELIVERY_WORDS
from directory.ui.listing_words import (
    NEVER,
    address_words,
    ages_words,
    area_words,
    changed_words,
    coming_words,
    costs_words,
    language_words,
    schedule_words,
    sureness_words,
)

_NOT_DIALLED = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known. ``link`` is a safe address or empty; ``quiet`` is said in a softer voice."""

    label: str
    text: str
    link: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    facts: tuple[Fact, ...]


def build_main(service: Service, coming: Sequence[Occurrence]) -> tuple[Section, ...]:
    """What someone reads before going; what is not known is left out."""
    return _known(
        Section("Going for the first time", tuple(_first_visit(service))),
        Section("When", tuple(_when(service, coming))),
        Section("Who it is for", tuple(_who_for(service))),
        Section("Help they would welcome", tuple(Fact("", words) for words in service.welcomes)),
        Section("About", tuple(Fact("", part) for part in _paragraphs(service))),
    )


def build_contact(service: Service) -> tuple[Section, ...]:
    """How to reach them."""
    return _known(Section("Get in touch", tuple(_contact(service))))


def build_sureness(service: Service, now: datetime) -> tuple[Section, ...]:
    """How sure we are of what, and where the listing comes from."""
    sure = [Fact(label, words, quiet=words == NEVER) for label, words in sureness_words(service, now)]
    sure += [Fact("", words) for words in (changed_words(service, now), _source_words(service)) if words]
    return _known(Section("How sure we are", tuple(sure)))


def section_html(section: Section) -> str:
    """A section as markup; every word in it is escaped."""
    rows = "".join(map(_row, section.facts))
    return f'<section class="kith-section"><h2>{escape(section.title)}</h2><dl>{rows}</dl></section>'


def web_link(address: str) -> str:
    """An address safe to follow, or nothing: only http and https lead anywhere."""
    text = address.strip()
    if text and "://" not in text and not text.lower().startswith(("javascript:", "data:", "mailto:")):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and "." in parts.netloc else ""


def phone_link(number: str) -> str:
    """What a telephone dials; nothing when there are no digits."""
    dialled = _NOT_DIALLED.sub("", number.partition("ext")[0])
    return f"tel:{dialled}" if dialled.strip("+") else ""


def _known(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.facts)


def _row(fact: Fact) -> str:
    label = f"<dt>{escape(fact.label)}</dt>" if fact.label else '<dt class="kith-unseen">More</dt>'
    text = escape(fact.text)
    if fact.link:
        away = ' target="_blank" rel="noopener noreferrer"' if fact.link.startswith("http") else ""
        text = f'<a href="{escape(fact.link)}"{away}>{text}</a>'
    quiet = ' class="kith-quiet"' if fact.quiet else ""
    wide = "" if fact.label else ' class="kith-wide"'
    return f"<div{wide}>{label}<dd{quiet}>{text}</dd></div>"


def _first_visit(service: Service) -> Iterator[Fact]:
    visit: FirstVisit = service.first_visit
    said = (
        ("Which door", visit.door),
        ("Who will meet you", visit.who_meets_you),
        ("What to say", visit.what_to_say),
        ("On the day", visit.on_the_day),
        ("What it costs", ". ".join(costs_words(service))),
        ("Getting there", visit.getting_there),
        ("At the place", ", ".join(_access(service))),
    )
    yield from (Fact(label, text) for label, text in said if text)


def _access(service: Service) -> Iterator[str]:
    seen = set()
    for place in service.locations:
        for item in place.accessibility:
            words = ACCESS_WORDS[item.feature] if item.feature else item.description
            said = f"{words} ({item.details})" if item.details else words
            if said not in seen:
                seen.add(said)
                yield said


def _when(service: Service, coming: Sequence[Occurrence]) -> Iterator[Fact]:
    for words in dict.fromkeys(filter(None, map(schedule_words, service.schedules))):
        yield Fact("", words)
    if coming:
        label = "Next date" if len(coming) == 1 else f"Next {len(coming)} dates"
        yield Fact(label, "\n".join(coming_words(coming)))


def _who_for(service: Service) -> Iterator[Fact]:
    said = (
        ("Age", ages_words(service)),
        (
            "How it happens",
            ", ".join(words for way, words in DELIVERY_WORDS.items() if way in service.deliveries),
        ),
        ("Where people come from", "; ".join(filter(None, map(area_words, service.service_areas)))),
        ("Languages", ", ".join(map(language_words, service.languages))),
    )
    yield from (Fact(label, text) for label, text in said if text)


def _paragraphs(service: Service) -> list[str]:
    text = service.description.strip()
    return (
        [part.strip() for part in text.split("\n\n") if part.strip()]
        if text != service.summary.strip()
        else []
    )


def _contact(service: Service) -> Iterator[Fact]:
    for contact in (one for one in service.contacts if one.is_public):
        yield from _one_contact(contact)
    if service.email:
        yield Fact("Email", service.email, _mail_link(service.email))
    if website := service.url or service.organization.website:
        yield Fact("Website", website, web_link(website))
    for place in service.locations:
        if words := address_words(place):
            yield Fact("Address", words)


def _one_contact(contact: Contact) -> Iterator[Fact]:
    who = ", ".join(part for part in (contact.name, contact.title) if part)
    if who:
        yield Fact("Ask for", who)
    for phone in contact.phones:
        yield Fact(phone.description or "Telephone", phone.number, phone_link(phone.number))
    if contact.email:
        yield Fact("Email", contact.email, _mail_link(contact.email))


def _mail_link(email: str) -> str:
    return f"mailto:{quote(email.strip(), safe='@.+-_')}" if "@" in email else ""


def _source_words(service: Service) -> str:
    if service.is_demo:
        return "An invented listing, for demonstration only."
    return f"From {service.source}." if service.source else ""
