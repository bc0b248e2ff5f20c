"""What readers said of papers is kept, each reader's apart."""

import pytest

from bot.ports.store import MarkKind, StoreFailure
from bot.storage import SqlStore
from tests.storage.made import NOON, SECOND, stored

SAVED, NOT_RELEVANT = MarkKind.SAVED, MarkKind.NOT_RELEVANT


def test_a_paper_is_saved_once_and_can_be_let_go(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    assert store.marks.mark("T1", "U1", paper, SAVED, NOON)
    assert not store.marks.mark("T1", "U1", paper, SAVED, NOON + SECOND)
    assert store.marks.marked("T1", "U1", SAVED) == [paper]
    assert store.marks.unmark("T1", "U1", paper, SAVED)
    assert not store.marks.unmark("T1", "U1", paper, SAVED)
    assert store.marks.marked("T1", "U1", SAVED) == []


def test_saved_papers_are_listed_latest_first(store: SqlStore) -> None:
    papers = stored(store, "arxiv:1", "arxiv:2", "arxiv:3")
    for second, paper in enumerate((papers[1], papers[2], papers[0])):
        store.marks.mark("T1", "U1", paper, SAVED, NOON + second * SECOND)
    assert store.marks.marked("T1", "U1", SAVED) == [papers[0], papers[2], papers[1]]


def test_marks_of_others_and_of_the_other_kind_are_apart(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    for team, user, kind in (("T1", "U1", SAVED), ("T1", "U1", NOT_RELEVANT), ("T2", "U1", SAVED), ("T1", "U2", SAVED)):
        assert store.marks.mark(team, user, paper, kind, NOON)
    assert store.marks.unmark("T1", "U1", paper, SAVED)
    assert store.marks.marked("T1", "U1", SAVED) == []
    assert store.marks.marked("T1", "U1", NOT_RELEVANT) == [paper]
    assert store.marks.marked("T2", "U1", SAVED) == [paper]
    assert store.marks.marked("T1", "U2", SAVED) == [paper]


def test_a_paper_that_was_never_stored_cannot_be_marked(store: SqlStore) -> None:
    with pytest.raises(StoreFailure, match="not in the database"):
        store.marks.mark("T1", "U1", 999, SAVED, NOON)
