from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from directory.matching.when import LONDON, next_dates
from directory.model.schedule import Schedule, Weekday
from tests.builders import NOW, monthly, once, weekly

NOVEMBER = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


def days_of(*schedules: Schedule, now: datetime = NOW, count: int = 3) -> list[date]:
    return [one.start.date() for one in next_dates(schedules, now=now, count=count)]


def test_a_weekly_group_meets_on_the_next_three_of_its_days() -> None:
    assert days_of(weekly(Weekday.FRIDAY)) == [date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 4)]


def test_today_counts_until_it_has_ended() -> None:
    schedule = weekly(Weekday.WEDNESDAY, opens="10:00", closes="12:00")

    assert days_of(schedule, now=NOVEMBER)[0] == date(2026, 11, 18)
    assert days_of(schedule, now=NOVEMBER + timedelta(hours=2))[0] == date(2026, 11, 25)


def test_what_began_last_night_is_still_on_after_midnight() -> None:
    night = weekly(Weekday.TUESDAY, opens="22:00", closes="06:00")

    first = next_dates([night], now=datetime(2026, 11, 18, 3, tzinfo=UTC))[0]

    assert (first.start.date(), first.end) == (date(2026, 11, 17), datetime(2026, 11, 18, 6, tzinfo=LONDON))


def test_monthly_days_are_counted_from_either_end() -> None:
    assert days_of(monthly("2WE"), count=2) == [date(2026, 12, 9), date(2027, 1, 13)]
    assert days_of(monthly("-1FR"), count=2) == [date(2026, 11, 27), date(2026, 12, 25)]
    assert days_of(monthly("1MO,3MO"), count=2) == [date(2026, 12, 7), date(2026, 12, 21)]


def test_days_of_the_month_are_read() -> None:
    on_the_days = replace(monthly(""), bymonthday="1,20,-1")

    assert days_of(on_the_days) == [date(2026, 11, 20), date(2026, 11, 30), date(2026, 12, 1)]


def test_every_second_week_is_counted_from_its_first_day() -> None:
    first = replace(weekly(Weekday.THURSDAY, interval=2), dtstart=date(2024, 1, 4))
    other = replace(first, dtstart=date(2024, 1, 11))

    assert days_of(first, count=2) == [date(2026, 11, 19), date(2026, 12, 3)]
    assert days_of(other, count=2) == [date(2026, 11, 26), date(2026, 12, 10)]


def test_every_third_month_is_counted_from_its_first_day() -> None:
    quarterly = replace(monthly("1TU"), interval=3, valid_from=date(2020, 2, 1))

    assert days_of(quarterly, count=2) == [date(2027, 2, 2), date(2027, 5, 4)]


def test_every_second_week_from_an_unknown_week_gives_no_date_rather_than_a_wrong_one() -> None:
    assert days_of(weekly(Weekday.THURSDAY, interval=2)) == []


def test_dates_keep_within_their_season() -> None:
    season = replace(weekly(Weekday.FRIDAY), valid_from=date(2026, 12, 1), valid_to=date(2026, 12, 11))

    assert days_of(season) == [date(2026, 12, 4), date(2026, 12, 11)]
    assert days_of(season, now=datetime(2026, 12, 12, tzinfo=UTC)) == []


def test_a_single_event_is_a_date_until_it_is_over() -> None:
    event = once(date(2026, 11, 18), opens="10:00", closes="11:00")

    assert days_of(event) == [date(2026, 11, 18)]
    assert days_of(event, now=NOW + timedelta(hours=1)) == []


def test_a_rule_without_days_repeats_its_first_day() -> None:
    week = replace(weekly(), dtstart=date(2026, 11, 5))
    month = replace(monthly(""), dtstart=date(2026, 11, 5))

    assert days_of(week, count=1) == [date(2026, 11, 19)]
    assert days_of(month, count=2) == [date(2026, 12, 5), date(2027, 1, 5)]


def test_words_alone_give_no_date() -> None:
    assert days_of(Schedule("s", typed="most Tuesdays"), weekly(), Schedule("t", byday="TU")) == []


def test_several_schedules_are_merged_in_order_and_the_same_time_is_said_once() -> None:
    schedules = (
        weekly(Weekday.FRIDAY),
        weekly(Weekday.THURSDAY),
        replace(weekly(Weekday.FRIDAY), id="again"),
    )

    assert days_of(*schedules) == [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 26)]


def test_ten_in_the_morning_stays_ten_when_the_clocks_change() -> None:
    found = next_dates([weekly(Weekday.FRIDAY)], now=datetime(2026, 3, 25, tzinfo=UTC), count=2)

    assert [one.start.time() for one in found] == [time(10), time(10)]
    assert [one.start.astimezone(UTC).hour for one in found] == [10, 9]


def test_the_date_is_the_one_in_britain() -> None:
    late_in_utc = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert days_of(once(date(2026, 7, 1), opens=""), now=late_in_utc) == [date(2026, 7, 1)]


def test_an_unknown_hour_is_said_to_be_unknown() -> None:
    found = next_dates([weekly(Weekday.WEDNESDAY, opens="")], now=NOW)[0]

    assert (found.start.date(), found.time_known, found.end) == (NOW.date(), False, None)


def test_an_unknown_end_lasts_for_the_usual_time() -> None:
    schedule = weekly(Weekday.WEDNESDAY, opens="09:00", closes="")

    assert days_of(schedule, count=1) == [date(2026, 11, 18)]
    assert days_of(schedule, now=NOW + timedelta(hours=1), count=1) == [date(2026, 11, 25)]


def test_a_rule_that_never_comes_true_ends() -> None:
    never = replace(monthly(""), bymonthday="31", interval=12, valid_from=date(2026, 2, 1))

    assert days_of(never) == []
