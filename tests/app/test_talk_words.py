"""What the Talk pages say, as plain functions: reasons, pins, the printed page."""

from dataclasses import replace
from datetime import time

import pytest

from directory.model.connection import Direction
from directory.model.conversation import Conversation, Field, FieldText
from directory.model.person import Person
from directory.model.place import Point
from directory.model.schedule import Weekday
from directory.model.service import Delivery, FirstVisit
from directory.model.suggestion import Reason, Suggestion
from directory.model.user import Role, User
from directory.services.finding import next_dates_of
from directory.services.people import FoundPerson
from directory.ui.people_words import conversation_words, first_name, line_words, name_words
from directory.ui.person_page_map import Ground, Mark, build_picture, fit_view
from directory.ui.person_page_words import (
    Page,
    build_heading,
    build_place,
    build_quotes,
    build_worker,
    page_html,
    spoken_time,
)
from directory.ui.talk_words import build_pins, jump_words, nothing_words, reason_words, wider_words
from tests.builders import MALVERN, NOW, WORCESTER, a_service, weekly

HOME = Point(*MALVERN)
MAUREEN = Person("p", "ash", NOW, "Maureen Jones", "07700 900123", "WR14 1AA")
NOTHING_BELOW = Ground((), ())


def _suggested(*said: str, metres: float | None = 100.0) -> Suggestion:
    reasons = tuple(Reason(words, "an idea", "the listing") for words in said)
    return Suggestion(a_service("Choir"), metres, 1.0, reasons)


def _talk(strengths: str = "", wishes: str = "") -> Conversation:
    texts = (FieldText(Field.STRENGTHS, strengths, 1), FieldText(Field.WISHES, wishes, 1))
    return Conversation("c", "p", "ash", NOW, texts=texts)


def test_a_reason_quotes_the_person_and_says_nothing_about_who_they_are() -> None:
    assert reason_words(_suggested("knew every child.")) == "because they said “knew every child”"


def test_a_reason_does_not_say_the_same_twice() -> None:
    said = reason_words(_suggested("mend anything", "I could mend anything", "sing"))

    assert said == "because they said “mend anything” and “sing”"


def test_a_suggestion_without_a_quote_gives_no_made_up_reason() -> None:
    assert reason_words(_suggested()) == ""


def test_what_the_worker_noted_is_not_put_into_the_persons_mouth() -> None:
    suggestion = _suggested("She drove the bus", "sing again")

    said = reason_words(suggestion, notes="She drove the bus for twenty years.")

    assert said == "because they said “sing again” and you noted “She drove the bus”"


def test_a_pin_carries_its_cards_number_and_stands_at_the_nearest_place() -> None:
    both = replace(a_service("Choir"), locations=(*a_service(at=WORCESTER).locations, *a_service().locations))

    pins = build_pins((_suggested(metres=None), Suggestion(both, 10.0, 1.0, ())), HOME)

    assert [(pin.number, pin.point) for pin in pins] == [(2, HOME)]


def test_what_comes_to_people_has_no_pin_but_keeps_its_number() -> None:
    assert build_pins((_suggested(metres=None),), HOME) == ()


@pytest.mark.parametrize("direction", Direction)
def test_an_empty_list_says_honestly_how_far_it_looked(direction: Direction) -> None:
    assert "within 8 miles" in nothing_words(direction, miles=8.0)
    assert "in the directory" in nothing_words(direction, miles=None)


def test_looking_wider_than_usual_is_said() -> None:
    assert wider_words(None, ()) == ""
    assert wider_words(10.0, ("evenings",)) == "Looking within 10 miles and in the evening too."
    assert wider_words(None, ("phone", "nonsense")) == "Looking by phone too."


def test_the_way_down_to_the_places_counts_them() -> None:
    assert jump_words(6, 4) == "See 6 to go, 4 to give"
    assert jump_words(0, 0) == "See places"


def test_someone_without_a_name_is_still_someone() -> None:
    nobody = replace(MAUREEN, name=" ")

    assert (name_words(nobody), first_name(nobody)) == ("No name yet", "")
    assert build_heading(nobody) == "For you"


