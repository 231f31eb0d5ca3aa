"""My people: find someone again, begin with someone new, or look at one person's record."""

import streamlit as st

from directory.ui.people_list import show_people
from directory.ui.people_new import show_new_person
from directory.ui.people_record import show_record
from directory.ui.state import get_user
from directory.ui.talk_address import PERSON

user = get_user()
if person_id := st.query_params.get(PERSON):
    show_record(person_id, user)
else:
    st.title("My people", anchor=False)
    show_new_person(user)
    show_people(user)
