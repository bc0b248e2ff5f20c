"""Drafts the next revision for a person to read and correct: ``python -m bot.storage.drafting "what changed"``."""

import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage.columns import Instant, Json, Key, Lines, Words
from bot.storage.engine import connect
from bot.storage.schema import migrate, newest, settings
from bot.storage.tables import Row


def render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database, so that an old revision never changes with them."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Json | Key | Lines | Words):
        return "sa.Text()"
    return False


def is_ours(name: str | None, kind: str, _: Any) -> bool:
    """Leave alone what another program keeps in the same database."""
    return kind != "table" or name in Row.metadata.tables


def differences(connection: Connection) -> list[Any]:
    """What the tables of this program say and the database does not, or the other way round."""
    context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
    found: list[Any] = compare_metadata(context, Row.metadata)
    return found


def draft(message: str) -> None:
    """Write the revision from the newest one to the tables as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'draft.sqlite3'}")
        migrate(engine)
        with engine.begin() as connection:
            number = f"{int(newest()) + 1:04}"
            command.revision(settings(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
