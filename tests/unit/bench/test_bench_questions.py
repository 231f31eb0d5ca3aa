"""What the bench asks, whom it finds near, and how it counts."""

from pathlib import Path

import pytest

from directory.model.conversation import StatementKind
from directory.model.place import METRES_PER_MILE, Point, metres_between
from directory.model.search import ServiceQuery
from directory.model.service import Delivery, Service
from tests.bench.asking import SENTENCES, ask
from tests.bench.engines import ENGINES, engine_called, wanted_words
from tests.bench.ground import read_ground
from tests.bench.listings import MadeUpDirectory
from tests.bench.measuring import Timing, peak_mb, summarise, time_each
from tests.bench.questions import Asked, Questions, read_questions, save_questions
from tests.bench.rows import Nearby, Row, read_rows, row_of, write_rows
from tests.bench.sqlite_peer import OpenSqlite, SqlitePeer
from tests.bench.table import build_table
from tests.bench.wording import read_words
from tests.builders import MALVERN, a_service, an_area

HERE = Point(*MALVERN)


@pytest.fixture(scope="module")
def directory() -> MadeUpDirectory:
    return MadeUpDirectory(read_ground(Path("there is no such file")), read_words(), 1_000)


@pytest.fixture(scope="module")
def questions(directory: MadeUpDirectory) -> Questions:
    return ask(directory, seed=3)


def test_there_are_a_hundred_and_twenty_sentences_all_different() -> None:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line and line[0] not in "#["]

    assert len(said) == len(set(said)) == 120


def test_everyone_has_two_wishes_and_two_strengths_and_looks_three_miles_around(questions: Questions) -> None:
    assert len(questions.people) >= 200
    for person in questions.people:
        kinds = sorted(statement.kind for statement in person.statements)
        assert kinds == [StatementKind.STRENGTH] * 2 + [StatementKind.WISH] * 2
        assert person.within_metres == 3 * METRES_PER_MILE
        assert person.home is not None


def test_searches_are_of_every_kind_most_with_no_place_given(questions: Questions) -> None:
    kinds = {asked.kind.split(",")[0] for asked in questions.searches}
    without = [asked for asked in questions.searches if asked.query.near is None]

    assert len(questions.searches) >= 200
    assert kinds == {"typing", "misspelt", "two common words", "full name"}
    assert len(without) > len(questions.searches) / 2


def test_the_same_seed_asks_the_same_another_asks_others(
    directory: MadeUpDirectory, questions: Questions
) -> None:
    assert ask(directory, seed=3) == questions
    assert ask(directory, seed=4) != questions


def test_questions_come_out_of_the_file_as_they_went_in(questions: Questions, tmp_path: Path) -> None:
    save_questions(questions, questions, tmp_path)

    assert read_questions(tmp_path) == (questions, questions)


def test_rows_come_out_of_the_file_as_they_went_in(directory: MadeUpDirectory, tmp_path: Path) -> None:
    write_rows(directory, tmp_path)

    assert list(read_rows(tmp_path)) == [row_of(one) for one in directory]


def test_who_is_near_is_as_kith_has_it() -> None:
    phone = frozenset({Delivery.PHONE})
    comes = frozenset({Delivery.COMES_TO_YOU})
    rows = [
        row_of(a_service("Next door")),
        row_of(a_service("Far away", at=(55.0, -3.0))),
        row_of(a_service("By phone", at=(55.0, -3.0), deliveries=phone)),
        row_of(a_service("No premises", at=None)),
        row_of(
            a_service("Comes far", at=(52.3, -2.32), deliveries=comes, service_areas=(an_area(miles=15.0),))
        ),
        row_of(
            a_service("Comes a mile", at=(52.3, -2.32), deliveries=comes, service_areas=(an_area(miles=1.0),))
        ),
    ]
    nearby = Nearby((row.latitude, row.longitude, row.everywhere, row.reach_metres) for row in rows)

    names = [rows[number].name for number in nearby.within(HERE, 3 * METRES_PER_MILE)]

    assert names == ["Next door", "By phone", "No premises", "Comes far"]


