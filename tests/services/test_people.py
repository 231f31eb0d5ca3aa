"""My people: adding, finding again, opening with a reason, joining and parting."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from directory.errors import NotAllowedError, ReasonNeededError
from directory.model.audit import Action
from directory.model.conversation import Field, Setting
from directory.model.person import AgeBand, Travel
from directory.model.place import Precision
from directory.model.user import Role
from directory.services.kith import Kith
from directory.services.people import (
    PersonDetails,
    SameRecordError,
    add_person,
    change_details,
    find_people,
    find_returning,
    join_people,
    my_people,
    open_person,
    part_people,
)
from directory.services.records import REASON_LASTS, TooShortReasonError
from directory.services.talking import Draft, start_conversation, write_text
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

MAUREEN = PersonDetails("Maureen Jones", "07700 900123", "WR14 1AA", AgeBand.FROM_75, Travel.BUS)


@pytest.fixture
def kith(tmp_path: Path) -> Kith:
    return open_installation(tmp_path)


def _trail(kith: Kith, subject: str) -> list[Action]:
    with kith.store.reading() as shelves:
        return [event.action for event in shelves.audit.events(subject=subject)]


def test_a_person_is_added_with_nothing_but_what_was_said(kith: Kith) -> None:
    person = add_person(kith, PersonDetails(), by=ASH, now=NOW)

    assert [found.person for found in my_people(kith, by=ASH)] == [person]
    assert _trail(kith, f"person:{person.id}") == [Action.PERSON_ADDED]


def test_a_postcode_becomes_a_home_that_says_how_sure_it_is(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    assert person.home
    assert person.home.precision is Precision.SECTOR
    assert "Approximate" in person.home.note


def test_a_postcode_that_cannot_be_placed_is_kept_as_typed(kith: Kith) -> None:
    person = add_person(kith, PersonDetails(postcode="WR14 ???"), by=ASH, now=NOW)

    assert (person.postcode, person.home) == ("WR14 ???", None)


def test_a_connector_may_not_add_a_person(kith: Kith) -> None:
    with pytest.raises(NotAllowedError):
        add_person(kith, MAUREEN, by=DALE, now=NOW)

    assert find_people(kith, "Maureen", by=ASH) == ()


def test_no_person_is_added_without_a_line_in_the_trail(kith: Kith) -> None:
    with pytest.raises(TrailBrokenError):
        add_person(with_broken_trail(kith), MAUREEN, by=ASH, now=NOW)

    assert my_people(kith, by=ASH) == ()


def test_my_list_has_those_talked_with_last_at_the_top(kith: Kith) -> None:
    first = add_person(kith, PersonDetails("First"), by=ASH, now=NOW)
    add_person(kith, PersonDetails("Second"), by=ASH, now=NOW + timedelta(hours=1))
    talk = start_conversation(kith, first.id, setting=Setting.VISIT, by=ASH, now=NOW)
    later = NOW + timedelta(hours=2)
    write_text(kith, talk.id, Draft(Field.NOTES, "Hello", 0), by=ASH, now=later)

    people = my_people(kith, by=ASH)

    assert [one.person.name for one in people] == ["First", "Second"]
    assert [one.last_talked_at for one in people] == [later, None]


@pytest.mark.parametrize("words", ["maureen", "jones", "wr14", "WR14 1aa", "07700900123", "+44 7700 900123"])
def test_a_person_is_found_by_name_postcode_or_phone(kith: Kith, words: str) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    assert [found.person.id for found in find_people(kith, words, by=ASH)] == [person.id]


def test_a_colleagues_record_is_found_and_says_whose_it_is(kith: Kith) -> None:
    add_person(kith, MAUREEN, by=ASH, now=NOW)

    found = find_people(kith, "Maureen", by=BRYN)

    assert [(one.worker_name, one.needs_reason) for one in found] == [("Ash", True)]


def test_another_teams_record_is_not_found(kith: Kith) -> None:
    add_person(kith, MAUREEN, by=ASH, now=NOW)

    assert find_people(kith, "Maureen", by=COREY) == ()


def test_a_returning_person_is_offered_with_the_likeliest_record_first(kith: Kith) -> None:
    add_person(kith, PersonDetails("Maureen Smith"), by=ASH, now=NOW)
    same = add_person(kith, MAUREEN, by=ASH, now=NOW - timedelta(days=90))

    offered = find_returning(kith, PersonDetails("Maureen", "07700900123"), by=ASH)

    assert len(offered) == 2
    assert offered[0].person.id == same.id


def test_nobody_is_offered_when_nothing_is_known(kith: Kith) -> None:
    add_person(kith, MAUREEN, by=ASH, now=NOW)

    assert find_returning(kith, PersonDetails(), by=ASH) == ()


def test_details_are_changed_and_the_trail_says_so_once(kith: Kith) -> None:
    person = add_person(kith, PersonDetails(), by=ASH, now=NOW)

    change_details(kith, person.id, lambda _: MAUREEN, by=ASH, now=NOW)
    change_details(kith, person.id, lambda _: MAUREEN, by=ASH, now=NOW)

    assert PersonDetails.of(open_person(kith, person.id, by=ASH, now=NOW).person) == MAUREEN
    assert _trail(kith, f"person:{person.id}").count(Action.PERSON_CHANGED) == 1


def test_a_colleague_without_a_reason_changes_nothing(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(ReasonNeededError):
        change_details(kith, person.id, lambda _: PersonDetails("Someone"), by=BRYN, now=NOW)

    assert open_person(kith, person.id, by=ASH, now=NOW).person == person


def test_details_stay_when_the_trail_cannot_be_written(kith: Kith) -> None:
    person = add_person(kith, PersonDetails(), by=ASH, now=NOW)

    with pytest.raises(TrailBrokenError):
        change_details(with_broken_trail(kith), person.id, lambda _: MAUREEN, by=ASH, now=NOW)

    assert open_person(kith, person.id, by=ASH, now=NOW).person == person


def test_a_colleagues_record_opens_with_a_reason_which_is_kept(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    opened = open_person(kith, person.id, by=BRYN, now=NOW, reason="Covering for Ash today")

    assert opened.worker == ASH
    assert Action.RECORD_OPENED_WITH_REASON in _trail(kith, f"person:{person.id}")


def test_a_reason_lasts_for_the_working_day_only(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)
    open_person(kith, person.id, by=BRYN, now=NOW, reason="Covering for Ash today")

    open_person(kith, person.id, by=BRYN, now=NOW + REASON_LASTS / 2)
    with pytest.raises(ReasonNeededError):
        open_person(kith, person.id, by=BRYN, now=NOW + REASON_LASTS)


def test_a_reason_of_two_letters_opens_nothing(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(TooShortReasonError):
        open_person(kith, person.id, by=BRYN, now=NOW, reason="ok")
    with pytest.raises(ReasonNeededError):
        open_person(kith, person.id, by=BRYN, now=NOW)


def test_another_team_cannot_open_a_record_with_any_reason(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(NotAllowedError):
        open_person(kith, person.id, by=COREY, now=NOW, reason="I should like to look")


def test_a_record_stays_shut_when_the_trail_cannot_be_written(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(TrailBrokenError):
        open_person(with_broken_trail(kith), person.id, by=BRYN, now=NOW, reason="Covering for Ash")
    with pytest.raises(ReasonNeededError):
        open_person(kith, person.id, by=BRYN, now=NOW)


def test_two_records_of_one_person_are_read_as_one_from_either_side(kith: Kith) -> None:
    one = add_person(kith, MAUREEN, by=ASH, now=NOW)
    other = add_person(kith, PersonDetails("Mo"), by=ASH, now=NOW)
    talk = start_conversation(kith, other.id, setting=Setting.CALL, by=ASH, now=NOW)

    join_people(kith, one.id, other.id, by=ASH, now=NOW)

    first, second = (open_person(kith, each.id, by=ASH, now=NOW) for each in (one, other))
    assert [found.person for found in first.joined] == [other]
    assert [found.person for found in second.joined] == [one]
    assert [each.id for each in first.conversations] == [talk.id]


def test_joined_records_are_parted_again_and_both_are_what_they_were(kith: Kith) -> None:
    one = add_person(kith, MAUREEN, by=ASH, now=NOW)
    other = add_person(kith, PersonDetails("Mo"), by=ASH, now=NOW)
    join = join_people(kith, one.id, other.id, by=ASH, now=NOW)

    part_people(kith, one.id, join.id, by=ASH, now=NOW + timedelta(days=1))

    for each in (one, other):
        record = open_person(kith, each.id, by=ASH, now=NOW)
        assert (record.person, record.joined, record.joins) == (each, (), ())
        assert [past.id for past in record.parted] == [join.id]
    for each in (one, other):
        assert set(_trail(kith, f"person:{each.id}")) >= {Action.RECORDS_JOINED, Action.RECORDS_PARTED}


def test_a_record_is_not_joined_to_itself(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(SameRecordError):
        join_people(kith, person.id, person.id, by=ASH, now=NOW)


def test_a_colleagues_record_is_not_joined_without_a_reason(kith: Kith) -> None:
    mine = add_person(kith, MAUREEN, by=BRYN, now=NOW)
    theirs = add_person(kith, MAUREEN, by=ASH, now=NOW)

    with pytest.raises(ReasonNeededError):
        join_people(kith, mine.id, theirs.id, by=BRYN, now=NOW)

    assert open_person(kith, mine.id, by=BRYN, now=NOW).joined == ()


def test_no_join_and_no_parting_without_a_line_in_the_trail(kith: Kith) -> None:
    one = add_person(kith, MAUREEN, by=ASH, now=NOW)
    other = add_person(kith, PersonDetails("Mo"), by=ASH, now=NOW)

    with pytest.raises(TrailBrokenError):
        join_people(with_broken_trail(kith), one.id, other.id, by=ASH, now=NOW)
    assert open_person(kith, one.id, by=ASH, now=NOW).joins == ()

    join = join_people(kith, one.id, other.id, by=ASH, now=NOW)
    with pytest.raises(TrailBrokenError):
        part_people(with_broken_trail(kith), one.id, join.id, by=ASH, now=NOW)
    assert open_person(kith, one.id, by=ASH, now=NOW).joins == (join,)


def test_a_reason_does_not_outlast_ones_place_in_the_team(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)
    open_person(kith, person.id, by=BRYN, now=NOW, reason="covering for Ash")
    moved = replace(BRYN, team="South")
    now_a_partner = replace(BRYN, roles=frozenset({Role.PARTNER}))

    for by in (moved, now_a_partner):
        with pytest.raises(NotAllowedError):
            open_person(kith, person.id, by=by, now=NOW)


def test_a_join_opens_no_words_of_another_team(kith: Kith) -> None:
    mine, theirs = (add_person(kith, MAUREEN, by=by, now=NOW) for by in (ASH, BRYN))
    open_person(kith, theirs.id, by=ASH, now=NOW, reason="the same person")
    start_conversation(kith, theirs.id, setting=Setting.VISIT, by=BRYN, now=NOW)
    join_people(kith, mine.id, theirs.id, by=ASH, now=NOW)
    assert len(open_person(kith, mine.id, by=ASH, now=NOW).conversations) == 1

    record = open_person(kith, mine.id, by=replace(ASH, team="South"), now=NOW)

    assert (record.joined, record.conversations) == ((), ())


def test_many_people_of_other_teams_hide_none_of_mine(kith: Kith) -> None:
    mine = add_person(kith, MAUREEN, by=ASH, now=NOW)
    with kith.store.writing() as shelves:
        for number in range(210):
            newer = replace(mine, id=f"theirs-{number}", worker_id=COREY.id, created_at=NOW + timedelta(1))
            shelves.people.save(newer)

    assert [found.person for found in find_people(kith, "Maureen", by=ASH)] == [mine]


def test_an_inactive_user_opens_nothing(kith: Kith) -> None:
    person = add_person(kith, MAUREEN, by=ASH, now=NOW)
    gone = replace(ASH, is_active=False)

    with pytest.raises(NotAllowedError):
        open_person(kith, person.id, by=gone, now=NOW)
    with pytest.raises(NotAllowedError):
        find_people(kith, "Maureen", by=gone)
