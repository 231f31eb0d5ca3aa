"""Keeping things: one store for SQLite and PostgreSQL behind the ports that services see."""
