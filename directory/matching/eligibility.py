"""What someone cannot use, each with the sentence that says so; nothing is silently pushed down."""

from collections.abc import Callable, Iterator, Mapping

from directory.matching.audiences import Asking, goes_with_children, wrong_audience
from directory.matching.hearing import Heard
from directory.matching.lexicon import Lexicon
from directory.matching.reading import PreparedService
from directory.model.schedule import PartOfDay, Weekday
from directory.model.service import Delivery, Status

_CENTRAL = 0.5
_REFUSED_WHEN = 0.7
_GROWN_UP = (18, 120)
_LEAST_OVERLAP = 0.2
_CHILD_ENDS = 17
_WEEKEND = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})
_DAYTIME = frozenset({PartOfDay.MORNING, PartOfDay.AFTERNOON})
REMOTE = {"by-phone": Delivery.PHONE, "online": Delivery.ONLINE, "comes-to-you": Delivery.COMES_TO_YOU}


def find_barrier(prepared: PreparedService, asking: Asking) -> str:
    """The first thing that stands in the way, as a sentence; empty when nothing does."""
    return next(_barriers(prepared, asking), "")


def concepts_that_bar(asking: Asking) -> frozenset[str]:
    """The concepts that may stand in the way when a listing is about them."""
    concepts = asking.lexicon.vocabulary.concepts
    return frozenset(asking.heard.refused).union(*(concepts[each].excludes for each in asking.heard.concepts))


def _barriers(prepared: PreparedService, asking: Asking) -> Iterator[str]:
    service, heard = prepared.service, asking.heard
    if service.status is not Status.ACTIVE:
        yield "It is not running at the moment."
    if service.full_until and service.full_until > asking.now.date():
        yield f"It is full until {service.full_until:%-d %B}."
    yield from _refused(prepared, heard, asking.lexicon)
    yield from _stopped(prepared, heard)
    if not prepared.wants_help:
        yield from _wrong_age(prepared, asking)
    yield from wrong_audience(prepared, asking)


def _refused(prepared: PreparedService, heard: Heard, lexicon: Lexicon) -> Iterator[str]:
    for concept, said in sorted(heard.refused.items()):
        shown = prepared.concepts.get(concept)
        if shown and shown.strength >= _REFUSED_WHEN:
            yield f"They said “{said}”, and this is about {lexicon.label(concept)}."
    concepts = lexicon.vocabulary.concepts
    for concept in sorted(each for each in heard.concepts if concepts[each].excludes):
        for excluded in sorted(concepts[concept].excludes & prepared.concepts.keys()):
            if prepared.concepts[excluded].strength >= _CENTRAL and excluded not in heard.concepts:
                yield f"Because of {lexicon.label(concept)}: this is about {lexicon.label(excluded)}."


def _wrong_age(prepared: PreparedService, asking: Asking) -> Iterator[str]:
    if prepared.ages is None:
        return
    heard, portrait, lexicon = asking.heard, asking.portrait, asking.lexicon
    youngest, oldest = prepared.ages
    if oldest <= _CHILD_ENDS and goes_with_children(heard, lexicon.vocabulary):
        return
    low, high = portrait.age_band.years if portrait.age_band else _GROWN_UP
    overlap = min(oldest, high) - max(youngest, low) + 1
    if overlap < _LEAST_OVERLAP * (high - low + 1) and overlap < oldest - youngest + 1:
        yield f"It is for people {_ages(youngest, oldest)}."


def _ages(youngest: int, oldest: int) -> str:
    if not youngest:
        return f"up to {oldest}"
    return f"over {youngest}" if oldest > 99 else f"from {youngest} to {oldest}"  # noqa: PLR2004


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
