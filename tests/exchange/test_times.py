from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.times import Times, parse_times
from directory.model.schedule import Frequency, Schedule

_TODAY = date(2026, 3, 1)


def _short(times: Times) -> list[str]:
    return [_rule(schedule) for schedule in times.schedules]


def _rule(schedule: Schedule) -> str:
    opens = f"{schedule.opens_at:%H:%M}" if schedule.opens_at else ""
    closes = f"-{schedule.closes_at:%H:%M}" if schedule.closes_at else ""
    every = f" /{schedule.interval}" if schedule.interval > 1 else ""
    return f"{schedule.byday or schedule.dtstart} {opens}{closes}{every}".strip()


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("Tuesdays 10am - 12 noon", ["TU 10:00-12:00"]),
        ("Mon-Fri 9-5", ["MO,TU,WE,TH,FR 09:00-17:00"]),
        ("Thursday 10:30am - 12:30pm", ["TH 10:30-12:30"]),
        ("first and third Wed of the month 2-4pm", ["1WE,3WE 14:00-16:00"]),
        ("Tuesdays 10.30 to 12", ["TU 10:30-12:00"]),
        ("Monday’s 10.30 -2pm", ["MO 10:30-14:00"]),
        ("last Friday 19:00-21:00", ["-1FR 19:00-21:00"]),
        ("every 2 weeks Thursdays 13:30-15:30", ["TH 13:30-15:30 /2"]),
        ("Thursday: 10:30 - 12:00 Fortnightly", ["TH 10:30-12:00 /2"]),
        ("10am-12pm Tuesdays, 2-4pm Thursdays", ["TU 10:00-12:00", "TH 14:00-16:00"]),
        ("Open 10am to 6pm, 7 days a week", ["MO,TU,WE,TH,FR,SA,SU 10:00-18:00"]),
        ("Monday: Closed / 12:30 - 14:00, Thursday: 10:00 - 14:00", ["MO 12:30-14:00", "TH 10:00-14:00"]),
        ("Friday 11-1, closed Saturdays", ["FR 11:00-13:00"]),
        ("Friday: The last Friday of each month from 2pm - 4pm", ["-1FR 14:00-16:00"]),
        ("Mo-Fr 09:00-17:00; Sa 10:00-14:00; PH off", ["MO,TU,WE,TH,FR 09:00-17:00", "SA 10:00-14:00"]),
        ("Su[2,3,4] 09:15-10:15; We 11:00-12:30", ["2SU,3SU,4SU 09:15-10:15", "WE 11:00-12:30"]),
        ("We meet every Tuesday at 7.30pm", ["TU 19:30"]),
        ("Ages 5-11 Tuesdays 4-5pm, £2", ["TU 16:00-17:00"]),
        ("Sat 14 March 2026 2-4pm", ["2026-03-14 14:00-16:00"]),
        ("in 12 days 14:00-16:00", ["2026-03-13 14:00-16:00"]),
        ("Fridays 10:00 - 23:00", ["FR 10:00-23:00"]),
        ("Fridays 9 - 11pm", ["FR 21:00-23:00"]),
        ("0900-1700 Mon-Fri", ["MO,TU,WE,TH,FR 09:00-17:00"]),
    ],
)
def test_times_as_people_type_them_become_rules(typed: str, rules: list[str]) -> None:
    assert _short(parse_times(typed, today=_TODAY)) == rules


@pytest.mark.parametrize(
    "typed",
    [
        "Every 2nd Tuesday 2-4pm",
        "Tuesday 7-9",
        "Wednesday: 01:30 - 03:30",
        "Friday, 1:00 - 15:00",
        "Monday: 10:00 - 14:00 / - Monthly",
        "10.30 to 12",
        "Available during location open hours",
        "Mon-Fri 9-5 except Wednesday",
        "most weeks in summer if the weather holds",
        "Mondays 9am-12am",
        "Tuesdays 10-12, Wednesdays",
        "Wednesday at 12 High Street",
        "Mon 10-12, Tue 2-4 (May to July)",
    ],
)
def test_what_is_not_sure_is_kept_as_typed_and_never_guessed(typed: str) -> None:
    times = parse_times(typed, today=_TODAY)

    assert times.unread == typed
    assert times.schedules == (Schedule(id="", typed=typed),)


def test_term_time_stays_with_its_own_day() -> None:
    times = parse_times("Mondays 10-12, Fridays 1-3pm (term time only)")

    assert [schedule.notes for schedule in times.schedules] == ["", "term time only"]


def test_a_season_is_the_one_that_runs_or_comes_next() -> None:
    winter = parse_times("Mondays 10-12 (October to March)", today=date(2026, 2, 1)).schedules[0]
    summer = parse_times("Mondays 10-12 (April to September)", today=date(2026, 11, 1)).schedules[0]

    assert (winter.valid_from, winter.valid_to) == (date(2025, 10, 1), date(2026, 3, 31))
    assert (summer.valid_from, summer.valid_to) == (date(2027, 4, 1), date(2027, 9, 30))


def test_closed_is_read_and_leaves_no_rule() -> None:
    assert parse_times("Closed") == Times()


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_or_kept(typed: str) -> None:
    times = parse_times(typed, today=_TODAY)

    assert not times.unread or times.schedules[0].typed == times.unread


_DAYS = {
    "Mondays": "MO",
    "Tue": "TU",
    "Weds": "WE",
    "thursday": "TH",
    "Fri": "FR",
    "Saturday": "SA",
    "Sundays": "SU",
}


@given(
    st.sampled_from(sorted(_DAYS)),
    st.times(min_value=time(6), max_value=time(13)),
    st.times(min_value=time(14), max_value=time(23)),
    st.sampled_from([" - ", "-", " to ", " – ", " until "]),
    st.sampled_from(["%H:%M", "%I.%M%p", "%I:%M %p"]),
)
def test_a_day_and_two_hours_mean_the_same_however_they_are_written(
    day: str, opens: time, closes: time, dash: str, clock: str
) -> None:
    text = f"{day} {opens.strftime(clock).lower()}{dash}{closes.strftime(clock).lower()}"

    (schedule,) = parse_times(text).schedules

    assert schedule.freq is Frequency.WEEKLY
    assert (schedule.byday, schedule.opens_at, schedule.closes_at) == (
        _DAYS[day],
        opens.replace(second=0, microsecond=0),
        closes.replace(second=0, microsecond=0),
    )
