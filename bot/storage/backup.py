"""Copies of an SQLite database, taken while it is in use, and safe to go on from."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.ports.store import StoreFailure
from bot.storage.engine import BUSY_SECONDS, connect, file_of, private_file

# What was on its way when the copy was taken may have been posted since: whoever goes on from the copy looks first.
_LOOK_FIRST = """
UPDATE delivery SET state = 'sending', fence = NULL, posting_since = coalesce(posting_since, planned_at)
WHERE state IN ('planned', 'sending')
"""


def backup(url: str, path: Path) -> None:
    """Write a copy of the whole database to ``path``, which must not exist.  Raises ``StoreFailure``."""
    engine = connect(url)
    engine.dispose()
    file = file_of(engine)
    if file is None:
        raise StoreFailure(
            "A PostgreSQL database is copied with its own tool: pg_dump --format=custom --file=radar.dump, "
            "with the address in DATABASE_URL."
        )
    copy_file(file, path, after=_LOOK_FIRST)


def copy_file(file: Path, path: Path, after: str = "") -> None:
    """Copy the database as it is at this moment; copying the file itself would miss what is in its log."""
    if not file.exists():
        raise StoreFailure(f"There is no database at {file}.")
    if path.exists():
        raise StoreFailure(f"{path} is there already. Name a file that does not exist.")
    private_file(path)
    try:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM INTO ?", (str(path),))
        with closing(sqlite3.connect(path, isolation_level=None)) as copy:
            copy.executescript(after)
        with path.open("rb") as written:
            os.fsync(written.fileno())
    except (OSError, sqlite3.Error) as error:
        path.unlink(missing_ok=True)
        raise StoreFailure(f"The copy could not be written to {path}: {error}.") from error
