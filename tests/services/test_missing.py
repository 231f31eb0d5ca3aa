"""Telling connectors what is missing, taking it back, and what they see of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from directory.errors import NotAllowedError, NotFoundError, ReasonNeededError
from directory.model.audit import Action
from directory.model.conversation import Conversation, Setting
from directory.model.user import VISITOR, User
from directory.services.kith import Kith
from directory.services.missing import (
    NameInWishError,
    NothingMissingError,
    find_missing,
    find_told,
    take_back_missing,
    tell_missing,
    tell_missing_for,
)
from directory.services.people import PersonDetails, add_person, join_people
from directory.services.talking import start_conversation
from tests.builders import NOW
from tests.services.installation import (
    ASH,
    BRYN,
    COREY,
    DALE,
    TrailBrokenError,
    open_installation,
    with_broken_trail,
)


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    return open_installation(tmp_path)


def talk_with(kith: Kith, name: str, postcode: str = "WR14 1AA") -> Conversation:
    person = add_person(kith, PersonDetails(name, postcode=postcode), by=ASH, now=NOW)
    return start_conversation(kith, person.id, setting=Setting.VISIT, by=ASH, now=NOW)


def told(kith: Kith, *, by: User = DALE) -> list[tuple[str, str, int]]:
    return [(group.idea, group.outcode, group.people) for group in find_missing(kith, by=by, now=NOW)]


def test_a_wish_is_kept_with_its_neighbourhood_and_the_trail_has_no_words(kith: Kith) -> None:
    talk = talk_with(kith, "Maureen")

    wish = tell_missing_for(kith, talk.id, "  bell   ringing ", by=ASH, now=NOW)

    assert (wish.words, wish.outcode, wish.told_on) == ("bell ringing", "WR14", NOW.date())
    assert find_told(kith, talk.id, by=ASH, now=NOW) == (wish,)
    with kith.store.reading() as shelves:
        lines = shelves.audit.events(subject=f"conversation:{talk.id}")
    # Both of the talk's lines have one and the same moment here, so either may come first.
    assert [line.action for line in lines].count(Action.MISSING_TOLD) == 1
    assert not any("bell" in line.details for line in lines)


@pytest.mark.parametrize(
    "words", ["chess with Maureen", "for Mrs O'Hara", "ring 01632 960 101", "m@example.org"]
)
def test_words_that_name_the_person_or_a_number_are_refused(kith: Kith, words: str) -> None:
    talk = talk_with(kith, "Maureen O'Hara")

    with pytest.raises(NameInWishError, match="name"):
        tell_missing_for(kith, talk.id, words, by=ASH, now=NOW)

    assert find_told(kith, talk.id, by=ASH, now=NOW) == ()


@pytest.mark.parametrize("words", ["", "  ", "x" * 201])
def test_nothing_and_too_much_are_refused(kith: Kith, words: str) -> None:
    with pytest.raises(NothingMissingError):
        tell_missing(kith, words, near="", by=ASH, now=NOW)


def test_a_name_that_is_also_a_thing_may_be_wished_for(kith: Kith) -> None:
    talk = talk_with(kith, "Rose")

    assert tell_missing_for(kith, talk.id, "rose growing", by=ASH, now=NOW).words == "rose growing"


def test_a_visitor_may_not_tell_and_a_practitioner_may_not_see(kith: Kith) -> None:
    with pytest.raises(NotAllowedError):
        tell_missing(kith, "chess", near="WR14", by=VISITOR, now=NOW)
    with pytest.raises(NotAllowedError):
        find_missing(kith, by=ASH, now=NOW)


def test_nobody_tells_for_a_record_they_may_not_open(kith: Kith) -> None:
    talk = talk_with(kith, "Maureen")

    with pytest.raises(ReasonNeededError):
        tell_missing_for(kith, talk.id, "chess", by=BRYN, now=NOW)
    with pytest.raises(NotAllowedError):
        tell_missing_for(kith, talk.id, "chess", by=COREY, now=NOW)
    with pytest.raises(NotAllowedError):
        find_told(kith, talk.id, by=DALE, now=NOW)


def test_nothing_is_told_or_taken_back_without_a_line_in_the_trail(kith: Kith) -> None:
    talk = talk_with(kith, "Maureen")
    wish = tell_missing_for(kith, talk.id, "chess", by=ASH, now=NOW)

    with pytest.raises(TrailBrokenError):
        tell_missing_for(with_broken_trail(kith), talk.id, "bells", by=ASH, now=NOW)
    with pytest.raises(TrailBrokenError):
        take_back_missing(with_broken_trail(kith), wish.id, by=ASH, now=NOW)

    assert find_told(kith, talk.id, by=ASH, now=NOW) == (wish,)


def test_what_was_told_can_be_taken_back_by_who_told_it(kith: Kith) -> None:
    talk = talk_with(kith, "Maureen")
    wish = tell_missing_for(kith, talk.id, "chess", by=ASH, now=NOW)
    other = tell_missing(kith, "bells", near="", by=ASH, now=NOW)

    for kept in (wish, other):
        with pytest.raises((NotAllowedError, ReasonNeededError)):
            take_back_missing(kith, kept.id, by=BRYN, now=NOW)
        take_back_missing(kith, kept.id, by=ASH, now=NOW)

    assert find_told(kith, talk.id, by=ASH, now=NOW) == ()
    with pytest.raises(NotFoundError):
        take_back_missing(kith, wish.id, by=ASH, now=NOW)


def test_connectors_see_five_people_of_a_neighbourhood_and_never_four(kith: Kith) -> None:
    for name in ("Ann", "Bill", "Cath", "Dev"):
        tell_missing_for(kith, talk_with(kith, name).id, "a game of chess", by=ASH, now=NOW)
    before = told(kith)

    tell_missing_for(kith, talk_with(kith, "Eve").id, "somewhere to play chess", by=ASH, now=NOW)

    assert before == []
    assert told(kith) == [("chess", "WR14", 5)]


def test_one_person_with_two_joined_records_counts_once(kith: Kith) -> None:
    talks = [talk_with(kith, name) for name in ("Ann", "Bill", "Cath", "Dev", "Ann Smith")]
    for talk in talks:
        tell_missing_for(kith, talk.id, "a game of chess", by=ASH, now=NOW)

    join_people(kith, talks[0].person_id, talks[4].person_id, by=ASH, now=NOW)

    assert told(kith) == []


def test_one_user_who_tells_without_a_record_counts_as_one_person(kith: Kith) -> None:
    for number in range(9):
        tell_missing(kith, f"chess {number}", near="WR14 1AA", by=ASH, now=NOW)

    assert told(kith) == []


def test_what_is_older_than_a_year_is_shown_no_more(kith: Kith) -> None:
    for name in ("Ann", "Bill", "Cath", "Dev", "Eve"):
        tell_missing_for(kith, talk_with(kith, name).id, "a game of chess", by=ASH, now=NOW)

    assert find_missing(kith, by=DALE, now=NOW + timedelta(days=300)) != ()
    assert find_missing(kith, by=DALE, now=NOW + timedelta(days=400)) == ()


@pytest.mark.parametrize(
    ("near", "outcode"), [("WR14 1AA", "WR14"), ("wr1", "WR1"), ("Malvern", ""), ("", "")]
)
def test_only_the_outcode_of_a_place_is_kept(kith: Kith, near: str, outcode: str) -> None:
    assert tell_missing(kith, "chess", near=near, by=DALE, now=NOW).outcode == outcode