def test_a_line_says_where_whose_and_when_last() -> None:
    line = line_words(FoundPerson(MAUREEN, "Bryn", needs_reason=True, last_talked_at=NOW), NOW)

    assert line == "WR14 1AA · 07700 900123 · Bryn is the named worker · last talked today"


def test_a_conversation_is_known_again_by_its_first_words() -> None:
    assert conversation_words(_talk(wishes="Sing\nagain")) == "Sing again"
    assert conversation_words(_talk()) == "Nothing written yet"
    assert conversation_words(_talk(wishes="word " * 100)).endswith("…")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("10:30", "half past ten"),
        ("14:00", "two o’clock"),
        ("12:00", "twelve noon"),
        ("07:45", "quarter to eight in the morning"),
        ("18:40", "twenty to seven in the evening"),
        ("12:35", "twenty-five to one"),
        ("10:42", "10.42am"),
    ],
)
def test_times_are_said_as_people_say_them(clock: str, said: str) -> None:
    assert spoken_time(time.fromisoformat(clock)) == said


def test_quotes_are_never_rewritten_and_at_most_two_of_each() -> None:
    quotes = build_quotes(_talk("Knew every child\nBakes\nKnits", "to be USEFUL again"))

    assert quotes == (
        ("Your strengths", ("Knew every child", "Bakes")),
        ("Your wishes", ("to be USEFUL again",)),
    )


def test_a_place_on_the_page_helps_a_first_visit() -> None:
    visit = FirstVisit(door="The blue door", who_meets_you="Jo", getting_there="Bus 44")
    service = a_service("Choir", first_visit=visit, schedules=(weekly(Weekday.TUESDAY, opens="10:30"),))

    place = build_place(service, next_dates_of(service, now=NOW), number=1, direction=Direction.GO)

    lines = dict(place.lines)
    assert lines["When"].splitlines()[0] == "Tuesday 24 November, half past ten"
    assert (lines["The door"], lines["Who meets you"], lines["How to get there"]) == (
        "The blue door",
        "Jo",
        "Bus 44",
    )


def test_a_group_that_comes_to_people_says_so_instead_of_an_address() -> None:
    ways = frozenset({Delivery.COMES_TO_YOU, Delivery.PHONE})
    service = a_service("Visitors", deliveries=ways)

    place = build_place(service, (), number=1, direction=Direction.GO)

    assert dict(place.lines)["Where"] == "They come to you or by phone"


def test_no_word_of_a_listing_or_a_person_becomes_markup() -> None:
    service = a_service("<script>alert(1)</script>", summary="<img onerror=x>", fees="<b>")
    place = build_place(service, (), number=1, direction=Direction.GO)
    page = Page(
        build_heading(replace(MAUREEN, name="<i>Mo")),
        build_quotes(_talk("<u>strong")),
        "",
        "",
        (place,),
        build_worker(User("w", "<em>Ash", frozenset({Role.PRACTITIONER}))),
    )

    html = page_html(page)

    assert not [tag for tag in ("<script", "<img", "<b>", "<i>", "<u>", "<em>") if tag in html]


def test_the_picture_shows_every_number_and_home_apart() -> None:
    picture = build_picture([Mark(1, HOME), Mark(2, HOME)], HOME, NOTHING_BELOW, tiles=True)

    assert 'alt="Map showing 1 and 2 on this page and home"' in picture
    assert 'src="/tiles/' in picture


def test_there_is_no_picture_of_nothing() -> None:
    assert build_picture([], HOME, NOTHING_BELOW, tiles=False) == ""


def test_every_point_is_inside_the_picture() -> None:
    points = [HOME, Point(*WORCESTER), Point(52.5, -1.9)]

    view = fit_view(points)

    assert all(0 < across < 720 and 0 < down < 270 for across, down in map(view.spot, points))


def test_the_worker_is_named_with_a_number_to_ring() -> None:
    worker = User("ash", "Ash", frozenset({Role.PRACTITIONER}), phone="01632 960101")

    assert build_worker(worker).endswith("Ring Ash on 01632 960101.")
