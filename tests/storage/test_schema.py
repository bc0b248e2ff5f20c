"""The database is brought to this version whole or not at all, and never to an older one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from bot.ports.store import StoreFailure
from bot.storage import open_store
from bot.storage.drafting import differences
from bot.storage.engine import connect
from bot.storage.schema import REVISIONS, check, migrate, newest
from tests.storage.databases import PostgreSQL
from tests.storage.made import NOON, record

TABLES = {
    "backfill",
    "channel_pace",
    "delivery",
    "digest",
    "digest_paper",
    "discussion",
    "enrichment",
    "envelope",
    "host_turn",
    "mark",
    "paper",
    "paper_change",
    "paper_key",
    "paper_likeness",
    "paper_source",
    "query",
    "source",
    "source_follower",
    "subscriber",
    "turn",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any schema."""
    if request.param == "sqlite":
        engine = connect(f"sqlite:///{tmp_path / 'fresh 100%.sqlite3'}")
        yield engine
        engine.dispose()
    else:
        server: PostgreSQL = request.getfixturevalue("server")
        with server.database(template="template0") as url:
            engine = connect(url)
            yield engine
            engine.dispose()


def test_the_migrations_make_exactly_the_tables_the_program_works_with(fresh: Engine) -> None:
    migrate(fresh)
    with fresh.connect() as connection:
        assert differences(connection) == []
    assert set(inspect(fresh).get_table_names()) == {*TABLES, "alembic_version"}


def test_migrating_again_changes_nothing(fresh: Engine) -> None:
    migrate(fresh)
    migrate(fresh)
    check(fresh)


def test_what_another_program_keeps_in_the_same_database_is_left_alone(fresh: Engine) -> None:
    with fresh.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE procrastinate_jobs (id INTEGER)")
    migrate(fresh)
    check(fresh)
    with fresh.connect() as connection:
        assert differences(connection) == []
    assert "procrastinate_jobs" in inspect(fresh).get_table_names()


def test_a_database_without_a_schema_is_refused_with_what_to_do(fresh: Engine) -> None:
    fresh.connect().close()
    with pytest.raises(StoreFailure, match="python -m bot migrate"):
        check(fresh)


def test_a_newer_schema_is_refused_and_left_as_it_is(fresh: Engine) -> None:
    migrate(fresh)
    with fresh.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for use in (check, migrate):
        with pytest.raises(StoreFailure, match="newer version of this program"):
            use(fresh)


def test_a_migration_that_fails_half_way_leaves_the_old_schema(fresh: Engine) -> None:
    with fresh.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE subscriber (id INTEGER)")
    with pytest.raises(Exception, match="subscriber"):
        migrate(fresh)
    assert set(inspect(fresh).get_table_names()) - {"alembic_version"} == {"subscriber"}


def test_opening_a_store_without_migrating_needs_this_versions_schema(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite3"
    with pytest.raises(StoreFailure, match="There is no database at"):
        open_store(f"sqlite:///{path}")
    assert not path.exists()
    open_store(f"sqlite:///{path}", migrate=True).close()
    store = open_store(f"sqlite:///{path}")
    store.ready()
    store.close()


def test_a_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite3"
    store = open_store(f"sqlite:///{path}", migrate=True)
    store.papers.absorb([record("arxiv:1")], NOON)
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {
        name: "0o600" for name in ("mine.sqlite3", "mine.sqlite3-wal", "mine.sqlite3-shm")
    }
    store.close()


def test_every_revision_says_what_it_follows() -> None:
    revisions = sorted(path.stem for path in (REVISIONS / "versions").glob("0*.py"))
    assert revisions[-1].startswith(newest())
    assert [name[:4] for name in revisions] == [f"{number:04}" for number in range(1, len(revisions) + 1)]
