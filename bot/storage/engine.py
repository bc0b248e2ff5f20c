"""Opens the database a URL names, so that what was committed stays and no read turns into a write half-way."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.ports.store import StoreFailure

BUSY_SECONDS = 30
CONNECTIONS = 8
PATIENCE = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
FORMS = "DATABASE_URL must look like sqlite:///radar.sqlite3 or postgresql://user:password@host/database."


def connect(url: str | URL, *, migrating: bool = False) -> Engine:
    """An engine for this database; nothing is read yet.  Raises ``StoreFailure`` for a URL that cannot be used."""
    known = _understood(url)
    if known.get_backend_name() == "postgresql":
        return _postgresql(known)
    return _sqlite(known, migrating)


def file_of(engine: Engine) -> Path | None:
    """The file of an SQLite database."""
    name = engine.url.database
    return Path(name) if name and engine.dialect.name == "sqlite" else None


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read, and see one moment throughout."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(only_reads=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _understood(url: str | URL) -> URL:
    try:
        known = make_url(url)
        backend = known.get_backend_name()
        if backend == "postgres":
            known = known.set(drivername="postgresql")
            backend = "postgresql"
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreFailure(FORMS) from error
    if backend == "postgresql":
        return known.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not known.database or known.database == ":memory:":
        raise StoreFailure(FORMS)
    return known.set(drivername="sqlite")


def _postgresql(url: URL) -> Engine:
    """``idle_in_transaction…`` ends the transactions of a frozen process, which would hold its locks for ever."""
    return create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": PATIENCE},
    )


def _sqlite(url: URL, migrating: bool) -> Engine:
    pool: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": CONNECTIONS}
    if migrating:
        pool = {"poolclass": NullPool}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **pool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver would begin by itself, too late and without IMMEDIATE
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # A migration rebuilds tables, and dropping the old one would delete what refers to it.
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if migrating else 'ON'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("only_reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def private_file(path: Path) -> None:
    """Create the file so that nobody else on this machine can read what people follow."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreFailure(f"The database file {path} cannot be opened: {error.strerror}.") from error
