"""Runs revisions on the connection that ``bot.storage.schema`` opened; there is no other way in."""

from alembic import context
from sqlalchemy import Connection

from bot.storage.drafting import is_ours, render_item
from bot.storage.tables import Row


def run(connection: Connection) -> None:
    """Run what was asked for inside the transaction that is open."""
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=is_ours,
    )
    context.run_migrations()


run(context.config.attributes["connection"])
