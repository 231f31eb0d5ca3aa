"""What the Find page says about what it found."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.model.location import Access
from directory.model.schedule import PartOfDay, Weekday
from directory.model.search import SearchResult, ServiceQuery, Sort
from directory.model.service import Delivery
from directory.model.suggestion import Relaxation
from directory.ui.find_question import filters_on
from directory.ui.words import list_words

SORT_WORDS: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.BEST: "Best fit first",
        Sort.NEAREST: "Nearest first",
        Sort.SOONEST: "Soonest first",
        Sort.CHECKED: "Lately checked first",
        Sort.NAME: "By name",
    }
)

DAY_WORDS: Mapping[Weekday, str] = MappingProxyType({day: day.name.capitalize() for day in Weekday})

DAY_CHIPS: Mapping[Weekday, str] = MappingProxyType({day: words[:3] for day, words in DAY_WORDS.items()})

PART_WORDS: Mapping[PartOfDay, str] = MappingProxyType({part: part.value.capitalize() for part in PartOfDay})

DELIVERY_WORDS: Mapping[Delivery, str] = MappingProxyType(
    {
        Delivery.AT_A_PLACE: "At a place",
        Delivery.COMES_TO_YOU: "Comes to you",
        Delivery.PHONE: "By phone",
        Delivery.ONLINE: "Online",
    }
)

ACCESS_WORDS: Mapping[Access, str] = MappingProxyType(
    {
        Access.STEP_FREE: "Step-free",
        Access.ACCESSIBLE_TOILET: "Accessible toilet",
        Access.HEARING_LOOP: "Hearing loop",
        Access.PARKING: "Parking",
        Access.BLUE_BADGE_PARKING: "Blue Badge parking",
        Access.BUS: "Near a bus stop",
        Access.BSL: "Sign language (BSL)",
        Access.DEMENTIA_FRIENDLY: "Dementia friendly",
        Access.QUIET: "Quiet",
        Access.CARERS_WELCOME: "Carers welcome",
    }
)


def miles_words(miles: float | None) -> str:
    """How far to look, as a choice."""
    if miles is None:
        return "Any distance"
    return "½ mile" if miles == 1 / 2 else f"{miles:g} {'mile' if miles <= 1 else 'miles'}"


def total_words(result: SearchResult, query: ServiceQuery) -> str:
    """How many, and how far out they were looked for."""
    many = f"{result.total:,} {'group' if result.total == 1 else 'groups'} and places"
    if result.total == 1:
        many = "One group or place"
    if result.total == 0:
        return nothing_words(query)
    return f"{many}{_where(query)}"


def _where(query: ServiceQuery) -> str:
    if query.near is None:
        return ""
    if query.within_miles is None:
        return f", from {query.near.label}"
    return f" within {miles_words(query.within_miles)} of {query.near.label}"


def shown_words(result: SearchResult, first_number: int) -> str:
    """Which of them are on this page; empty when that is all of them."""
    last = first_number + len(result.found) - 1
    if result.total == len(result.found) or not result.found:
        return ""
    return f"{first_number:,} to {last:,} of {result.total:,}"


def nothing_words(query: ServiceQuery) -> str:
    """What was looked for, said back when nothing fits."""
    parts = [f"Nothing found for “{query.words.strip()}”" if query.words.strip() else "Nothing found"]
    if query.near and query.within_miles is not None:
        parts.append(f"within {miles_words(query.within_miles)} of {query.near.label}")
    if query.days:
        parts.append(f"on {list_words([DAY_WORDS[day] for day in Weekday if day in query.days], 'or')}")
    if filters_on(query, ("parts_of_day", "free", "access", "deliveries", "age")):
        parts.append("with the choices made above")
    return " ".join(parts) + "."


def rung_words(rung: Relaxation) -> str:
    """One step of the ladder on its button."""
    return f"{rung.words}: {rung.more:,} more"


def corrected_words(corrected: Mapping[str, str]) -> str:
    """What a slip of the keys was read as."""
    said = [f"“{meant}” for “{typed}”" for typed, meant in corrected.items() if meant != typed]
    return f"Showing {list_words(said)}." if said else ""


def chip_words(words: str, count: int | None) -> str:
    """A chip and how many it would leave."""
    return words if count is None else f"{words} :gray[{count:,}]"
