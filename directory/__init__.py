"""Kith: a directory of community groups and a strengths-based conversation."""
