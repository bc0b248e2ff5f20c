"""Who is asked when, what a poll leaves behind, and what the receipt may say."""

from datetime import date, timedelta

import pytest

from bot.papers import Announcement
from bot.ports.sources import Batch, BatchState
from bot.ports.store import StoreFailure
from bot.storage import SqlStore
from tests.storage.made import DAY, HOUR, LEASE, MINUTE, NOON, SECOND, TODAY, record

ARXIV, BIO = "arxiv:cs.CL", "biorxiv"


@pytest.fixture(autouse=True)
def enrolled(store: SqlStore) -> None:
    store.sources.enrol({ARXIV: "arXiv cs.CL", BIO: "bioRxiv"}, NOON)


def ok(**changed: object) -> Batch:
    return Batch(**{"state": BatchState.OK, **changed})  # type: ignore[arg-type]


def test_new_sources_are_due_at_once_and_each_is_claimed_by_one(store: SqlStore) -> None:
    assert [store.sources.claim_due(NOON, "me", LEASE) for _ in range(3)] == [ARXIV, BIO, None]
    assert store.sources.overdue(NOON) == 2


def test_a_source_is_left_alone_until_its_next_poll(store: SqlStore) -> None:
    assert store.sources.claim_due(NOON, "me", LEASE) == ARXIV
    store.sources.polled(ARXIV, ok(next_poll=timedelta(minutes=30)), NOON)
    store.sources.failed(BIO, "It did not answer.", NOON + 10 * MINUTE, NOON)
    assert store.sources.claim_due(NOON + 9 * MINUTE, "me", LEASE) is None
    assert store.sources.overdue(NOON + 9 * MINUTE) == 0
    assert store.sources.claim_due(NOON + 10 * MINUTE, "me", LEASE) == BIO
    assert store.sources.claim_due(NOON + 30 * MINUTE, "me", LEASE) == BIO
    assert store.sources.claim_due(NOON + 30 * MINUTE, "me", LEASE) == ARXIV


def test_a_claim_whose_holder_died_is_free_when_its_lease_ends(store: SqlStore) -> None:
    for _ in range(2):
        store.sources.claim_due(NOON, "died", LEASE)
    assert store.sources.claim_due(NOON + 59 * SECOND, "me", LEASE) is None
    assert store.sources.claim_due(NOON + 60 * SECOND, "me", LEASE) == ARXIV


def test_a_source_that_is_not_configured_any_more_rests(store: SqlStore) -> None:
    store.sources.enrol({BIO: "bioRxiv"}, NOON + HOUR)
    assert [report.name for report in store.sources.reports(NOON)] == [BIO]
    assert store.sources.claim_due(NOON + HOUR, "me", LEASE) == BIO
    assert store.sources.claim_due(NOON + HOUR, "me", LEASE) is None
    assert store.sources.overdue(NOON + HOUR) == 1


def test_a_source_is_called_what_it_calls_itself_once_it_said_so(store: SqlStore) -> None:
    assert [report.label for report in store.sources.reports(NOON)] == ["arXiv cs.CL", "bioRxiv"]
    store.sources.polled(BIO, ok(title="bioRxiv: all"), NOON)
    store.sources.polled(BIO, ok(), NOON)
    store.sources.enrol({ARXIV: "arXiv cs.CL", BIO: "bioRxiv"}, NOON)
    assert [report.label for report in store.sources.reports(NOON)] == ["arXiv cs.CL", "bioRxiv: all"]


def test_a_source_that_returns_is_due_at_once_and_one_that_stayed_is_not(store: SqlStore) -> None:
    for name in (ARXIV, BIO):
        store.sources.polled(name, ok(next_poll=timedelta(days=1)), NOON)
    store.sources.enrol({BIO: "bioRxiv"}, NOON + HOUR)
    store.sources.enrol({BIO: "bioRxiv", ARXIV: "arXiv"}, NOON + HOUR)
    assert store.sources.claim_due(NOON + HOUR, "me", LEASE) == ARXIV
    assert store.sources.claim_due(NOON + HOUR, "me", LEASE) is None
    assert [report.name for report in store.sources.reports(NOON)] == [BIO, ARXIV]


