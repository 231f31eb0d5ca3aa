"""Listing: everything that helps someone to go there for the first time."""

from directory.ui.listing_page import show_listing

show_listing()
