"""Times as people type them: what they are read as, in words that no other test or sample holds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.times import read_times
from directory.matching.when import LONDON, next_dates
from directory.model.schedule import Schedule
from tests.eval.times import COMPARED_FOR, COMPARED_FROM, figures, open_hours, read_sample

TODAY = date(2026, 11, 22)
TABLE = Path(__file__).with_name("typed_times.tsv")

Span = tuple[datetime, datetime]


def _table() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        text, _, meant = line.partition("\t")
        yield text.replace("\\n", "\n"), meant


READ = [(text, meant) for text, meant in _table() if meant]
ASKED = [text for text, meant in _table() if not meant]


@pytest.mark.parametrize(("typed", "meant"), READ, ids=[text for text, _ in READ])
def test_times_as_people_type_them_are_read_as_they_are_meant(typed: str, meant: str) -> None:
    read = read_times(typed, today=TODAY)

    assert read.question == ""
    assert open_hours(read.osm) == open_hours(meant), read.osm
    assert ("PH off" in read.osm) == ("PH off" in meant)


@pytest.mark.parametrize("typed", ASKED)
def test_what_is_not_clear_is_asked_in_one_sentence_and_never_guessed(typed: str) -> None:
    read = read_times(typed, today=TODAY)

    assert read.osm == ""
    assert read.question.endswith(("?", "."))
    assert "\n" not in read.question


def _fits_a_comparison(meant: str) -> bool:
    """Schedules leave bank holidays to a note, and give one season where the notation gives each."""
    is_seasonal = meant[:3] in {"Jan", "Apr", "Oct", "Nov", "Dec"}
    return "PH" not in meant and "[" not in meant and not is_seasonal


@pytest.mark.parametrize("typed", [text for text, meant in READ if _fits_a_comparison(meant)])
def test_the_schedules_and_the_notation_say_the_same(typed: str) -> None:
    read = read_times(typed, today=date(2026, 1, 2))

    assert _spans(read.schedules) == open_hours(read.osm)


def _spans(schedules: tuple[Schedule, ...]) -> list[Span]:
    return [span for since in COMPARED_FROM for span in _joined(sorted(_from(schedules, since)), since)]


def _from(schedules: tuple[Schedule, ...], since: date) -> Iterator[Span]:
    start = datetime.combine(since, time.min, LONDON)
    for one in next_dates(schedules, now=start, count=1000):
        if one.end and one.start < start + COMPARED_FOR:
            # The last minute of a day is how a schedule writes its end.
            ends = one.end + timedelta(minutes=one.end.time() == time(23, 59))
            yield max(one.start, start).replace(tzinfo=None), ends.replace(tzinfo=None)


def _joined(spans: list[Span], since: date) -> list[Span]:
    """Without seams between hours that meet, and none after the weeks compared."""
    joined: list[Span] = []
    last = datetime.combine(since, time.min) + COMPARED_FOR
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return [(opens, min(closes, last)) for opens, closes in joined]


_DAYS = {
    "Mo": ["Monday", "Mondays", "Mon", "MON", "monday"],
    "Tu": ["Tuesday", "Tuesdays", "Tues", "Tue", "tues."],
    "We": ["Wednesday", "Weds", "Wed", "wednesdays", "Wednesday’s"],
    "Th": ["Thursday", "Thurs", "Thu", "Thur", "THURSDAYS"],
    "Fr": ["Friday", "Fri", "fridays", "Fri.", "Friday's"],
    "Sa": ["Saturday", "Sat", "Saturdays", "sat"],
    "Su": ["Sunday", "Sun", "Sundays", "sunday"],
}
_CLOCKS = ["%H:%M", "%H.%M", "{h}.%M%p", "{h}:%M %p", "{h}%p"]
_BETWEEN_DAYS = [", ", " and ", " & ", "/", " "]
_BETWEEN_CLAUSES = ["; ", ", ", "\n", ". ", " ", " and "]
_DASHES = [" - ", "-", " to ", " – ", " until ", " till ", "—"]


@st.composite
def _weeks(draw: st.DrawFn) -> tuple[str, str]:
    """A week of times in one of many hands, and what it means."""
    days = draw(st.permutations(list(_DAYS)))
    style = draw(st.sampled_from(_CLOCKS))
    dash, joint = draw(st.sampled_from(_DASHES)), draw(st.sampled_from(_BETWEEN_CLAUSES))
    hours_first = draw(st.booleans())
    clauses, meant = [], []
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        own = [days.pop() for _ in range(draw(st.integers(min_value=1, max_value=2)))]
        opens, closes = draw(st.integers(8, 12)), draw(st.integers(13, 21))
        half = 0 if "%M" not in style else draw(st.sampled_from([0, 30]))
        names = draw(st.sampled_from(_BETWEEN_DAYS)).join(draw(st.sampled_from(_DAYS[day])) for day in own)
        hours = dash.join(_clock(time(hour, half), style) for hour in (opens, closes))
        clauses.append(f"{hours} {names}" if hours_first else f"{names} {hours}")
        meant += [f"{day} {opens:02}:{half:02}-{closes:02}:{half:02}" for day in own]
    return joint.join(clauses), "; ".join(meant)


def _clock(moment: time, style: str) -> str:
    return moment.strftime(style.replace("{h}", str(moment.hour % 12 or 12))).lower()


@given(_weeks())
def test_a_week_is_read_the_same_in_any_hand(week: tuple[str, str]) -> None:
    typed, meant = week

    read = read_times(typed, today=TODAY)

    assert read.question == ""
    assert open_hours(read.osm) == open_hours(meant), read.osm


@given(
    st.lists(st.sampled_from([text for text, _ in READ] + ASKED), min_size=2, max_size=3),
    st.sampled_from("\n;,. "),
)
def test_texts_run_together_end_in_hours_or_a_question(texts: list[str], joint: str) -> None:
    read = read_times(joint.join(texts), today=TODAY)

    assert bool(read.question) != bool(read.osm)
    if read.osm:
        open_hours(read.osm)


_VOCABULARY = """
Mon Tuesday Weds Thurs Fri weekdays daily 1st 2nd last third and & , ; : - – to until / ( ) 9 10 12 2 9.30
13:00 2pm 10am noon midnight 1030 closed except not holidays term time every other fortnightly monthly of
the month between from starting 5th December 2026 April October 31/3/2027 late or about most morning evening
half past ten by appointment £2 ages 5-11 01234 567890 in 3 days week 24/7 24 hours [1] PH off Mo Coffee
hall Easter winter
""".split()  # noqa: SIM905 read more easily than a list


@given(st.lists(st.sampled_from(_VOCABULARY), max_size=14), st.sampled_from([" ", ""]))
def test_any_words_in_any_order_are_read_or_asked_about(words: list[str], joint: str) -> None:
    read = read_times(joint.join(words), today=TODAY)

    assert bool(read.question) != bool(read.osm)
    if read.osm:
        open_hours(read.osm)


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("Mondays 10-12, Fridays 1-3pm (term time only)", ("term time only",)),
        ("Tuesdays 2-4pm by appointment", ("by appointment",)),
        ("By appointment only", ("by appointment only",)),
        ("Most Tuesdays 10-12", ("Most Tuesdays",)),
        (
            "Fridays 10am-1pm, closed Christmas Day and 2 January",
            ("closed Christmas Day", "closed Christmas Day and 2 January"),
        ),
        ("Mon-Fri 9-5, closed bank hols", ("closed on bank holidays",)),
        ("every Friday from 6th March 1pm to 3pm", ("from 6th March",)),
        ("Usually the first Monday of the month, 10.30-12", ("usually",)),
    ],
)
def test_what_no_rule_can_say_is_kept_as_a_note(typed: str, notes: tuple[str, ...]) -> None:
    assert read_times(typed, today=TODAY).notes == notes


def test_every_other_week_is_counted_once_a_date_is_said() -> None:
    asked = read_times("Every other Tuesday 2-4pm", today=TODAY)
    told = read_times("Every other Tuesday 2-4pm, next is 24 November", today=TODAY)

    assert "on which date" in asked.question
    assert told.question == ""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert [one.start.day for one in next_dates(told.schedules, now=now)] == [24, 8, 22]


def test_a_run_between_two_dates_limits_the_schedules_and_not_the_notation() -> None:
    read = read_times("Tuesdays 10-12 from 3 November 2026 to 27 July 2027", today=TODAY)

    (schedule,) = read.schedules
    assert read.osm == "Tu 10:00-12:00"
    assert (schedule.valid_from, schedule.valid_to) == (date(2026, 11, 3), date(2027, 7, 27))


@pytest.mark.shared
def test_real_texts_are_read_exactly_or_asked_about(shared: Path) -> None:
    sample = read_sample(shared / "data" / "opening_hours_sample.json")

    counted = figures(sample)

    assert counted["exact"] >= 0.9 * len(sample)
    assert counted["wrong"] <= 0.03 * len(sample)
