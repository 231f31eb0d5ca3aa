"""Ways between the Tend pages."""

import streamlit as st

IMPORT_PAGE = "pages/tend/import_listings.py"
MISSING_PAGE = "pages/tend/missing.py"


def show_way_to_missing() -> None:
    """To what people could not find."""
    st.page_link(
        MISSING_PAGE, label="What people wished for and could not find", icon=":material/search_off:"
    )


def show_way_to_import() -> None:
    """Back to where Tend begins."""
    st.page_link(IMPORT_PAGE, label="Bring listings in", icon=":material/arrow_back:")