def test_the_peer_finds_by_name_by_a_beginning_and_in_spite_of_a_slip(tmp_path: Path) -> None:
    ready = _sqlite_over(
        tmp_path, [a_service("Malvern Harmonica Circle"), a_service("Tea and chat"), a_service("Chess")]
    )

    def found(words: str) -> list[str]:
        return ready.search(Asked("typed", ServiceQuery(words=words)))

    wanted = [a_service("Malvern Harmonica Circle").id]
    assert found("Malvern Harmonica Circle") == found("harmoni") == found("harmnoica circle") == wanted


def test_the_peer_suggests_only_what_is_near(directory: MadeUpDirectory, tmp_path: Path) -> None:
    write_rows(directory, tmp_path)
    peer = SqlitePeer()
    peer.build(directory, tmp_path)
    ready = peer.open(tmp_path)
    by_id: dict[str, Row] = {row.id: row for row in read_rows(tmp_path)}
    person = ask(directory, seed=5, people=1).people[0]
    assert person.home is not None

    found = ready.suggest(person)

    assert found
    for row in (by_id[key] for key in found):
        if not row.everywhere and not row.reach_metres:
            assert row.latitude is not None
            assert row.longitude is not None
            far = metres_between(person.home, Point(row.latitude, row.longitude))
            assert far < 3.02 * METRES_PER_MILE


def test_peers_look_for_the_words_that_say_something(questions: Questions) -> None:
    for person in questions.people:
        words = wanted_words(person)
        assert words
        assert not {"the", "and", "i"} & set(words)


def test_every_engine_has_a_name_and_says_how_it_is_set_up() -> None:
    for name in ENGINES:
        engine = engine_called(name)
        assert engine.name
        assert engine.configuration


def test_asking_stops_when_the_time_is_over_but_some_are_asked() -> None:
    asked = time_each(range(1_000), str, kind_of=lambda _: "number", within_s=0.0)

    assert len(asked) == 5


def test_the_middle_and_the_slowest_are_picked_out() -> None:
    timings = [Timing("any", float(ms)) for ms in range(200, 0, -1)]

    summary = summarise(timings)

    assert (summary["p50"], summary["p95"], summary["p99"]) == (101.0, 191.0, 199.0)
    assert summary["asked"] == 200
    assert summarise([]) == {"asked": 0}
    assert peak_mb() > 1


def test_the_table_has_a_row_for_each_engine_and_says_what_is_exact() -> None:
    times = {"p50": 1.0, "p95": 2.0, "p99": 3.0, "cpu_p50": 0.7, "cpu_p95": 0.8, "asked": 200, "recall": 1.0}
    plain = {
        "load_s": 1.0, "index_s": 2.0, "disk_mb": 3.0, "peak_mb": 4.0, "start_s": 0.1, "load_average": 2.5,
        "first_suggestion_s": 0.5, "notes_s": 9.0,
        "suggest": times, "search": times | {"kinds": {"typing, near": times}}, "filters": {},
    }  # fmt: skip
    kith = plain | {
        "name": "Kith",
        "scores_all": False,
        "change_found_s": 0.25,
        "filters": {"browsing": times},
    }
    peer = plain | {"name": "Peer", "scores_all": True}

    table = build_table(10_000, [kith, peer])

    assert "10,000 listings" in table
    assert [line.split()[0] for line in table.splitlines()[3:5]] == ["Kith", "Peer"]
    assert "a changed listing found after 0.25 s" in table
    assert "browsing 2.0" in table


def _sqlite_over(folder: Path, services: list[Service]) -> OpenSqlite:
    write_rows(services, folder)
    peer = SqlitePeer()
    peer.build(services, folder)
    return peer.open(folder)
