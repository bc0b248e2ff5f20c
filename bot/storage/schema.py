"""The version of the database: bringing it to this program's, or saying in a sentence why that cannot be."""

from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select

from bot.ports.store import StoreFailure
from bot.storage.backup import copy_file
from bot.storage.engine import connect, file_of, private_file
from bot.storage.failures import NO_SCHEMA, told_in_sentences

REVISIONS = Path(__file__).with_name("migrations")
_MIGRATING = 0x52414D4947  # the number of PostgreSQL's lock for this


def migrate(engine: Engine) -> None:
    """Bring the schema to this version in one transaction; an SQLite file that holds data is copied first.

    Raises ``StoreFailure`` when the schema is a newer program's, or the database cannot be used.
    """
    file = file_of(engine)
    if file is not None:
        private_file(file)
    own = connect(engine.url, migrating=True)
    try:
        with told_in_sentences():
            _keep_copy(own, file)
            with own.begin() as connection:
                _upgrade(connection)
    finally:
        own.dispose()


def check(engine: Engine) -> None:
    """Raise ``StoreFailure`` unless the schema is exactly this version's."""
    file = file_of(engine)
    if file is not None and not file.exists():
        raise StoreFailure(f"There is no database at {file}. Run `python -m bot migrate` to create it.")
    with told_in_sentences(), engine.connect() as connection:
        if _version(connection) != newest():
            raise StoreFailure(NO_SCHEMA)


def newest() -> str:
    """The version this program works with."""
    head = _script().get_current_head()
    if head is None:
        raise StoreFailure("This installation is incomplete: its migrations are missing. Install it again.")
    return head


def settings(connection: Connection | None = None) -> Config:
    """What Alembic needs to know; there is no ``alembic.ini``."""
    config = Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(settings())


def _version(connection: Connection) -> str | None:
    """The version of the schema; nothing for an empty database.  Raises ``StoreFailure`` for a newer one."""
    version = MigrationContext.configure(connection).get_current_revision()
    if version is not None and version not in {revision.revision for revision in _script().walk_revisions()}:
        raise StoreFailure(
            f"The database was written by a newer version of this program (schema {version}). "
            "Update the program, or restore the copy that was kept before."
        )
    return version


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
    if _version(connection) == newest():
        return
    command.upgrade(settings(connection), "head")
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreFailure("The migration would leave rows that point nowhere, so it was undone. Please report this.")


def _keep_copy(own: Engine, file: Path | None) -> None:
    """Before an older file is changed, a copy of it is put beside it, named after the version it has."""
    if file is None:
        return
    with own.connect() as connection:
        version = _version(connection)
        if version in (None, newest()) or not inspect(connection).get_table_names():
            return
    names = (file.with_name(f"{file.name}.version-{version}.{number}") for number in count(1))
    copy_file(file, next(name for name in names if not name.exists()))
