"""A copy is whole, taken while the store is in use, and going on from it repeats nothing blindly."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports.delivery import Message
from bot.ports.store import StoreFailure
from bot.storage import backup, open_store
from tests.storage.made import HOUR, LEASE, MINUTE, NOON, channel, finished_digest, posted_message, record


def test_a_copy_taken_in_the_middle_of_work_is_whole_and_can_be_gone_on_from(file_url: str, tmp_path: Path) -> None:
    store = open_store(file_url)
    papers = store.papers.absorb([record(f"arxiv:{number}") for number in range(100)], NOON).new
    reader = channel(store)
    finished_digest(store, reader, papers[:2], ["posted"])
    posted_message(store, "1.1")
    with store.transactions.write():
        backup(file_url, tmp_path / "copy.sqlite3")
    store.close()
    restored = open_store(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    restored.ready()
    assert len(restored.papers.first_seen(NOON - HOUR, NOON)) == 100
    assert restored.digests.shown(reader.id) == set(papers[:2])
    assert restored.deliveries.claim(NOON + HOUR, LEASE) is None
    restored.close()


def test_whoever_goes_on_from_a_copy_looks_before_posting_what_was_on_its_way(file_url: str, tmp_path: Path) -> None:
    store = open_store(file_url)
    store.deliveries.plan("k", "T1", "C1", Message("on its way"), NOON)
    backup(file_url, tmp_path / "copy.sqlite3")
    claim = store.deliveries.claim(NOON, LEASE)
    assert claim is not None
    assert claim.posting_since is None
    store.close()
    restored = open_store(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    again = restored.deliveries.claim(NOON + MINUTE, LEASE)
    assert again is not None
    assert (again.id, again.posting_since) == (claim.id, NOON)
    restored.close()


def test_a_copy_is_for_its_owner_alone_and_sound(file_url: str, tmp_path: Path) -> None:
    backup(file_url, tmp_path / "copy.sqlite3")
    assert oct((tmp_path / "copy.sqlite3").stat().st_mode & 0o777) == "0o600"
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_nothing_is_overwritten(file_url: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(StoreFailure, match="is there already"):
        backup(file_url, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_what_cannot_be_copied_is_told_and_leaves_nothing(file_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreFailure, match="There is no database"):
        backup(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "copy")
    with pytest.raises(StoreFailure, match="cannot be opened"):
        backup(file_url, tmp_path / "no folder" / "copy")
    (tmp_path / "radar.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreFailure, match="could not be written"):
        backup(file_url, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_postgresql_database_is_left_to_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(StoreFailure, match="pg_dump"):
        backup("postgresql://user@localhost/radar", tmp_path / "copy")
