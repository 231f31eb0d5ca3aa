"""Alembic asks here how to reach the database; the store hands its connection over."""

from alembic import context

from directory.storage.people_tables import conversation

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=conversation.metadata)
with context.begin_transaction():
    context.run_migrations()
