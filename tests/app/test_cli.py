"""The command line as a script sees it."""

import json
import os
from pathlib import Path

import pytest

from directory.cli import main


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kith.db'}"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text(
        "name,description,postcode,times,free\n"
        "Slow tai chi,Gentle tai chi in the hall,WR14 1AA,Thursdays 14:00-15:00,yes\n"
        "Chess,A game and a cup of tea,WR1 2NA,Mondays 19:00-21:00,no\n"
        ",nobody knows,WR1 2NA,,\n",
        encoding="utf-8",
    )
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_import_answers_in_the_promised_shape(
    capsys: pytest.CaptureFixture[str], database: str, sheet: Path
) -> None:
    report = run(capsys, "import", str(sheet), "--source", "groups", "--database", database)

    assert {key: report[key] for key in ("read", "added", "changed", "unchanged")} == {
        "read": 3,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
    }
    assert report["located"] == {"exact": 0, "postcode": 0, "sector": 2, "none": 0}
    assert isinstance(report["refused"], list)
    assert report["refused"][0]["row"] == 4


def test_a_column_can_be_corrected(capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("bezeichnung,x\nChoir,1\n", encoding="utf-8")

    run(capsys, "import", str(path), "--map", "name=bezeichnung", "--database", database)

    found = run(capsys, "search", "choir", "--database", database)
    assert found["total"] == 1


def test_search_answers_in_the_promised_shape(
    capsys: pytest.CaptureFixture[str], database: str, sheet: Path
) -> None:
    run(capsys, "import", str(sheet), "--database", database)

    options = ["--near", "WR14 1AA", "--within", "3", "--day", "thursday", "--free", "--limit", "5"]
    found = run(capsys, "search", "tai chi", *options, "--database", database)

    assert found["total"] == 1
    assert isinstance(found["results"], list)
    assert found["results"][0]["name"] == "Slow tai chi"
    assert isinstance(found["results"][0]["miles"], float)
    assert set(found) == {"total", "results", "relaxed", "corrected"}


def test_suggest_quotes_the_person_and_the_listing(
    capsys: pytest.CaptureFixture[str], database: str, sheet: Path
) -> None:
    run(capsys, "import", str(sheet), "--database", database)

    found = run(
        capsys, "suggest", "--near", "WR1 2NA", "--wish", "I miss a game of chess", "--database", database
    )

    assert isinstance(found["suggestions"], list)
    first = found["suggestions"][0]
    assert first["name"] == "Chess"
    assert first["reasons"][0]["said"]
    assert first["reasons"][0]["said"] in "I miss a game of chess"
    assert set(first["reasons"][0]) == {"said", "because", "found"}


def test_people_in_a_file_get_a_line_each(
    capsys: pytest.CaptureFixture[str], database: str, sheet: Path, tmp_path: Path
) -> None:
    run(capsys, "import", str(sheet), "--database", database)
    people = tmp_path / "people.jsonl"
    people.write_text(
        '{"id": "a", "wishes": ["chess"]}\n\n{"id": "b", "strengths": [], "age_band": "75+"}\n',
        encoding="utf-8",
    )

    near = ["--near", "WR1 2NA", "--limit", "20"]
    assert main(["suggest", "--people", str(people), *near, "--database", database]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert len(lines[0]["suggestions"]) == 1
    assert lines[1]["suggestions"] == lines[1]["give"] == []


def test_users_are_added_changed_and_listed(capsys: pytest.CaptureFixture[str], database: str) -> None:
    added = run(capsys, "users", "add", "Ash", "--role", "practitioner", "--database", database)
    key = str(added["id"])

    run(capsys, "users", "change", key, "--role", "lead", "--active", "no", "--database", database)

    listed = run(capsys, "users", "list", "--database", database)
    assert listed["users"] == [{"id": key, "name": "Ash", "roles": ["lead"], "team": "", "active": False}]


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "/nowhere/file.csv"],
        ["import"],
        ["check", "/nowhere/file.csv"],
        ["search", "x", "--near", "ZZ99"],
        ["search", "x", "--near", "BT1 1AA"],
        ["search", "x", "--near", "Nowhere at all"],
        ["search", "x", "--within", "3"],
        ["search", "x", "--near", "WR14", "--within", "-1"],
        ["search", "x", "--within", "nan", "--near", "WR14"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--day", "someday"],
        ["search", "x", "--access", "wings"],
        ["suggest", "--people", "/nowhere"],
        ["suggest", "--age-band", "old"],
        ["explain", "--person", "/nowhere", "--service", "x"],
        ["explain", "--service", "x"],
        ["explain", "--person", "x"],
        ["postcodes", "add", "/nowhere.csv"],
        ["users", "add", "Ash"],
        ["users", "change", "nobody", "--role", "lead"],
        ["dance"],
        [],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_sentence_on_the_error_stream_and_status_2(
    capsys: pytest.CaptureFixture[str], database: str, arguments: list[str]
) -> None:
    address = ["--database", database] if len(arguments) > 1 else []

    try:
        status = main([*arguments, *address])
    except SystemExit as ended:
        status = int(str(ended.code))

    said = capsys.readouterr()
    assert status == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize("port", ["0", "-5", "65536", "99999999999999999999", "x"])
def test_a_port_there_is_not_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], database: str, port: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={port}", "--database", database])

    assert stopped.value.code == 2
    assert "from 1 to 65535" in capsys.readouterr().err


def test_a_file_name_in_another_encoding_is_imported_and_shown(
    capsys: pytest.CaptureFixture[str], database: str, sheet: Path
) -> None:
    named = sheet.rename(sheet.with_name(os.fsdecode(b"caf\xe9.csv")))

    assert main(["import", str(named), "--database", database]) == 0
    assert r"caf\udce9.csv: 3 read" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["import", "."], ["suggest", "--people", "."], ["users", "add", " "]])
def test_what_cannot_be_read_or_named_is_a_sentence(
    capsys: pytest.CaptureFixture[str], database: str, arguments: list[str]
) -> None:
    assert main([*arguments, "--database", database]) == 2
    assert capsys.readouterr().err.count("\n") == 1
