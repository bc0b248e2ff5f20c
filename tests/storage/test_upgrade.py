"""Going from one version to the next: rows stay, a copy is kept, and what would break rows is undone."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.papers import Standing
from bot.ports.changes import ChangeKind, Place
from bot.ports.store import MarkKind, StoreFailure
from bot.storage import SqlStore, open_store, schema
from bot.storage.engine import connect
from tests.storage.databases import Database
from tests.storage.made import HOUR, NOON, channel, finished_digest, record

REBUILD = """
    with op.batch_alter_table("paper") as paper:
        paper.add_column(sa.Column("colour", sa.Text(), nullable=True))
        paper.alter_column("journal", existing_type=sa.Text(), nullable=True)
"""
HALF_WAY = """
    op.add_column("paper", sa.Column("colour", sa.Text(), nullable=True))
    op.execute("SELECT nonsense FROM nowhere")
"""
DANGLING = """
    op.execute("DELETE FROM paper")
"""


@pytest.fixture
def revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations as a later version of the program has them: ours and one more."""
    copied = tmp_path / "migrations"
    shutil.copytree(schema.REVISIONS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "REVISIONS", copied)
    return copied / "versions"


def later(revisions: Path, body: str) -> None:
    head = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "next"\ndown_revision = "0002"\n\n\n'
    (revisions / "next.py").write_text(f"{head}def upgrade() -> None:\n{body}")


def filled(store: SqlStore) -> None:
    papers = store.papers.absorb([record("arxiv:1"), record("arxiv:2")], NOON).new
    finished_digest(store, channel(store), papers, ["briefing", "details"])


def test_a_table_others_refer_to_is_rebuilt_without_losing_a_row(database: Database, url: str, revisions: Path) -> None:
    filled(database.store)
    later(revisions, REBUILD)
    with pytest.raises(StoreFailure, match="python -m bot migrate"):
        open_store(url)
    upgraded = open_store(url, migrate=True)
    assert len(upgraded.papers.first_seen(NOON - HOUR, NOON)) == 2
    upgraded.close()


def test_the_file_as_it_was_is_kept_beside_it(file_url: str, tmp_path: Path, revisions: Path) -> None:
    store = open_store(file_url)
    filled(store)
    store.close()
    later(revisions, REBUILD)
    open_store(file_url, migrate=True).close()
    open_store(file_url, migrate=True).close()
    copies = sorted(tmp_path.glob("radar.sqlite3.version-*"))
    assert [copy.name for copy in copies] == ["radar.sqlite3.version-0002.1"]
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]
        assert copy.execute("SELECT count(*) FROM digest_paper").fetchone() == (2,)
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(sqlite3.connect(tmp_path / "radar.sqlite3")) as upgraded:
        assert upgraded.execute("SELECT count(*) FROM digest_paper").fetchone() == (2,)
        assert upgraded.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(("body", "failure"), [(HALF_WAY, (SQLAlchemyError, StoreFailure)), (DANGLING, StoreFailure)])
def test_an_upgrade_that_cannot_end_is_undone_and_the_old_version_goes_on(
    file_url: str, revisions: Path, body: str, failure: type[Exception]
) -> None:
    store = open_store(file_url)
    filled(store)
    store.close()
    later(revisions, body)
    with pytest.raises(failure):
        open_store(file_url, migrate=True)
    (revisions / "next.py").unlink()
    store = open_store(file_url)
    store.ready()
    assert len(store.papers.first_seen(NOON - HOUR, NOON)) == 2
    store.close()


def test_an_older_program_refuses_the_newer_file_and_leaves_it(file_url: str, revisions: Path) -> None:
    later(revisions, REBUILD)
    open_store(file_url, migrate=True).close()
    (revisions / "next.py").unlink()
    for migrating in (False, True):
        with pytest.raises(StoreFailure, match="newer version of this program"):
            open_store(file_url, migrate=migrating)
    engine = connect(file_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "next"
    engine.dispose()


def test_a_file_of_the_first_release_is_upgraded_with_all_it_held(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "radar.sqlite3")) as old:
        old.executescript((Path(__file__).parent / "released" / "0001.sql").read_text(encoding="utf-8"))
    store = open_store(f"sqlite:///{tmp_path / 'radar.sqlite3'}", migrate=True)
    first, second = store.papers.first_seen(NOON - HOUR, NOON)
    assert store.marks.marked("T1", "U1", MarkKind.SAVED) == [first.id]
    assert store.digests.shown(channel(store).id) == {first.id, second.id}
    assert store.sources.memory("arxiv:cs.CL").newest == NOON.date()
    # Works stored before are known by their titles, too.
    article = record("doi:10.1038/s1", title=first.title, source="feed:nature")
    assert store.papers.absorb([article], NOON + HOUR).new == ()
    # What readers were told of has its thread to be told more in.
    store.papers.absorb([replace(article, standing=Standing.RETRACTED)], NOON + HOUR)
    retraction = next(change for change in store.changes.untold(9) if change.kind is ChangeKind.STANDING)
    assert store.changes.places(retraction) == [Place("T1", "U1"), Place("T1", "C1", "100.1")]
    store.close()
