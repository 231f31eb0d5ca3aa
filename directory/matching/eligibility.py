"""What someone cannot use, each with the sentence that says so; nothing is silently pushed down."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from directory.matching.hearing import Heard
from directory.matching.lexicon import Lexicon
from directory.matching.reading import PreparedService
from directory.matching.vocabulary import Audience
from directory.model.person import AgeBand
from directory.model.schedule import PartOfDay, Weekday
from directory.model.service import Delivery, Status
from directory.model.suggestion import Portrait

_CENTRAL = 0.5
_LIKELY, _TOLD = 0.3, 0.5
_WITH_CHILDREN = frozenset(
    {
        "has-child",
        "grandchildren",
        "helping-children",
        "has-baby",
        "has-toddler",
        "new-mother",
        "family-activities",
        "babies-group",
        "separated-parent",
        "youth-volunteering",
        "reading-with-children",
        "send-child",
    }
)
_REFUSED_WHEN = 0.7
_GROWN_UP = (18, 120)
_LEAST_OVERLAP = 0.2
_CHILD_ENDS = 17
_WEEKEND = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})
_DAYTIME = frozenset({PartOfDay.MORNING, PartOfDay.AFTERNOON})
REMOTE = {"by-phone": Delivery.PHONE, "online": Delivery.ONLINE, "comes-to-you": Delivery.COMES_TO_YOU}
UNSURE_FACTOR = 0.8


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, what was heard, and when."""

    portrait: Portrait
    heard: Heard
    lexicon: Lexicon
    now: datetime


def find_barrier(prepared: PreparedService, asking: Asking) -> str:
    """The first thing that stands in the way, as a sentence; empty when nothing does."""
    return next(_barriers(prepared, asking), "")


def audience_factor(prepared: PreparedService, heard: Heard, lexicon: Lexicon) -> float:
    """Below one when it is for some people and the person has not said whether they are among them."""
    likely = [_likely_one_of(a, heard) for a in _audiences(prepared, lexicon)]
    return UNSURE_FACTOR if any(each < _TOLD for each in likely) else 1.0


def _likely_one_of(audience: Audience, heard: Heard) -> float:
    return max((heard.maybe.get(each, 0.0) for each in audience.needs), default=0.0)


def _barriers(prepared: PreparedService, asking: Asking) -> Iterator[str]:
    service, heard = prepared.service, asking.heard
    if service.status is not Status.ACTIVE:
        yield "It is not running at the moment."
    if service.full_until and service.full_until > asking.now.date():
        yield f"It is full until {service.full_until:%-d %B}."
    yield from _refused(prepared, heard, asking.lexicon)
    yield from _stopped(prepared, heard)
    if not prepared.wants_help:
        yield from _wrong_age(prepared, heard, asking.portrait)
    yield from _wrong_audience(prepared, asking)


def _refused(prepared: PreparedService, heard: Heard, lexicon: Lexicon) -> Iterator[str]:
    for concept, said in sorted(heard.refused.items()):
        shown = prepared.concepts.get(concept)
        if shown and shown.strength >= _REFUSED_WHEN:
            yield f"They said “{said}”, and this is about {lexicon.label(concept)}."
    for concept in sorted(heard.concepts):
        for excluded in sorted(lexicon.vocabulary.concepts[concept].excludes & prepared.concepts.keys()):
            if prepared.concepts[excluded].strength >= _CENTRAL and excluded not in heard.concepts:
                yield f"Because of {lexicon.label(concept)}: this is about {lexicon.label(excluded)}."


def _wrong_age(prepared: PreparedService, heard: Heard, portrait: Portrait) -> Iterator[str]:
    if prepared.ages is None:
        return
    youngest, oldest = prepared.ages
    if oldest <= _CHILD_ENDS and any(
        heard.maybe.get(each, 0.0) >= _LIKELY for each in _WITH_CHILDREN & heard.wanted
    ):
        return
    low, high = portrait.age_band.years if portrait.age_band else _GROWN_UP
    overlap = min(oldest, high) - max(youngest, low) + 1
    if overlap < _LEAST_OVERLAP * (high - low + 1) and overlap < oldest - youngest + 1:
        yield f"It is for people {_ages(youngest, oldest)}."


def _ages(youngest: int, oldest: int) -> str:
    if not youngest:
        return f"up to {oldest}"
    return f"over {youngest}" if oldest > 99 else f"from {youngest} to {oldest}"  # noqa: PLR2004


