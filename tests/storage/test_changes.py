"""What becomes of papers that readers know is kept, with the threads to tell it in."""

from dataclasses import replace

import pytest

from bot.papers import Announcement, Standing
from bot.ports.changes import Change, ChangeKind, Place
from bot.ports.delivery import Posted
from bot.ports.ledger import DeliveryClaim
from bot.ports.store import MarkKind
from bot.storage import SqlStore
from bot.subscribers import SubscriberKind
from tests.storage.made import DAY, HOUR, LEASE, NOON, SECOND, channel, finished_digest, record

V2 = replace(
    record("arxiv:1", version=2, announcement=Announcement.REPLACE, title="On it, again"),
    abstract="We show that it holds. It holds twice.",
)


@pytest.fixture
def shown(store: SqlStore) -> int:
    """A paper that a briefing in the channel C1 showed."""
    (paper_id,) = store.papers.absorb([record("arxiv:1")], NOON).new
    finished_digest(store, channel(store), [paper_id], ["briefing"])
    claim = store.deliveries.claim(NOON + SECOND, LEASE)
    assert isinstance(claim, DeliveryClaim)
    assert store.deliveries.posting(claim, NOON)
    assert store.deliveries.sent(claim, Posted("C1", "100.1"), NOON)
    return paper_id


def one(store: SqlStore) -> Change:
    (change,) = store.changes.untold(10)
    return change


def test_a_new_version_of_a_paper_that_was_shown_says_what_changed(store: SqlStore, shown: int) -> None:
    store.papers.absorb([V2], NOON + DAY)
    change = one(store)
    assert (change.kind, change.detail, change.paper_id) == (ChangeKind.VERSION, "v1 → v2", shown)
    assert (change.changed, change.added) == (("title", "abstract"), ("It holds twice.",))
    store.changes.told(change.id, NOON)
    assert store.changes.untold(10) == []


def test_what_no_reader_knows_changes_in_silence(store: SqlStore) -> None:
    store.papers.absorb([record("arxiv:1")], NOON)
    store.papers.absorb([V2], NOON + DAY)
    assert store.changes.untold(10) == []


def test_a_new_version_is_told_where_it_was_discussed_or_saved_and_nowhere_else(store: SqlStore, shown: int) -> None:
    store.papers.absorb([V2], NOON + DAY)
    assert store.changes.places(one(store)) == []
    store.discussions.open("T1", "D7", "7.7", NOON, paper_id=shown)
    store.marks.mark("T1", "U1", shown, MarkKind.SAVED, NOON)
    assert store.changes.places(one(store)) == [Place("T1", "D7", "7.7"), Place("T1", "U1")]


def test_who_saved_it_is_told_in_the_thread_of_their_own_briefing(store: SqlStore) -> None:
    (paper_id,) = store.papers.absorb([record("arxiv:1")], NOON).new
    reader = store.subscribers.ensure("T1", SubscriberKind.PERSON, "U1", NOON)
    finished_digest(store, reader, [paper_id], ["briefing"])
    claim = store.deliveries.claim(NOON + SECOND, LEASE)
    assert claim is not None
    store.deliveries.posting(claim, NOON)
    store.deliveries.sent(claim, Posted("D1", "100.1"), NOON)
    store.marks.mark("T1", "U1", paper_id, MarkKind.SAVED, NOON)
    store.papers.absorb([V2], NOON + DAY)
    assert store.changes.places(one(store)) == [Place("T1", "D1", "100.1")]


@pytest.mark.parametrize("standing", [Standing.CONCERN, Standing.WITHDRAWN, Standing.RETRACTED])
def test_a_retraction_is_told_wherever_the_paper_was_shown(store: SqlStore, shown: int, standing: Standing) -> None:
    store.papers.absorb([replace(record("arxiv:1"), standing=standing)], NOON + DAY)
    change = one(store)
    assert (change.kind, change.detail, change.paper_id) == (ChangeKind.STANDING, str(standing), shown)
    assert store.changes.places(change) == [Place("T1", "C1", "100.1")]


def test_a_journal_publication_is_told_with_the_journals_name(store: SqlStore, shown: int) -> None:
    article = record("arxiv:1", "doi:10.1038/s1", journal="Nature", source="feed:nature")
    store.papers.absorb([article], NOON + DAY)
    change = one(store)
    assert (change.kind, change.detail, change.paper_id) == (ChangeKind.PUBLISHED, "Nature", shown)
    store.papers.absorb([article], NOON + 2 * DAY)
    assert len(store.changes.untold(10)) == 1


def test_a_change_follows_its_paper_when_that_turns_out_to_be_another_work(store: SqlStore, shown: int) -> None:
    (other,) = store.papers.absorb([record("doi:10.1/a", title="Quite another title of it")], NOON + HOUR).new
    store.marks.mark("T1", "U1", other, MarkKind.SAVED, NOON)
    retracted = record("doi:10.1/a", title="Quite another title of it", standing=Standing.RETRACTED)
    store.papers.absorb([retracted], NOON + HOUR)
    store.papers.absorb([record("arxiv:1", "doi:10.1/a")], NOON + DAY)
    assert {change.paper_id for change in store.changes.untold(10)} == {shown}
