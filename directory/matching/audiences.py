"""Whom a listing is for, against who someone is as far as they have said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from directory.matching.hearing import Heard
from directory.matching.lexicon import Lexicon
from directory.matching.reading import PreparedService
from directory.matching.vocabulary import Audience, Vocabulary
from directory.model.suggestion import Portrait

_CENTRAL = 0.5
_LIKELY, _TOLD = 0.3, 0.5
_UNSURE_FACTOR = 0.8
_WITH_SMALL_CHILDREN = "under-fives"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, what was heard, and when."""

    portrait: Portrait
    heard: Heard
    lexicon: Lexicon
    now: datetime


def audience_factor(prepared: PreparedService, asking: Asking) -> float:
    """Below one when it is for some people and the person has not said whether they are among them."""
    likely = [_likely_one_of(each, asking.heard) for each in _audiences(prepared, asking.lexicon)]
    return _UNSURE_FACTOR if any(each < _TOLD for each in likely) else 1.0


def wrong_audience(prepared: PreparedService, asking: Asking) -> Iterator[str]:
    """A sentence for each audience that keeps the person out, but that one audience met is enough.

    Who served is welcome where it is for veterans and for a community; whoever gives help there is welcome.
    """
    heard, audiences = asking.heard, tuple(_audiences(prepared, asking.lexicon))
    closed = [each for each in audiences if not _may_be_among(each, asking)]
    if _gives_to(prepared, asking):
        return
    is_met = any(not each.by_age and each not in closed for each in audiences)
    for audience in closed:
        is_refused = bool(audience.blocked_by & heard.concepts)
        if is_met and not audience.by_age and not is_refused:
            continue
        if is_refused or (audience.strict and not prepared.wants_help):
            yield f"It is for {audience.label}."


def goes_with_children(heard: Heard, vocabulary: Vocabulary) -> bool:
    """Whether someone may well come with a child, or wishes to be with children."""
    small = next(each for each in vocabulary.audiences if each.id == _WITH_SMALL_CHILDREN)
    likely = (heard.maybe.get(each, 0.0) for each in vocabulary.with_children & heard.wanted)
    return _likely_one_of(small, heard) >= _LIKELY or any(each >= _LIKELY for each in likely)


def _audiences(prepared: PreparedService, lexicon: Lexicon) -> Iterator[Audience]:
    said = prepared.audiences
    names = frozenset(said)
    # Most listings are for nobody in particular, and this is asked of very many.
    for audience in lexicon.vocabulary.audiences if said else ():
        if audience.id not in names or audience.id in prepared.opened or (audience.by_age and prepared.ages):
            continue
        if said[audience.id].strength >= _CENTRAL:
            yield audience


def _likely_one_of(audience: Audience, heard: Heard) -> float:
    return max((heard.maybe.get(each, 0.0) for each in audience.needs), default=0.0)


def _may_be_among(audience: Audience, asking: Asking) -> bool:
    if asking.portrait.age_band and asking.portrait.age_band.value in audience.age_bands:
        return True
    return bool(audience.needs & asking.heard.concepts) or _likely_one_of(audience, asking.heard) >= _LIKELY


def _gives_to(prepared: PreparedService, asking: Asking) -> bool:
    """Whether what links them is help the person would give, to whomever the listing is for."""
    giving = asking.lexicon.vocabulary.giving & asking.heard.concepts & prepared.concepts.keys()
    return any(prepared.concepts[each].strength >= _CENTRAL for each in giving)
