"""The facts of one listing, said in full: times, people, places, and how sure we are of each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType

from directory.model.location import Location, ServiceArea
from directory.model.place import Precision
from directory.model.schedule import Frequency, Schedule, Weekday
from directory.model.service import CostOption, Kind, Service, Status
from directory.model.verification import CheckedField, Verification
from directory.services.finding import Occurrence
from directory.ui.find_words import DAY_WORDS
from directory.ui.words import (
    FOUND,
    HOW,
    LONG_MONTHS,
    WHAT,
    WHAT_TO_DO,
    ago_words,
    cost_words,
    list_words,
    long_date_words,
    pounds,
)

NEVER = "Never checked"
NOON, MIDNIGHT, LAST_MINUTE = time(12), time(0), time(23, 59)
OLD_ENOUGH = 120

KIND_WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.GROUP: "Group",
        Kind.ACTIVITY: "Activity",
        Kind.PLACE: "Place",
        Kind.SERVICE: "Service",
        Kind.VOLUNTEERING: "Volunteering",
        Kind.EVENT: "Event",
    }
)

STATUS_WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.ACTIVE: "",
        Status.INACTIVE: "Not running at the moment.",
        Status.DEFUNCT: "This has ended.",
        Status.TEMPORARILY_CLOSED: "Closed for now. Ring before going.",
    }
)

PRECISION_WORDS: Mapping[Precision, str] = MappingProxyType(
    {
        Precision.EXACT: "The pin is at the place itself.",
        Precision.POSTCODE: "The pin is at the postcode, a few doors from the place itself.",
        Precision.SECTOR: "The pin is only near: the middle of this part of the postcode.",
        Precision.AREA: "The pin is only near: the middle of the area.",
        Precision.NONE: "Its place is not known well enough for the map.",
    }
)

WHICH: Mapping[str, str] = MappingProxyType(
    {
        "1": "first",
        "2": "second",
        "3": "third",
        "4": "fourth",
        "5": "fifth",
        "-1": "last",
        "-2": "last but one",
    }
)

LANGUAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "cy": "Welsh",
        "pl": "Polish",
        "ur": "Urdu",
        "pa": "Punjabi",
        "bn": "Bengali",
        "bfi": "BSL",
    }
)


def schedule_words(schedule: Schedule) -> str:
    """When it is on, as a sentence without a full stop; what a person wrote where no rule could be read."""
    if not (days := _days_words(schedule)):
        return schedule.typed or schedule.notes
    parts = [days, hours_words(schedule.opens_at, schedule.closes_at), _season_words(schedule)]
    said = ", ".join(part for part in parts if part)
    return f"{said} ({schedule.notes})" if schedule.notes else said


def hours_words(opens: time | None, closes: time | None) -> str:
    """Such as "10.30am to noon"; empty when not known."""
    if opens is None:
        return ""
    if closes is None or closes == opens:
        return f"from {clock_words(opens)}"
    if (opens, closes) == (MIDNIGHT, LAST_MINUTE):
        return "all day and night"
    return f"{clock_words(opens)} to {clock_words(closes)}"


def clock_words(moment: time) -> str:
    """Such as "7.45am", "2pm", "noon"."""
    if moment in (NOON, MIDNIGHT):
        return "noon" if moment == NOON else "midnight"
    hour = moment.hour % NOON.hour or NOON.hour
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment < NOON else 'pm'}"


def coming_words(coming: Sequence[Occurrence]) -> tuple[str, ...]:
    """The dates in full; the hours are repeated only where they differ from date to date."""
    hours = [_hours_of(one) for one in coming]
    if len(set(hours)) == 1 and len(coming) > 1:
        return tuple(long_date_words(one.start.date()) for one in coming)
    said = ((long_date_words(one.start.date()), when) for one, when in zip(coming, hours, strict=True))
    return tuple(f"{day}, {when}" if when else day for day, when in said)


def _hours_of(coming: Occurrence) -> str:
    if not coming.time_known:
        return ""
    return hours_words(coming.start.time(), coming.end.time() if coming.end else None)


def ages_words(service: Service) -> str:
    """Who it is for, by age; empty when anyone."""
    least, most = service.minimum_age or 0, service.maximum_age
    if least and most is not None and most < OLD_ENOUGH:
        return f"People aged {least} to {most}"
    if least:
        return f"People aged {least} and over"
    return f"People up to {most}" if most is not None and most < OLD_ENOUGH else ""


def costs_words(service: Service) -> tuple[str, ...]:
    """Every price and what was said about cost, each once."""
    said = [words for option in service.cost_options if (words := _option_words(option))]
    if not any(words.casefold().startswith("free") for words in said) and service.is_free:
        said.insert(0, "Free")
    for words in (service.fees, cost_words(service)):
        if words and not any(words.casefold() in other.casefold() for other in said):
            said.append(words)
    return tuple(words[:1].upper() + words[1:] for words in dict.fromkeys(said))


def area_words(area: ServiceArea) -> str:
    """Where people come from, or where the group comes to."""
    if area.miles is None:
        return area.name
    reach = f"within {area.miles:g} miles"
    return f"{area.name}, {reach}" if area.name else reach.capitalize()


def language_words(language: str) -> str:
    """The language by name where only its code was given."""
    return LANGUAGE_WORDS.get(language.casefold(), language)


def address_words(location: Location) -> str:
    """Name, street, town and postcode on one line."""
    address = location.address
    parts = [location.name]
    if address:
        parts += [address.address_1, address.city, address.postal_code]
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def sureness_words(service: Service, now: datetime) -> Iterator[tuple[str, str]]:
    """What, and how it was last checked; what was checked together is said together."""
    together: dict[str, list[str]] = {}
    for checked in CheckedField:
        newest = next((one for one in service.verifications if checked in one.fields), None)
        together.setdefault(_check_words(newest, now) if newest else NEVER, []).append(WHAT[checked])
    for words, fields in together.items():
        yield list_words(fields).capitalize(), words


def changed_words(service: Service, now: datetime) -> str:
    """When somebody last wrote in it, which is not a check."""
    if service.last_modified is None:
        return ""
    return f"The words were last changed {ago_words(service.last_modified, now)}. A change is not a check."


def full_date_words(day: date) -> str:
    """Such as "10 November 2026"."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def _check_words(check: Verification, now: datetime) -> str:
    found = FOUND[check.outcome].format(what="").strip()
    to_do = f"; {WHAT_TO_DO[check.outcome]}" if WHAT_TO_DO[check.outcome] else ""
    note = f". {check.note}" if check.note else ""
    when = f"{full_date_words(check.at)}, {ago_words(check.at, now)}"
    return f"{HOW[check.method]} on {when}: {found}{to_do}{note}"


