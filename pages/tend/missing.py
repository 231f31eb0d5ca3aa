"""Missing: what people wished for and could not find."""

import streamlit as st

from directory.ui.tend_address import show_way_to_import
from directory.ui.tend_missing import show_missing

show_way_to_import()
st.title("Wished for, and not found", anchor=False)
show_missing()
