"""What is offered where there is nowhere to go: only what would bring something."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from directory.model.connection import ConnectionState, Direction
from directory.model.conversation import Field, Setting, Statement, StatementKind
from directory.model.place import METRES_PER_MILE, Point
from directory.model.schedule import Weekday
from directory.model.service import Delivery, Service
from directory.model.suggestion import Portrait, Suggestions
from directory.services.people import PersonDetails, add_person
from directory.services.suggesting import suggest
from directory.services.talking import (
    Answer,
    Draft,
    answer_suggestion,
    open_conversation,
    start_conversation,
    suggest_for,
    write_text,
)
from tests.builders import MALVERN, NOW, WORCESTER, a_service, weekly
from tests.services.installation import ASH, open_installation

ONLINE = frozenset({Delivery.ONLINE})
BY_PHONE = frozenset({Delivery.PHONE})


def chess(name: str, *, opens: str = "10:00", closes: str = "11:30", **more: object) -> Service:
    times = (weekly(Weekday.TUESDAY, opens=opens, closes=closes),)
    return a_service(name, description="A game of chess.", **{"schedules": times, **more})  # type: ignore[arg-type]


NIGHT = chess("Chess at night", opens="19:00", closes="21:00")
DAWN = chess("Chess at dawn", opens="08:00", closes="10:00")
FAR = chess("Chess far off", at=WORCESTER)
SCREEN = chess("Chess on a screen", at=None, deliveries=ONLINE)
CALLS = chess("Chess by telephone", at=None, deliveries=BY_PHONE)


def rungs(folder: Path, *services: Service, stop: str = "", miles: float = 2) -> list[tuple[str, int]]:
    return [(rung.words, rung.more) for rung in asked(folder, services, stop=stop, miles=miles).relaxed]


def asked(
    folder: Path, services: Iterable[Service], *, stop: str = "", miles: float = 2, aside: str = ""
) -> Suggestions:
    kith = open_installation(folder, *services)
    said = [Statement(StatementKind.WISH, "a game of chess")]
    said += [Statement(StatementKind.CIRCUMSTANCE, stop)] if stop else []
    portrait = Portrait(
        tuple(said),
        home=Point(*MALVERN),
        within_metres=miles * METRES_PER_MILE,
        set_aside=frozenset({aside} if aside else ()),
    )
    return suggest(kith, portrait, by=ASH, now=NOW, limit=8)


def test_a_wider_circle_is_offered_with_what_it_brings(tmp_path: Path) -> None:
    assert rungs(tmp_path, FAR) == [("Within 10 miles", 1)]


def test_nothing_is_offered_when_there_is_somewhere_to_go(tmp_path: Path) -> None:
    assert rungs(tmp_path, chess("Chess"), FAR, NIGHT, stop="no evenings") == []


@pytest.mark.parametrize(
    ("service", "stop", "rung", "effect"),
    [
        (NIGHT, "no evenings", "Also evenings", "not-evenings"),
        (DAWN, "not mornings", "Also mornings", "not-mornings"),
        (SCREEN, "no internet", "Also online", "not-online"),
        (CALLS, "hate the phone", "Also by phone", "not-by-phone"),
    ],
)
def test_what_a_circumstance_left_out_is_offered_and_then_shown(
    tmp_path: Path, service: Service, stop: str, rung: str, effect: str
) -> None:
    assert rungs(tmp_path, service, stop=stop) == [(rung, 1)]

    found = asked(tmp_path, (service,), stop=stop, aside=effect)
    assert [one.service for one in found.go] == [service]


@pytest.mark.parametrize(
    ("service", "stop"),
    [
        (NIGHT, "I work nights"),
        (CALLS, "can't hear on the phone"),
        (CALLS, "text only"),
        (DAWN, "no evenings"),
        (SCREEN, "hate the phone"),
    ],
)
def test_what_the_person_cannot_do_and_what_would_bring_nothing_is_not_offered(
    tmp_path: Path, service: Service, stop: str
) -> None:
    found = asked(tmp_path, (service,), stop=stop)

    assert found.relaxed == ()


def test_who_signs_is_not_offered_the_phone(tmp_path: Path) -> None:
    kith = open_installation(tmp_path, CALLS)
    said = (
        Statement(StatementKind.WISH, "a game of chess"),
        Statement(StatementKind.STRENGTH, "fluent in BSL"),
        Statement(StatementKind.CIRCUMSTANCE, "no phone calls"),
    )

    found = suggest(kith, Portrait(said, home=Point(*MALVERN)), by=ASH, now=NOW, limit=8)

    assert found.go == ()
    assert found.relaxed == ()


def test_what_was_turned_down_is_not_counted_and_its_absence_opens_the_ladder(tmp_path: Path) -> None:
    near = chess("Chess", at=MALVERN)
    kith = open_installation(tmp_path, near, replace(FAR, id="far"))
    person = add_person(kith, PersonDetails(postcode="WR14 1AA"), by=ASH, now=NOW)
    talk = start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.WISHES, "a game of chess", 0), by=ASH, now=NOW)
    answer = Answer(near.id, Direction.GO, ConnectionState.NOT_FOR_ME)
    answer_suggestion(kith, talk.id, answer, by=ASH, now=NOW)

    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)
    found = suggest_for(kith, opened, by=ASH, now=NOW, limit=8, within_miles=2)

    assert found.go == ()
    assert [(rung.words, rung.more) for rung in found.relaxed] == [("Within 10 miles", 1)]


def test_the_word_of_a_rung_looks_past_what_stopped_them(tmp_path: Path) -> None:
    kith = open_installation(tmp_path, NIGHT)
    person = add_person(kith, PersonDetails(postcode="WR14 1AA"), by=ASH, now=NOW)
    talk = start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.WISHES, "a game of chess", 0), by=ASH, now=NOW)
    write_text(kith, talk.id, Draft(Field.WOULD_STOP, "no evenings", 0), by=ASH, now=NOW)
    opened = open_conversation(kith, talk.id, by=ASH, now=NOW)

    before = suggest_for(kith, opened, by=ASH, now=NOW, limit=8)
    after = suggest_for(kith, opened, by=ASH, now=NOW, limit=8, also=("evenings", "nonsense"))

    assert before.go == ()
    assert [one.service for one in after.go] == [NIGHT]
