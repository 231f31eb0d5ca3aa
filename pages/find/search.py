"""Find: what is near, by words, place and choices."""

import streamlit as st

from directory.ui.find_page import show_find

with st.container(key="find-title"):
    st.html('<h1 class="kith-unseen">Find groups and places</h1>')
show_find()
