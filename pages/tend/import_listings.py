"""Import: listings from a file, seen before anything changes."""

import streamlit as st

from directory.ui.tend_address import show_way_to_missing
from directory.ui.tend_import import show_import

st.title("Bring listings in", anchor=False)
show_way_to_missing()
show_import()
