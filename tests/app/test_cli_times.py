"""The command that reads times as people type them."""

import io
import json

import pytest

from directory.cli import BAD_INPUT, main

SUNDAY = ("--now", "2026-11-22T10:00")


def _answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_times_are_read_back_in_words_with_the_next_three_dates(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["times", "every 2nd and 4th Tuesday 10.30 - 12 term time only", *SUNDAY])

    assert status == 0
    assert capsys.readouterr().out.splitlines() == [
        "The second and fourth Tuesday of each month, 10.30am to noon (term time only).",
        "Next: Tuesday 24 November; Tuesday 8 December; Tuesday 22 December.",
        "OpenStreetMap: Tu[2,4] 10:30-12:00",
        "Note: term time only",
    ]


def test_a_script_gets_schedules_notation_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    main(["times", "Monday 1 to 5pm", "--json", *SUNDAY])

    assert _answers(capsys) == [
        {
            "text": "Monday 1 to 5pm",
            "osm": "Mo 13:00-17:00",
            "schedules": [
                {
                    "freq": "WEEKLY",
                    "interval": 1,
                    "byday": "MO",
                    "opens_at": "13:00",
                    "closes_at": "17:00",
                    "description": "Monday 1 to 5pm",
                }
            ],
            "words": "Every Monday, 1pm to 5pm.",
            "next": ["2026-11-23T13:00+00:00", "2026-11-30T13:00+00:00", "2026-12-07T13:00+00:00"],
            "notes": [],
            "question": None,
        }
    ]


def test_a_line_is_answered_by_a_line_also_when_it_is_empty_or_unclear(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Tues 10-12\r\n\nFri 7-9\nMon–Fri 9–5\n"))

    assert main(["times", "--json", *SUNDAY]) == 0

    answers = _answers(capsys)
    assert [one["osm"] for one in answers] == ["Tu 10:00-12:00", "", "", "Mo-Fr 09:00-17:00"]
    assert [bool(one["question"]) for one in answers] == [False, True, True, False]


def test_unclear_times_are_asked_about_and_what_is_known_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    main(["times", "Alternate Thursdays 2-4pm by appointment", *SUNDAY])

    assert capsys.readouterr().out.splitlines() == [
        "Every other Thursday, 2pm to 4pm (by appointment).",
        "Note: by appointment",
        "To ask: It is not on every week: on which date is it on next?",
    ]


def test_nothing_to_read_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["times"]) == BAD_INPUT

    assert "Give them as TEXT" in capsys.readouterr().err


def test_a_time_that_is_none_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["times", "Mon 10-12", "--now", "yesterday"])

    assert stopped.value.code == BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 1
