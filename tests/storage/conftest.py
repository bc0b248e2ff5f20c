"""A store on each database for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import SqlStore, open_store
from tests.storage.databases import Database, PostgreSQL, postgresql

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as running:
        yield running


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with this version's schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    open_store(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture(scope="session", params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Each database in turn; one for all tests, since emptying it takes a tenth of the time of making it."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path_factory.mktemp('store') / 'radar.sqlite3'}")
        yield made
        made.close()
    else:
        running: PostgreSQL = request.getfixturevalue("server")
        with running.database() as url:
            made = Database(url)
            yield made
            made.close()


@pytest.fixture
def url(database: Database) -> Iterator[str]:
    """The URL of a database that is empty and has this version's schema."""
    yield database.url
    database.empty()


@pytest.fixture
def store(database: Database, url: str) -> SqlStore:
    return database.store


@pytest.fixture
def file_url(empty_file: Path, tmp_path: Path) -> str:
    """A file of its own, on SQLite alone."""
    path = tmp_path / "radar.sqlite3"
    path.write_bytes(empty_file.read_bytes())
    return f"sqlite:///{path}"