def _option_words(option: CostOption) -> str:
    described = " ".join(part for part in (option.option, option.amount_description) if part)
    if option.amount is None:
        return described
    amount = "free" if option.amount == 0 else pounds(option.amount)
    return described if amount in described.casefold() else f"{amount} {described}".strip()


def _days_words(schedule: Schedule) -> str:
    match schedule.freq:
        case Frequency.WEEKLY if schedule.days:
            return _weekly_words(_in_week_order(schedule), schedule.interval)
        case Frequency.MONTHLY if schedule.byday:
            return _monthly_words(schedule)
        case None if schedule.dtstart:
            return f"On {long_date_words(schedule.dtstart)} {schedule.dtstart.year}"
        case _:
            return ""


def _in_week_order(schedule: Schedule) -> Sequence[Weekday]:
    return [day for day in Weekday if day in schedule.days]


def _weekly_words(days: Sequence[Weekday], interval: int) -> str:
    if len(days) == len(Weekday):
        return "Every day"
    if days == list(Weekday)[:5]:
        return "Monday to Friday"
    every = {1: "Every", 2: "Every other"}.get(interval, f"Every {interval} weeks on")
    return f"{every} {list_words([DAY_WORDS[day] for day in days])}"


def _monthly_words(schedule: Schedule) -> str:
    which: dict[Weekday, list[str]] = {}
    for part in filter(None, (part.strip() for part in schedule.byday.split(","))):
        which.setdefault(Weekday(part[-2:]), []).append(WHICH.get(part[:-2].lstrip("+"), ""))
    said = [f"{list_words(nths)} {DAY_WORDS[day]}".strip() for day, nths in which.items()]
    month = {1: "each month", 2: "every other month"}.get(
        schedule.interval, f"every {schedule.interval} months"
    )
    return f"The {list_words(said)} of {month}"


def _season_words(schedule: Schedule) -> str:
    if schedule.freq is None:
        return ""
    said = [f"from {full_date_words(schedule.valid_from)}"] if schedule.valid_from else []
    if schedule.valid_to:
        said.append(f"until {full_date_words(schedule.valid_to)}")
    return " ".join(said)
