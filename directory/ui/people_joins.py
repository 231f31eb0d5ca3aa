"""Two records of one person: joined, seen to be joined, and parted again."""

from datetime import UTC, datetime

import streamlit as st

from directory.model.person import Person, PersonJoin
from directory.model.user import Permission, User, may
from directory.services.people import (
    FoundPerson,
    PersonRecord,
    find_people,
    join_people,
    open_person,
    part_people,
)
from directory.ui.as_typed import as_typed
from directory.ui.components.live_text import SEARCH_PAUSE_MS, live_text
from directory.ui.people_reason import open_or_ask
from directory.ui.people_words import day_words, line_words, name_words, whereabouts_words
from directory.ui.state import get_kith
from directory.ui.talk_look import show_line, show_soft
from directory.ui.words import DOT

CHOSEN = "people-join-with"
"""Session-state key: the record that may be joined, while one makes sure."""
_OFFER_AT_MOST = 8


def show_joins(record: PersonRecord, user: User) -> None:
    """What is joined now, what was parted, and the way to join another."""
    if not (record.joined or record.parted or may(user, Permission.JOIN_RECORDS)):
        return
    st.header("Other records of the same person", anchor=False)
    for found in record.joined:
        _show_joined(record, found, user)
    for join in record.parted:
        parted = day_words(join.parted_at or join.at)
        show_soft(f"A record was joined by {join.by} on {day_words(join.at)}, and parted again on {parted}.")
    if may(user, Permission.JOIN_RECORDS):
        with st.expander("Join another record", key="join-another"):
            _show_choice(record, user)


def _show_joined(record: PersonRecord, found: FoundPerson, user: User) -> None:
    join = _join_with(record, found.person)
    with st.container(border=True, key=f"joined-{found.person.id}"):
        show_line(found.person, line_words(found, datetime.now(UTC)))
        if join is None:
            show_soft("Joined by way of another record.")
            return
        show_soft(f"Read as one with this record since {day_words(join.at)}, joined by {join.by}.")
        part = may(user, Permission.JOIN_RECORDS) and st.button("Part them again", key=f"part-{join.id}")
        if part:
            part_people(get_kith(), record.person.id, join.id, by=user, now=datetime.now(UTC))
            st.rerun()


def _join_with(record: PersonRecord, other: Person) -> PersonJoin | None:
    return next((join for join in record.joins if other.id in {join.person_id, join.joined_to_id}), None)


def _show_choice(record: PersonRecord, user: User) -> None:
    chosen = st.session_state.get(CHOSEN)
    if isinstance(chosen, FoundPerson):
        _show_confirmation(record, chosen, user)
        return
    words = live_text(
        "Find the other record", key="join-find", hint="By name, postcode or phone.", pause_ms=SEARCH_PAUSE_MS
    ).text
    known = {record.person.id, *(found.person.id for found in record.joined)}
    people = [found for found in find_people(get_kith(), words, by=user) if found.person.id not in known]
    for found in people[:_OFFER_AT_MOST]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"person-join-{found.person.id}"):
            show_line(found.person, line_words(found, datetime.now(UTC)))
            if st.button(as_typed(f"Choose {name_words(found.person)}"), key=f"choose-{found.person.id}"):
                st.session_state[CHOSEN] = found
                st.rerun()
    if words.strip() and not people:
        show_soft("No other record fits.")


def _show_confirmation(record: PersonRecord, other: FoundPerson, user: User) -> None:
    opened = open_or_ask(
        lambda reason: open_person(
            get_kith(), other.person.id, by=user, now=datetime.now(UTC), reason=reason
        ),
        key="join",
        title="",
    )
    show_soft(
        f"{_told(record.person)} and {_told(other.person)} will be read as one person. "
        "Neither record is changed, and you can part them again."
    )
    with st.container(horizontal=True):
        if opened and st.button("Yes, join these two records", type="primary", key="join-yes"):
            join_people(get_kith(), record.person.id, other.person.id, by=user, now=datetime.now(UTC))
            del st.session_state[CHOSEN]
            st.rerun()
        if st.button("Not these", type="tertiary", key="join-no"):
            del st.session_state[CHOSEN]
            st.rerun()


def _told(person: Person) -> str:
    return DOT.join(part for part in (name_words(person), whereabouts_words(person)) if part)
