"""Which hours belong to which days, and which remarks to which of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from directory.exchange.times.pairing import pairs_of, without_repeats, without_summaries
from directory.exchange.times.phrases import Kind, Phrase
from directory.exchange.times.placing import Place
from directory.model.schedule import Weekday

_ITEMS = frozenset({Kind.DAYS, Kind.HOURS})


@dataclass(slots=True)
class Clause:
    """Some days with their hours, and what is said about them."""

    days: list[Phrase] = field(default_factory=list)
    hours: list[Phrase] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)

    def said(self, kind: Kind) -> list[Phrase]:
        """The remarks of one kind."""
        return [remark for remark in self.remarks if remark.kind is kind]


def build_clauses(phrases: Sequence[Phrase]) -> list[Clause]:
    """Raise ``UnclearTimesError`` when more than one pairing makes sense, or none."""
    phrases = without_repeats(without_summaries(_with_every_day(phrases)))
    places = [at for at, phrase in enumerate(phrases) if phrase.kind in _ITEMS]
    pairs = pairs_of([phrases[at] for at in places])
    owner = {places[at]: number for number, pair in enumerate(pairs) for at in pair}
    clauses = [Clause() for _ in pairs]
    for at, number in owner.items():
        clause = clauses[number]
        (clause.days if phrases[at].kind is Kind.DAYS else clause.hours).append(phrases[at])
    for at, phrase in enumerate(phrases):
        if phrase.kind not in {*_ITEMS, Kind.CLOSED}:
            for number in Place(phrases, at, owner).owners():
                clauses[number].remarks.append(phrase)
    return clauses


def _with_every_day(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Needed for "open 24 hours", which names none."""
    has_days = any(phrase.kind is Kind.DAYS for phrase in phrases)
    is_always = any(phrase.is_all_day for phrase in phrases)
    every_day = Phrase(Kind.DAYS, "daily", days=tuple((0, day) for day in Weekday), is_group=True)
    return [every_day, *phrases] if is_always and not has_days else list(phrases)
