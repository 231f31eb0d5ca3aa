"""The whole score of one listing for one person, on the command line."""

import json
from pathlib import Path

import pytest

from directory.cli import main

PERSON = """{
  "id": "mo",
  "wishes": ["I miss a game of chess", "no bingo"],
  "circumstances": ["I can't go out at night"]
}
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'kith.db'}"
    sheet = tmp_path / "groups.csv"
    sheet.write_text(
        "name,description,postcode,times\n"
        "Chess by day,A game and a cup of tea,WR1 2NA,Mondays 10:00-12:00\n"
        "Chess by night,A game and a pint,WR1 2NA,Mondays 19:00-21:00\n"
        "Bowls,On the green,WR14 1AA,Mondays 10:00-12:00\n",
        encoding="utf-8",
    )
    assert main(["import", str(sheet), "--database", address]) == 0
    return address


@pytest.fixture
def person(tmp_path: Path) -> str:
    path = tmp_path / "mo.json"
    path.write_text(PERSON, encoding="utf-8")
    return str(path)


def id_of(name: str, database: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["search", name, "--json", "--database", database]) == 0
    found = json.loads(capsys.readouterr().out)["results"]
    return next(str(one["id"]) for one in found if one["name"] == name)


def explain(capsys: pytest.CaptureFixture[str], name: str, person: str, database: str, *more: str) -> str:
    key = id_of(name, database, capsys)
    arguments = ["explain", "--person", person, "--service", key, "--near", "WR1 2NA", *more]
    assert main([*arguments, "--database", database]) == 0
    return capsys.readouterr().out


def test_a_curator_reads_how_a_suggestion_came_about(
    capsys: pytest.CaptureFixture[str], database: str, person: str
) -> None:
    said = explain(capsys, "Chess by day", person, database)

    assert "“chess” → chess" in said
    assert "“no bingo” → not bingo" in said
    assert "“I miss a game of chess” → chess → “Chess by day”" in said
    assert "how far" in said
    assert "In the way:\n  nothing" in said
    assert "good enough from 0.40" in said
    assert "number 1 of the places to go" in said


def test_what_stands_in_the_way_is_said(
    capsys: pytest.CaptureFixture[str], database: str, person: str
) -> None:
    told = json.loads(explain(capsys, "Chess by night", person, database, "--json"))

    assert told["is_good_enough"] is True
    assert "I can't go out at night" in told["barrier"] or "go out at night" in told["barrier"]
    assert told["number_to_go"] is None


def test_what_has_nothing_to_do_with_the_person_is_not_good_enough(
    capsys: pytest.CaptureFixture[str], database: str, person: str
) -> None:
    told = json.loads(explain(capsys, "Bowls", person, database, "--json", "--within", "1"))

    assert told["is_good_enough"] is False
    assert told["within_reach"] is False
    assert told["miles"] > 1
    assert set(told) == {
        *("person", "id", "name", "miles", "within_reach", "heard", "refused", "stops", "threads"),
        *("factors", "barrier", "fit", "good_enough_from", "is_good_enough", "score"),
        *("number_to_go", "number_to_give"),
    }


def test_one_of_many_people_is_chosen_by_id(
    capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path
) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text(
        '{"id": "a", "wishes": ["bowls"]}\n{"id": "b", "wishes": ["chess"]}\n', encoding="utf-8"
    )

    told = json.loads(explain(capsys, "Chess by day", str(people), database, "--json", "--id", "b"))

    assert told["person"] == "b"
    assert told["heard"][0]["concept"] == "chess"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "holds 2 people"),
        (["--id", "z"], "nobody with the id “z”"),
        (["--id", "a", "--service", "nowhere"], "no listing"),
    ],
)
def test_what_is_not_clear_or_not_there_is_asked_in_one_sentence(
    capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text(
        '{"id": "a", "wishes": ["bowls"]}\n{"id": "b", "wishes": ["chess"]}\n', encoding="utf-8"
    )
    capsys.readouterr()

    status = main(["explain", "--person", str(people), "--service", "x", *arguments, "--database", database])

    said = capsys.readouterr()
    assert status == 2
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_a_file_that_holds_no_person_is_told_by_its_line(
    capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path
) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text('{"id": "a", "wishes": ["bowls"]}\nnobody\n', encoding="utf-8")

    assert main(["explain", "--person", str(people), "--service", "x", "--database", database]) == 2
    assert "Line 2 of" in capsys.readouterr().err