def test_a_source_never_read_has_no_memory_and_knows_nothing(store: SqlStore) -> None:
    memory = store.sources.memory(ARXIV)
    assert (memory.etag, memory.newest, memory.failures) == ("", None, 0)
    assert memory.known(frozenset({"arxiv:1"})) == frozenset()
    assert store.sources.memory("nobody").known(frozenset({"arxiv:1"})) == frozenset()


def test_the_next_poll_remembers_the_last_one(store: SqlStore) -> None:
    store.papers.absorb([record("arxiv:1"), record("arxiv:2", source=BIO)], NOON)
    store.sources.polled(ARXIV, ok(etag='W/"1"', last_modified="Mon", announced_on=TODAY), NOON)
    store.sources.polled(ARXIV, ok(etag='W/"2"', announced_on=date(2026, 6, 5)), NOON + HOUR)
    memory = store.sources.memory(ARXIV)
    assert (memory.etag, memory.last_modified, memory.newest) == ('W/"2"', "", TODAY)
    assert memory.known(frozenset({"arxiv:1", "arxiv:2", "arxiv:3"})) == {"arxiv:1"}


def test_a_batch_stored_by_a_poll_that_was_cut_off_counts_as_unseen(store: SqlStore) -> None:
    store.sources.polled(ARXIV, ok(), NOON - DAY)
    store.papers.absorb([record("arxiv:1")], NOON)
    assert store.sources.memory(ARXIV).known(frozenset({"arxiv:1"})) == frozenset()
    store.sources.polled(ARXIV, ok(), NOON)
    assert store.sources.memory(ARXIV).known(frozenset({"arxiv:1"})) == {"arxiv:1"}


def test_failures_are_counted_until_a_poll_succeeds(store: SqlStore) -> None:
    for hour in range(3):
        store.sources.failed(ARXIV, "No answer.", NOON, NOON + hour * HOUR)
    assert store.sources.memory(ARXIV).failures == 3
    report = store.sources.reports(NOON)[0]
    assert (report.state, report.note, report.since) == ("failed", "No answer.", NOON)
    store.sources.polled(ARXIV, ok(), NOON + 4 * HOUR)
    report = store.sources.reports(NOON)[0]
    assert (report.state, report.note, report.since) == ("ok", "", NOON + 4 * HOUR)
    assert store.sources.memory(ARXIV).failures == 0


def test_the_receipt_counts_what_each_source_brought_as_news(store: SqlStore) -> None:
    batch = [record("arxiv:1"), record("arxiv:2"), record("arxiv:3", announcement=Announcement.REPLACE, version=2)]
    store.papers.absorb(batch, NOON)
    store.papers.absorb([record("arxiv:2", source=BIO, announcement=Announcement.CROSS)], NOON + HOUR)
    assert [report.new for report in store.sources.reports(NOON - SECOND)] == [2, 1]
    assert [report.new for report in store.sources.reports(NOON)] == [0, 1]


def test_reading_an_old_batch_again_does_not_reset_the_count_of_the_day(store: SqlStore) -> None:
    store.papers.absorb([record("arxiv:1")], NOON)
    store.sources.polled(ARXIV, ok(), NOON)
    store.papers.absorb([record("arxiv:1")], NOON + HOUR)
    store.sources.polled(ARXIV, ok(), NOON + HOUR)
    assert store.sources.reports(NOON - SECOND)[0].new == 1


def test_a_source_never_read_has_no_state(store: SqlStore) -> None:
    assert [(report.state, report.since) for report in store.sources.reports(NOON)] == [("", None), ("", None)]


def test_polls_of_sources_nobody_enrolled_are_ignored(store: SqlStore) -> None:
    store.sources.polled("nobody", ok(), NOON)
    store.sources.failed("nobody", "x", NOON, NOON)
    assert len(store.sources.reports(NOON)) == 2


def test_a_name_that_cannot_be_kept_is_refused_with_a_sentence(store: SqlStore) -> None:
    with pytest.raises(StoreFailure, match="too long"):
        store.sources.enrol({"feed:https://example.org/" + "x" * 1_000: "long"}, NOON)
