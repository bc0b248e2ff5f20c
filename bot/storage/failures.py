"""What a database says when it fails, told as one sentence a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from bot.ports.store import StoreFailure

BUSY = "The database is busy: another process has been writing for too long. Try again in a moment."
FULL = "The disk that holds the database is full. Free some space; nothing that was stored is lost."
UNREADABLE = "The file DATABASE_URL names is not a database, or it is damaged. Restore a backup or name another file."
CANNOT_OPEN = "The database cannot be opened. Check DATABASE_URL, and that its folder exists and can be written."
READ_ONLY = "The database cannot be written: the file or its folder is read-only. Give this process the right to write."
DISK = "Reading or writing the database failed on the disk. Check the disk; nothing half-done was kept."
NO_SCHEMA = "The database has not been prepared for this version. Run `python -m bot migrate`."
AWAY = "The database server cannot be reached. Check that it runs and that DATABASE_URL is right."
REFUSED = "The database server refused us. Check the user, the password and the database name in DATABASE_URL."

_SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_NOTADB": UNREADABLE,
    "SQLITE_CORRUPT": UNREADABLE,
    "SQLITE_CANTOPEN": CANNOT_OPEN,
    "SQLITE_PERM": CANNOT_OPEN,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_IOERR": DISK,
}

_POSTGRESQL = {
    "08": AWAY,
    "25P03": BUSY,
    "28": REFUSED,
    "3D": REFUSED,
    "40": BUSY,
    "42P01": NO_SCHEMA,
    "42703": NO_SCHEMA,
    "53100": FULL,
    "53": AWAY,
    "55P03": BUSY,
    "57": AWAY,
    "58": DISK,
}


def told(error: SQLAlchemyError) -> StoreFailure | None:
    """The failure in a sentence; nothing for what is not the world's fault but a mistake in the code."""
    if isinstance(error, NoConnection):
        return StoreFailure(BUSY)
    if not isinstance(error, DBAPIError):
        return None
    sentence = _of_sqlite(error) or _of_postgresql(error)
    return StoreFailure(sentence) if sentence else None


def _of_sqlite(error: DBAPIError) -> str:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name == "SQLITE_ERROR" and "no such" in str(error.orig):
        return NO_SCHEMA
    return next((sentence for start, sentence in _SQLITE.items() if name.startswith(start)), "")


def _of_postgresql(error: DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return next((sentence for start, sentence in _POSTGRESQL.items() if state.startswith(start)), "")
    return _of_connection(str(error.orig)) if hasattr(error.orig, "pgconn") else ""


def _of_connection(words: str) -> str:
    """psycopg gives no code for a connection that was never made."""
    refused = "authentication failed" in words or "does not exist" in words
    return REFUSED if refused else AWAY


@contextmanager
def told_in_sentences() -> Iterator[None]:
    """Turn what the database says into ``StoreFailure``."""
    try:
        yield
    except SQLAlchemyError as error:
        failure = told(error)
        if failure is None:
            raise
        raise failure from error
