"""From clauses to rules: days of the week or month with hours, worked out and checked against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from directory.exchange.times.calendar_words import Season, Written, coming_day, day_of
from directory.exchange.times.clauses import Clause
from directory.exchange.times.clock import Around, Clock, Hours, Said, hours_between
from directory.exchange.times.phrases import Kind, Nth, Phrase
from directory.exchange.times.questions import (
    NoDayError,
    UnclearTimesError,
    WhichHoursError,
    WhichOfMonthError,
    WhichYearError,
    WhoseHoursError,
)
from directory.model.schedule import Weekday

_WEEK = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Rule:
    """One or more days with the same hours. ``is_group`` marks days not named one by one."""

    days: tuple[Nth, ...] = ()
    hours: tuple[Hours, ...] = ()
    is_group: bool = False
    on_bank_holidays: bool = False
    dates: tuple[date, ...] = ()
    interval: int = 1
    season: Season | None = None
    since: date | None = None
    until: date | None = None
    notes: tuple[str, ...] = ()
    is_labelled: bool = False
    text: str = ""
    start_text: str = ""
    hours_texts: tuple[str, ...] = ()


class Ruling:
    """Makes rules of clauses; ``today`` turns "in 12 days" and "14 March" into dates."""

    def __init__(self, clauses: Sequence[Clause], today: date | None) -> None:
        self._clauses, self._today = clauses, today
        self._by_24 = _is_by_24(clauses)

    def rules(self) -> Iterator[Rule]:
        """One for each clause; raise ``UnclearTimesError`` where one cannot be worked out."""
        return (self._rule(clause) for clause in self._clauses)

    def _rule(self, clause: Clause) -> Rule:
        if not clause.days:
            raise NoDayError(words=clause.hours[0].text)
        days = _days(clause)
        _check_which_of_month(clause, days)
        _check_one_half_of_the_year(clause)
        since = _first_day(clause.said(Kind.SINCE)) or self._next_turn(clause, days)
        until = _last_day(clause.said(Kind.NO_LATER))
        return Rule(
            days=days,
            hours=tuple(self._hours(clause)),
            is_group=any(phrase.is_group for phrase in clause.days),
            on_bank_holidays=any(phrase.on_bank_holidays for phrase in clause.days),
            dates=tuple(self._dates(clause)),
            interval=max((phrase.number for phrase in clause.said(Kind.EVERY)), default=1),
            season=_season(clause),
            since=since,
            until=until,
            notes=tuple(_notes(clause)),
            is_labelled=_is_labelled(clause),
            text=clause.days[0].text,
            hours_texts=tuple(phrase.text for phrase in clause.hours),
            start_text=next((phrase.text for phrase in clause.hours if not _has_end(phrase)), ""),
        )

    def _hours(self, clause: Clause) -> Iterator[Hours]:
        parts = {phrase.part for phrase in clause.said(Kind.PART)}
        around = Around(parts.pop() if len(parts) == 1 else None, by_24=self._by_24)
        told: list[Hours] = []
        for phrase in clause.hours:
            hours = _hours(phrase, replace(around, after=told[-1] if told else None))
            if not _is_aside(hours, phrase, told):
                told.append(hours)
        return iter(told)

    def _next_turn(self, clause: Clause, days: Sequence[Nth]) -> date | None:
        """The day from which every other week is counted: "every other Tuesday, next 24 November"."""
        if not clause.said(Kind.EVERY) or self._today is None:
            return None
        written = [written for phrase in clause.said(Kind.SINCE) for written in phrase.dates]
        found = coming_day(written[0], self._today) if written else None
        return found if found and (0, _WEEK[found.weekday()]) in days else None

    def _dates(self, clause: Clause) -> Iterator[date]:
        for phrase in clause.days:
            for written in phrase.dates:
                yield self._date(written, phrase, clause)
            if phrase.in_days is not None:
                yield self._in_days(phrase)

    def _date(self, written: Written, phrase: Phrase, clause: Clause) -> date:
        """A date without its year is the next such day, if its weekday says the same."""
        weekdays = {day for one in clause.days for _, day in one.days}
        found = day_of(written)
        if found is None and weekdays and self._today:
            found = coming_day(written, self._today)
        if found is None or (weekdays and weekdays != {_WEEK[found.weekday()]}):
            raise WhichYearError(words=phrase.text)
        return found

    def _in_days(self, phrase: Phrase) -> date:
        if self._today is None or phrase.in_days is None:
            raise UnclearTimesError(words=phrase.text)
        return self._today + timedelta(days=phrase.in_days)


def _has_end(phrase: Phrase) -> bool:
    return phrase.closes is not None and phrase.closes.said is not Said.LATE


def _is_labelled(clause: Clause) -> bool:
    """Whether its hours are those of something named beside them: "Coffee & chat"."""
    phrases = [*clause.days, *clause.hours]
    return any(phrase.after_words for phrase in phrases) or any(
        phrase.before_words for phrase in clause.hours
    )


def _hours(phrase: Phrase, around: Around) -> Hours:
    if phrase.opens is None:
        return Hours(None, _until(phrase, around))
    found = hours_between(phrase.opens, phrase.closes, around)
    if found is None:
        raise WhichHoursError(words=phrase.text)
    return found


def _is_aside(hours: Hours, phrase: Phrase, told: Sequence[Hours]) -> bool:
    """Whether hours only say what happens within others: "10am-2pm, soup from 12pm", "(quiet hour 11-12)"."""
    beside = [other for other in told if other.overlaps(hours)]
    if beside and not phrase.after_words and hours not in beside:
        raise WhoseHoursError
    return hours in beside or (hours.closes is None and any(other.contains(hours) for other in beside))


def _until(phrase: Phrase, around: Around) -> int:
    """The end alone; that it comes after the start of its day is checked with the other rules."""
    closes = phrase.closes
    found = hours_between(Clock(0, Said.NAMED), closes, around) if closes and closes.is_sure else None
    if found is None or found.closes is None:
        raise WhichHoursError(words=phrase.text)
    return found.closes


def _is_by_24(clauses: Sequence[Clause]) -> bool:
    """Whether hours are written by 24 throughout: one is, and none has am or pm."""
    clocks = [
        clock for clause in clauses for one in clause.hours for clock in (one.opens, one.closes) if clock
    ]
    said = {clock.said for clock in clocks}
    return Said.BY_24 in said and Said.HALF not in said


def _days(clause: Clause) -> tuple[Nth, ...]:
    """All days named; "Friday: the last Friday" says one day twice, the second time more exactly."""
    days = list(dict.fromkeys(day for phrase in clause.days for day in phrase.days))
    exact = {weekday for nth, weekday in days if nth}
    if len(clause.days) > 1:
        days = [(nth, weekday) for nth, weekday in days if nth or weekday not in exact]
    return tuple(_with_nths(clause, days))


def _with_nths(clause: Clause, days: Sequence[Nth]) -> Iterator[Nth]:
    """As in "Tuesday (2nd and 4th of the month)"."""
    nths = [nth for phrase in clause.said(Kind.NTHS) for nth in phrase.nths]
    if nths and (len(days) != 1 or days[0][0]):
        raise WhichOfMonthError
    return ((nth, weekday) for _, weekday in days for nth in nths) if nths else iter(days)


def _check_which_of_month(clause: Clause, days: Sequence[Nth]) -> None:
    if clause.said(Kind.OF_MONTH) and not all(nth for nth, _ in days):
        raise WhichOfMonthError


def _check_one_half_of_the_year(clause: Clause) -> None:
    """Of "Fri 12-1 (term time), 10-11 in the holidays" the times are read only one by one."""
    notes = " ".join(remark.text.casefold() for remark in clause.said(Kind.NOTE))
    if len(clause.hours) > 1 and "term" in notes and "hol" in notes:
        raise WhoseHoursError


def _season(clause: Clause) -> Season | None:
    seasons = [phrase for phrase in clause.said(Kind.SEASON) if phrase.season]
    if len(seasons) > 1:
        raise UnclearTimesError(words=seasons[1].text)
    return seasons[0].season if seasons else None


def _first_day(phrases: Sequence[Phrase]) -> date | None:
    dates = (written for phrase in phrases for written in phrase.dates if written.year)
    return next((written.first(written.year) for written in dates), None)


def _last_day(phrases: Sequence[Phrase]) -> date | None:
    dates = (written for phrase in phrases for written in phrase.dates if written.year)
    return next((written.last(written.year) for written in dates), None)


def _notes(clause: Clause) -> Iterator[str]:
    """What schedules cannot say themselves."""
    for remark in clause.remarks:
        is_a_date = any(written.year for written in remark.dates) or (
            remark.season and remark.season.is_dated
        )
        if remark.kind in {Kind.NOTE, Kind.SINCE, Kind.NO_LATER, Kind.SEASON} and not is_a_date:
            yield remark.text
