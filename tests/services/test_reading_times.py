"""Times read back before they are saved."""

from datetime import UTC, datetime

from directory.services.reading_times import read_typed_times

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_what_was_typed_is_kept_with_what_was_understood() -> None:
    read = read_typed_times("Weds\n 10 -12noon", now=NOW)

    assert (read.typed, read.osm, read.question) == ("Weds 10 -12noon", "We 10:00-12:00", "")
    assert [one.typed for one in read.schedules] == ["Weds 10 -12noon"]
    assert [one.start.day for one in read.coming] == [25, 2, 9]


def test_unclear_times_come_back_as_a_question_and_no_dates() -> None:
    read = read_typed_times("Saturdays 7-9", now=NOW)

    assert read.question.startswith("Which hours of the day")
    assert (read.schedules, read.coming, read.osm) == ((), (), "")


def test_a_date_without_its_year_is_the_next_one_that_falls_on_its_weekday() -> None:
    assert read_typed_times("Saturday 12 December 2-4pm", now=NOW).osm == "2026 Dec 12 14:00-16:00"
    assert read_typed_times("Friday 12 December 2-4pm", now=NOW).question
