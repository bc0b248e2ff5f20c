"""What goes wrong outside is told in a sentence, and nothing half-done is kept."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.ports.delivery import Message
from bot.ports.store import StoreFailure
from bot.storage import SqlStore, open_store
from bot.storage.engine import connect
from bot.storage.failures import REFUSED
from tests.storage.databases import PostgreSQL
from tests.storage.made import HOUR, NOON, record


def with_pragma(url: str, pragma: str) -> SqlStore:
    engine = connect(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    return SqlStore(engine)


@pytest.mark.parametrize(
    "url", ["", "radar.sqlite3", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "nonsense://", "sqlite"]
)
def test_a_url_that_cannot_be_used_is_refused_with_the_forms_that_can(url: str) -> None:
    with pytest.raises(StoreFailure, match=r"must look like sqlite:///.* or postgresql://"):
        open_store(url)


def test_a_file_in_no_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreFailure, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'none' / 'radar.sqlite3'}", migrate=True)


def test_a_file_that_is_no_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ada, " * 500)
    for migrating in (False, True):
        with pytest.raises(StoreFailure, match="not a database"):
            open_store(f"sqlite:///{path}", migrate=migrating)
    assert path.read_text() == "Dear Ada, " * 500


def test_while_another_program_writes_we_wait_and_then_say_so(file_url: str, tmp_path: Path) -> None:
    store = with_pragma(file_url, "busy_timeout = 20")
    with closing(sqlite3.connect(tmp_path / "radar.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailure, match="busy"):
            store.papers.absorb([record("arxiv:1")], NOON)
        assert store.papers.find("arxiv:1") is None
        other.execute("ROLLBACK")
    assert len(store.papers.absorb([record("arxiv:1")], NOON).new) == 1
    store.close()


def test_on_a_full_disk_a_batch_is_not_half_stored_and_the_store_goes_on_afterwards(file_url: str) -> None:
    store = with_pragma(file_url, "max_page_count = 100")
    store.papers.absorb([record("arxiv:0")], NOON)
    with pytest.raises(StoreFailure, match=r"disk .* is full"):
        store.papers.absorb([record(f"arxiv:{number}", abstract="x" * 2_000) for number in range(500)], NOON)
    assert store.papers.find("arxiv:1") is None
    assert store.papers.find("arxiv:0") is not None
    store.papers.absorb([record("arxiv:1")], NOON)
    store.close()


def test_an_envelope_that_could_not_be_stored_is_no_envelope_received(file_url: str) -> None:
    store = with_pragma(file_url, "query_only = ON")
    with pytest.raises(StoreFailure, match="read-only"):
        store.inbox.receive("Ev1", "event", {}, NOON)
    with pytest.raises(StoreFailure, match="read-only"):
        store.ready()
    store.close()


def test_a_store_without_tables_asks_for_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite3"
    path.touch()
    store = SqlStore(connect(f"sqlite:///{path}"))
    with pytest.raises(StoreFailure, match="python -m bot migrate"):
        store.ready()
    with pytest.raises(StoreFailure, match="python -m bot migrate"):
        store.papers.find("arxiv:1")
    store.close()


def test_a_time_without_a_zone_is_a_mistake_and_not_stored(store: SqlStore) -> None:
    with pytest.raises(Exception, match="a time without a zone"):
        store.inbox.receive("Ev1", "event", {}, datetime(2026, 6, 8))  # noqa: DTZ001
    assert store.inbox.receive("Ev1", "event", {}, NOON)


def test_an_error_inside_a_transaction_keeps_nothing_of_it(store: SqlStore) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stopped() -> None:
        with store.transactions.write() as session:
            session.connection().exec_driver_sql("DELETE FROM envelope")
            raise Stop

    store.inbox.receive("Ev1", "event", {}, NOON)
    with pytest.raises(Stop):
        stopped()
    assert not store.inbox.receive("Ev1", "event", {}, NOON)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreFailure, match="server cannot be reached"):
        open_store("postgresql://radar:secret@127.0.0.1:1/radar")


def test_a_database_that_is_not_there_is_told(server: PostgreSQL) -> None:
    with server.database() as url:
        gone = url
    with pytest.raises(StoreFailure) as failure:
        open_store(gone)
    assert failure.value.sentence == REFUSED


def test_after_the_server_dropped_every_connection_the_store_goes_on(server: PostgreSQL) -> None:
    with server.database() as url:
        store = open_store(url)
        store.deliveries.plan("k", "T1", "C1", Message("x"), NOON)
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'radar_%'")
        assert store.deliveries.oldest_open() == NOON
        assert store.inbox.receive("Ev1", "event", {}, NOON + HOUR)
        store.close()
