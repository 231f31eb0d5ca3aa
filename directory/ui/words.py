"""Facts of a listing in plain words, the same on every card and page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from directory.model.location import Access
from directory.model.place import miles
from directory.model.service import Delivery, Service
from directory.model.verification import CheckedField, Method, Outcome, Verification

STALE_AFTER = timedelta(days=183)
A_MONTH_DAYS, TWO_YEARS_DAYS = 31, 730
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DOT = " · "

HOW: Mapping[Method, str] = MappingProxyType(
    {
        Method.RANG: "Rang",
        Method.VISITED: "Visited",
        Method.GROUP_CONFIRMED: "The group confirmed",
        Method.READ_WEBSITE: "Read their website",
        Method.USED: "Used",
        Method.SOURCE_SAID: "The source said so",
    }
)

WHAT: Mapping[CheckedField, str] = MappingProxyType(
    {
        CheckedField.TIMES: "times",
        CheckedField.COST: "cost",
        CheckedField.CONTACT: "contact",
        CheckedField.PLACE: "place",
        CheckedField.ACCESS: "access",
    }
)

FOUND: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.CONFIRMED: "{what} confirmed",
        Outcome.CHANGED: "{what} changed and put right",
        Outcome.MOVED: "they have moved",
        Outcome.NO_ANSWER: "no answer",
        Outcome.FULL: "full",
        Outcome.CLOSED: "closed",
    }
)

WHAT_TO_DO: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.CONFIRMED: "",
        Outcome.CHANGED: "",
        Outcome.MOVED: "ring for the new place",
        Outcome.NO_ANSWER: "ring again before going",
        Outcome.FULL: "ask about a waiting place",
        Outcome.CLOSED: "do not send anyone",
    }
)

NO_JOURNEY: Mapping[Delivery, str] = MappingProxyType(
    {
        Delivery.COMES_TO_YOU: "comes to you",
        Delivery.PHONE: "by phone",
        Delivery.ONLINE: "online",
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The last line of a card: when it is not fresh the words end with what to do."""

    words: str
    is_fresh: bool


def checked_words(service: Service, now: datetime) -> Checked:
    """How sure we are: the newest check in words. An edit is not a check."""
    if not service.verifications:
        return Checked("Not checked yet: ring before going", is_fresh=False)
    newest = service.verifications[0]
    found = FOUND[newest.outcome].format(what=list_words(_fields(newest)) or "all")
    said = f"{HOW[newest.method]} {ago_words(newest.at, now)}: {found}"
    to_do = WHAT_TO_DO[newest.outcome]
    if not to_do and now - newest.at > STALE_AFTER:
        to_do = "ring before going"
    return Checked(f"{said}; {to_do}" if to_do else said, is_fresh=not to_do)


def ago_words(then: datetime, now: datetime) -> str:
    """Such as "12 days ago"; never a date one has to count from."""
    days = max((now.date() - then.date()).days, 0)
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days <= A_MONTH_DAYS:
        return f"{days} days ago"
    if days < TWO_YEARS_DAYS:
        months = round(days / 30.4)
        return f"{months} {'month' if months == 1 else 'months'} ago"
    return f"{days // 365} years ago"


def cost_words(service: Service) -> str:
    """Such as "free", "£3.50" or "£2 to £5"; empty when nothing is known."""
    amounts = sorted(option.amount for option in service.cost_options if option.amount is not None)
    if service.is_free or (amounts and amounts[-1] == 0):
        return "free"
    if amounts:
        least, most = amounts[0], amounts[-1]
        return pounds(least) if least == most else f"{_from(least)} to {pounds(most)}"
    described = next((option.amount_description for option in service.cost_options), "")
    return (described or service.fees).strip()


def pounds(amount: Decimal) -> str:
    """Whole pounds without pence."""
    return f"£{amount:.0f}" if amount == amount.to_integral_value() else f"£{amount:.2f}"


def distance_words(metres: float | None) -> str:
    """Such as "0.4 miles"; empty when no distance applies."""
    if metres is None:
        return ""
    far = miles(metres)
    if far < 0.1:  # noqa: PLR2004 - below one tenth every number would pretend
        return "less than 0.1 miles"
    if far >= 10:  # noqa: PLR2004 - from ten miles on nobody counts tenths
        return f"{far:.0f} miles"
    shown = f"{far:.1f}"
    return f"{shown} mile" if shown == "1.0" else f"{shown} miles"


def how_words(service: Service) -> str:
    """What needs no journey, such as "by phone or online"."""
    return " or ".join(words for way, words in NO_JOURNEY.items() if way in service.deliveries)


def access_words(service: Service) -> str:
    """The one thing about access that a card says."""
    return "step-free" if Access.STEP_FREE in service.access else ""


def dates_words(days: Iterable[date]) -> str:
    """Such as "next: Tue 24 Nov, Wed 25, Thu 26"; the month stands where it changes."""
    said, month = [], 0
    for day in days:
        words = f"{DAYS[day.weekday()]} {day.day}"
        said.append(words if day.month == month else f"{words} {MONTHS[day.month - 1]}")
        month = day.month
    return f"next: {', '.join(said)}" if said else ""


def long_date_words(day: date) -> str:
    """Such as "Tuesday 24 November"."""
    return f"{LONG_DAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]}"


def facts_words(service: Service, metres: float | None, days: Sequence[date] = ()) -> str:
    """Distance, cost, access and next dates on one line; what is not known is left out."""
    facts = (
        distance_words(metres),
        how_words(service),
        cost_words(service),
        access_words(service),
        dates_words(days),
    )
    return DOT.join(fact for fact in facts if fact)


def list_words(things: Sequence[str], joint: str = "and") -> str:
    """Such as "times, cost and contact"."""
    return f"{', '.join(things[:-1])} {joint} {things[-1]}" if len(things) > 1 else "".join(things)


def _fields(check: Verification) -> list[str]:
    return (
        []
        if check.fields == frozenset(CheckedField)
        else [WHAT[f] for f in CheckedField if f in check.fields]
    )


def _from(amount: Decimal) -> str:
    return "free" if amount == 0 else pounds(amount)
