"""The page for the person: their words, at most three places, the map, and whom to ring."""

import streamlit as st

from directory.ui.person_page import show_person_page
from directory.ui.talk_address import CONVERSATION

show_person_page(st.query_params.get(CONVERSATION, ""))
