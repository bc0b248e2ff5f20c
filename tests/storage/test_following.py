"""Who reads which source, and what that means for what they are told."""

from datetime import timedelta

import pytest

from bot.ports.sources import Batch, BatchState
from bot.ports.store import TooManySources
from bot.storage import SqlStore
from tests.storage.made import DAY, HOUR, NOON, record

ARXIV, NATURE, OWN = "arxiv:cs.CL", "feed:https://nature.example/rss", "feed:https://own.example/rss"
LEASE = 60


@pytest.fixture
def followed(store: SqlStore) -> SqlStore:
    """Everybody reads arXiv, the workspace T1 Nature, and U1 a feed of their own."""
    store.sources.enrol({ARXIV: "arXiv cs.CL"}, NOON)
    assert store.sources.follow(NATURE, "Nature", "T1", "", NOON, 100)
    assert store.sources.follow(OWN, "Own", "T1", "U1", NOON, 10)
    return store


def test_everyone_reads_what_is_shared_and_their_own(followed: SqlStore) -> None:
    sources = followed.sources
    assert sources.readable("T1", "U1") == {ARXIV, NATURE, OWN}
    assert sources.readable("T1", "U2") == sources.readable("T1", "") == {ARXIV, NATURE}
    assert sources.readable("T2", "U1") == {ARXIV}
    assert (sources.followed("T1", "U1"), sources.followed("T1", "")) == ([OWN], [NATURE])


def test_adding_twice_changes_once_and_the_limit_holds(followed: SqlStore) -> None:
    assert not followed.sources.follow(OWN, "Own", "T1", "U1", NOON, 1)
    with pytest.raises(TooManySources):
        followed.sources.follow("feed:https://more.example", "More", "T1", "U1", NOON, 1)
    assert followed.sources.followed("T1", "U1") == [OWN]
    assert [report.name for report in followed.sources.reports(NOON)] == [ARXIV, NATURE, OWN]


def test_what_nobody_reads_any_more_is_not_asked(followed: SqlStore) -> None:
    assert followed.sources.unfollow(OWN, "T1", "U1", NOON)
    assert not followed.sources.unfollow(OWN, "T1", "U1", NOON)
    followed.sources.enrol({}, NOON)
    assert followed.sources.claim_due(NOON, "me", LEASE) == NATURE
    assert followed.sources.claim_due(NOON, "me", LEASE) is None
    followed.sources.polled(NATURE, Batch(BatchState.QUIET, next_poll=DAY), NOON)
    # Who comes back is asked for at once.
    assert followed.sources.follow(OWN, "Own", "T1", "U1", NOON + HOUR, 10)
    assert followed.sources.claim_due(NOON + HOUR, "me", LEASE) == OWN


def test_papers_of_a_persons_own_feed_are_for_that_person_alone(followed: SqlStore) -> None:
    (own,) = followed.papers.absorb([record("doi:10.1/own", source=OWN)], NOON).new
    (shared,) = followed.papers.absorb([record("arxiv:1")], NOON).new
    assert followed.sources.hidden("T1", "U2") == {OWN}
    assert followed.sources.hidden("T1", "U1") == set()
    theirs = followed.papers.first_seen(NOON - HOUR, NOON, followed.sources.hidden("T1", "U2"))
    assert [paper.id for paper in theirs] == [shared]
    everything = followed.papers.first_seen(NOON - HOUR, NOON, followed.sources.hidden("T1", "U1"))
    assert [paper.id for paper in everything] == [own, shared]


def test_what_a_private_feed_told_first_is_news_to_others_when_a_shared_source_tells_it(followed: SqlStore) -> None:
    (paper_id,) = followed.papers.absorb([record("doi:10.1/x", source=OWN)], NOON).new
    followed.papers.absorb([record("doi:10.1/x", source=NATURE)], NOON + 9 * DAY)
    hidden = followed.sources.hidden("T1", "U2")
    later = followed.papers.first_seen(NOON + 8 * DAY, NOON + 9 * DAY, hidden)
    assert [paper.id for paper in later] == [paper_id]
    assert followed.papers.first_seen(NOON + 8 * DAY, NOON + 9 * DAY) == []


def test_what_a_feed_brought_stays_theirs_after_they_gave_it_up(followed: SqlStore) -> None:
    followed.papers.absorb([record("doi:10.1/own", source=OWN)], NOON)
    followed.sources.unfollow(OWN, "T1", "U1", NOON)
    assert followed.sources.hidden("T1", "U1") == set()
    assert followed.sources.hidden("T1", "U2") == {OWN}


def test_a_source_learns_how_long_it_is_usually_silent(followed: SqlStore) -> None:
    ok = Batch(BatchState.OK, next_poll=HOUR)
    for days in (0, 1, 4, 5):
        followed.sources.polled(ARXIV, ok, NOON + days * DAY, brought=3)
    followed.sources.polled(ARXIV, ok, NOON + 6 * DAY)
    health = next(one for one in followed.sources.health() if one.name == ARXIV)
    assert health.last_news_at == NOON + 5 * DAY
    assert health.longest_gap is not None
    assert timedelta(days=2.6) < health.longest_gap <= timedelta(days=3)
    assert health.followers == (("", ""),)


def test_what_followers_were_told_is_forgotten_when_it_is_over(followed: SqlStore) -> None:
    followed.sources.failed(NATURE, "nature.example refuses to answer us.", NOON + HOUR, NOON)
    followed.sources.tell(NATURE, "failing")
    followed.sources.failed(NATURE, "nature.example refuses to answer us.", NOON + HOUR, NOON + HOUR)
    health = {one.name: one for one in followed.sources.health()}
    assert (health[NATURE].failing_since, health[NATURE].told) == (NOON, "failing")
    followed.sources.polled(NATURE, Batch(BatchState.QUIET), NOON + DAY)
    health = {one.name: one for one in followed.sources.health()}
    assert (health[NATURE].failing_since, health[NATURE].told) == (None, "")
    followed.sources.tell(NATURE, "silent")
    followed.sources.polled(NATURE, Batch(BatchState.QUIET), NOON + 2 * DAY)
    assert {one.name: one.told for one in followed.sources.health()}[NATURE] == "silent"
    followed.sources.polled(NATURE, Batch(BatchState.OK), NOON + 3 * DAY, brought=1)
    assert {one.name: one.told for one in followed.sources.health()}[NATURE] == ""


def test_a_stopped_source_is_left_alone_until_it_is_added_again(followed: SqlStore) -> None:
    followed.sources.stop(OWN, "own.example says that this address is gone for good.", NOON)
    assert followed.sources.overdue(NOON + DAY) == 2
    names = {followed.sources.claim_due(NOON + DAY, "me", 2 * 24 * 3600) for _ in range(3)}
    assert names == {ARXIV, NATURE, None}
    assert next(one for one in followed.sources.health() if one.name == OWN).stopped
    assert followed.sources.follow(OWN, "Own", "T1", "U1", NOON + 2 * DAY, 10)
    assert followed.sources.claim_due(NOON + 2 * DAY, "me", LEASE) == OWN


def test_reading_back_goes_on_where_it_was(store: SqlStore) -> None:
    first = NOON.date()
    assert store.sources.reached(ARXIV, first) is None
    store.sources.reach(ARXIV, first, first + timedelta(days=7))
    store.sources.reach(ARXIV, first, first + timedelta(days=14))
    assert store.sources.reached(ARXIV, first) == first + timedelta(days=14)
    assert store.sources.reached(ARXIV, first - timedelta(days=1)) is None