def _audiences(prepared: PreparedService, lexicon: Lexicon) -> Iterator[Audience]:
    for audience in lexicon.vocabulary.audiences:
        shown = prepared.audiences.get(audience.id)
        if audience.by_age and prepared.ages:
            continue
        if shown and shown.strength >= _CENTRAL and audience.id not in prepared.opened:
            yield audience


def _wrong_audience(prepared: PreparedService, asking: Asking) -> Iterator[str]:
    """One audience met is enough: who served is welcome where it is for veterans and for a community."""
    heard = asking.heard
    closed = [each for each in _audiences(prepared, asking.lexicon) if not _may_be_among(each, asking)]
    is_met = any(not a.by_age and a not in closed for a in _audiences(prepared, asking.lexicon))
    if _gives_to(prepared, heard):
        return
    for audience in closed:
        if is_met and not audience.by_age and not audience.blocked_by & heard.concepts:
            continue
        if audience.blocked_by & heard.concepts or (audience.strict and not prepared.wants_help):
            yield f"It is for {audience.label}."


def _may_be_among(audience: Audience, asking: Asking) -> bool:
    if audience.id in _YOUNG and asking.portrait.age_band in _YOUNG[audience.id]:
        return True
    return bool(audience.needs & asking.heard.concepts) or _likely_one_of(audience, asking.heard) >= _LIKELY


def _gives_to(prepared: PreparedService, heard: Heard) -> bool:
    """Whether what links them is help the person would give, to whomever the listing is for."""
    giving = (c for c in heard.concepts & prepared.concepts.keys() if c in _GIVING)
    return any(prepared.concepts[c].strength >= _CENTRAL for c in giving)


_YOUNG = {
    "young-people": {AgeBand.UNDER_18, AgeBand.FROM_18},
    "children": {AgeBand.UNDER_18},
    "schools": {AgeBand.UNDER_18},
}
_GIVING = frozenset(
    {
        "food-volunteering",
        "homeless-help-giving",
        "community-cafe-help",
        "youth-volunteering",
        "reading-with-children",
        "helping-dementia",
        "helping-disabled",
        "helping-homeless",
        "helping-newcomers",
        "helping-recovery",
        "helping-children",
        "mentoring",
        "community-transport-help",
        "befriending",
        "activity-leading",
        "sport-coaching",
        "translating",
    }
)


def _stopped(prepared: PreparedService, heard: Heard) -> Iterator[str]:
    for stop in heard.stops:
        if _RULES[stop.circumstance.effect](prepared):
            yield f"They said “{stop.said}”, {stop.circumstance.label}."
        shown = prepared.forbidden.get(stop.circumstance.id)
        if shown and shown.strength >= _CENTRAL:
            words = prepared.text[shown.start : shown.end]
            yield f"They said “{stop.said}”, and the listing says “{words}”."


def deliveries(prepared: PreparedService) -> frozenset[Delivery]:
    """How it is done: what the listing's fields say and what its opening words say."""
    said = {
        delivery
        for concept, delivery in REMOTE.items()
        if concept in prepared.concepts and prepared.concepts[concept].strength >= _CENTRAL
    }
    return prepared.service.deliveries | said


def _needs_going_out(prepared: PreparedService) -> bool:
    return deliveries(prepared) <= {Delivery.AT_A_PLACE}


def _only_at(parts: frozenset[PartOfDay]) -> Callable[[PreparedService], bool]:
    return lambda prepared: bool(prepared.times.parts) and prepared.times.parts <= parts


def _weekdays_in_working_hours(prepared: PreparedService) -> bool:
    times = prepared.times
    return bool(times.parts) and times.parts <= _DAYTIME and bool(times.days) and not times.days & _WEEKEND


_RULES: Mapping[str, Callable[[PreparedService], bool]] = {
    "stays-in": _needs_going_out,
    "not-evenings": _only_at(frozenset({PartOfDay.EVENING})),
    "not-mornings": _only_at(frozenset({PartOfDay.MORNING})),
    "not-afternoons": _only_at(frozenset({PartOfDay.AFTERNOON})),
    "works-days": _weekdays_in_working_hours,
    "not-by-phone": lambda prepared: prepared.service.deliveries <= {Delivery.PHONE},
    "not-online": lambda prepared: deliveries(prepared) - {Delivery.AT_A_PLACE} == {Delivery.ONLINE},
    "words": lambda _: False,
}

EFFECTS = frozenset(_RULES)
