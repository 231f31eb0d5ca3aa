"""When something is on next: dates from schedules, in local time (RFC 5545 rules, Europe/London)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, weekday

from directory.model.schedule import Frequency, Schedule

LONDON = ZoneInfo("Europe/London")

_ONE_DAY = timedelta(days=1)
# A rule that never comes true (31 February) must not be followed to the year 9999.
_LOOK_AHEAD = timedelta(days=5 * 366)
# Something that says when it begins but not when it ends is on for about this long.
_USUAL_LENGTH = timedelta(hours=2)
_DAY_PART = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time it is on, in Europe/London. When ``time_known`` is False only the date of ``start`` counts."""

    start: datetime
    end: datetime | None
    notes: str = ""
    time_known: bool = True

    @property
    def over_at(self) -> datetime:
        """When it has ended, as far as anyone can tell."""
        if self.end:
            return self.end
        return self.start + (_USUAL_LENGTH if self.time_known else _ONE_DAY)


def next_dates(schedules: Iterable[Schedule], *, now: datetime, count: int = 3) -> tuple[Occurrence, ...]:
    """The next times it is on, soonest first, over all schedules; what has not ended yet still counts.

    ``now`` is aware. A schedule that repeats every second week or month without saying from when gives no
    dates: a wrong week would send someone to a locked door.
    """
    coming = {
        occurrence
        for schedule in schedules
        for occurrence in islice(_not_over(schedule, now.astimezone(LONDON)), count)
    }
    return tuple(sorted(coming, key=lambda one: (one.start, one.over_at, one.notes))[:count])


def last_day(schedule: Schedule) -> date | None:
    """The last day on which it can happen; None when it goes on."""
    return schedule.valid_to if schedule.freq else schedule.dtstart or schedule.valid_to


def _not_over(schedule: Schedule, now: datetime) -> Iterator[Occurrence]:
    # What began late yesterday may still be going on.
    for day in _days_from(schedule, now.date() - _ONE_DAY):
        occurrence = _occurrence(schedule, day)
        if occurrence.over_at > now:
            yield occurrence


def _occurrence(schedule: Schedule, day: date) -> Occurrence:
    opens, closes = schedule.opens_at, schedule.closes_at
    start = datetime.combine(day, opens or time.min, LONDON)
    if opens is None or closes is None or closes == opens:
        return Occurrence(start, None, schedule.notes, time_known=opens is not None)
    ends_on = day if closes > opens else day + _ONE_DAY
    return Occurrence(start, datetime.combine(ends_on, closes, LONDON), schedule.notes)


def _days_from(schedule: Schedule, first: date) -> Iterator[date]:
    if schedule.freq is None:
        if schedule.dtstart and schedule.dtstart >= first:
            yield schedule.dtstart
        return
    begins = max(first, schedule.dtstart or first, schedule.valid_from or first)
    for moment in _rule(schedule, begins):
        if moment.date() >= begins:
            yield moment.date()


def _rule(schedule: Schedule, begins: date) -> Iterable[datetime]:
    anchor = schedule.dtstart or schedule.valid_from
    interval = max(1, schedule.interval)
    days = _weekdays(schedule.byday)
    month_days = _month_days(schedule.bymonthday) if schedule.freq is Frequency.MONTHLY else ()
    if anchor is None and (interval > 1 or not (days or month_days)):
        return ()
    is_weekly = schedule.freq is Frequency.WEEKLY
    if not days and not month_days and anchor:
        days, month_days = ((_WEEKDAYS[anchor.weekday()],), ()) if is_weekly else ((), (anchor.day,))
    first = _turn_of(anchor or begins, begins, interval, is_weekly=is_weekly)
    return rrule(
        WEEKLY if is_weekly else MONTHLY,
        dtstart=datetime.combine(first, time.min),
        interval=interval,
        byweekday=days or None,
        bymonthday=month_days or None,
        until=datetime.combine(min(schedule.valid_to or date.max, begins + _LOOK_AHEAD), time.min),
    )


def _turn_of(anchor: date, begins: date, interval: int, *, is_weekly: bool) -> date:
    """The first day of the last week or month of the rule's turn that is not after ``begins``.

    Starting there instead of at the anchor saves counting through years gone by.
    """
    if is_weekly:
        monday = anchor - anchor.weekday() * _ONE_DAY
        turns = max(0, (begins - monday).days // 7 // interval)
        return monday + timedelta(weeks=turns * interval)
    months = (begins.year - anchor.year) * 12 + begins.month - anchor.month
    month = anchor.year * 12 + anchor.month - 1 + max(0, months // interval) * interval
    return date(month // 12, month % 12 + 1, 1)


def _weekdays(byday: str) -> tuple[weekday, ...]:
    named = {day: _WEEKDAYS[place] for place, day in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
    parts = _DAY_PART.findall(byday.upper())
    return tuple(named[day](int(number)) if number and int(number) else named[day] for number, day in parts)


def _month_days(bymonthday: str) -> tuple[int, ...]:
    numbers = (int(number) for number in re.findall(r"-?\d{1,2}", bymonthday))
    return tuple(number for number in numbers if 1 <= abs(number) <= 31)  # noqa: PLR2004 - days of a month
