"""One digest for each subscriber and local date, made once, by one process at a time."""

from dataclasses import replace
from datetime import timedelta

from bot.ports.delivery import Message, Posted
from bot.ports.ledger import DeliveryState, NumberedPaper, Past
from bot.storage import SqlStore
from bot.subscribers import Subscriber
from tests.storage.made import (
    DAY,
    HOUR,
    LEASE,
    MINUTE,
    NOON,
    SECOND,
    TODAY,
    channel,
    claimed_digest,
    claimed_message,
    finished_digest,
    stored,
)


def due(store: SqlStore, address: str = "C1") -> Subscriber:
    return channel(store, address, next_due_at=NOON)


def test_the_digest_of_a_day_is_opened_once_and_the_next_one_is_set(store: SqlStore) -> None:
    reader = due(store)
    assert store.digests.open_due(reader, TODAY, NOON + DAY, NOON) is not None
    assert store.digests.open_due(reader, TODAY, NOON + DAY, NOON) is None
    assert store.subscribers.get(reader.id) == replace(reader, next_due_at=NOON + DAY)


def test_a_day_that_had_its_digest_moves_on_all_the_same(store: SqlStore) -> None:
    reader = due(store)
    store.digests.open_extra(reader.id, TODAY, "trigger", NOON - HOUR)
    assert store.digests.open_due(reader, TODAY, NOON + DAY, NOON) is None
    moved = store.subscribers.get(reader.id)
    assert moved is not None
    assert moved.next_due_at == NOON + DAY


def test_a_schedule_changed_meanwhile_is_not_overwritten(store: SqlStore) -> None:
    reader = due(store)
    store.subscribers.save(replace(reader, next_due_at=NOON + 5 * HOUR))
    assert store.digests.open_due(reader, TODAY, NOON + DAY, NOON) is not None
    kept = store.subscribers.get(reader.id)
    assert kept is not None
    assert kept.next_due_at == NOON + 5 * HOUR


def test_nobody_gets_a_digest_who_is_gone(store: SqlStore) -> None:
    reader = replace(due(store), id=999)
    assert store.digests.open_due(reader, TODAY, None, NOON) is None
    assert store.digests.open_extra(999, TODAY, "trigger", NOON) is None
    assert store.digests.claim(NOON, LEASE) is None


def test_asking_again_opens_further_editions_and_the_same_request_none(store: SqlStore) -> None:
    reader = due(store)
    opened = [store.digests.open_extra(reader.id, TODAY, request, NOON) for request in ("a", "b", "a")]
    assert [number is not None for number in opened] == [True, True, False]
    claims = []
    while claim := store.digests.claim(NOON, LEASE):
        claims.append((claim.edition, claim.asked_for))
        assert store.digests.finish(claim, {}, [], [], NOON)
    assert claims == [(0, True), (1, True)]


def test_digests_of_one_subscriber_are_made_one_after_another(store: SqlStore) -> None:
    reader, other = due(store), due(store, "C2")
    store.digests.open_due(reader, TODAY, NOON + DAY, NOON)
    store.digests.open_extra(reader.id, TODAY, "now", NOON)
    store.digests.open_due(other, TODAY, NOON + DAY, NOON)
    first, second = store.digests.claim(NOON, LEASE), store.digests.claim(NOON, LEASE)
    assert first is not None
    assert second is not None
    assert (first.subscriber_id, second.subscriber_id) == (reader.id, other.id)
    assert store.digests.claim(NOON, LEASE) is None
    assert store.digests.finish(first, {}, [], [], NOON)
    third = store.digests.claim(NOON, LEASE)
    assert third is not None
    assert (third.subscriber_id, third.edition) == (reader.id, 1)


def test_a_digest_whose_maker_died_is_claimed_again_and_the_dead_one_cannot_save(store: SqlStore) -> None:
    reader = due(store)
    store.digests.open_due(reader, TODAY, NOON + DAY, NOON)
    dead = store.digests.claim(NOON, LEASE)
    assert dead is not None
    assert store.digests.claim(NOON + 59 * SECOND, LEASE) is None
    alive = store.digests.claim(NOON + 60 * SECOND, LEASE)
    assert alive is not None
    assert (alive.id, alive.attempts) == (dead.id, 2)
    assert not store.digests.finish(dead, {"by": "dead"}, [], [Message("twice")], NOON)
    store.digests.postpone(dead, NOON + DAY, "too late to say")
    assert store.digests.finish(alive, {"by": "alive"}, [], [Message("once")], NOON)
    assert not store.digests.finish(alive, {"by": "again"}, [], [Message("twice")], NOON)
    assert store.digests.body(alive.id) == {"by": "alive"}
    assert claimed_message(store).message == Message("once")
    assert store.deliveries.claim(NOON + MINUTE, LEASE) is not None  # the same one, its lease over
    assert store.deliveries.claim(NOON + MINUTE, LEASE) is None


def test_a_postponed_digest_waits_and_can_be_claimed_afterwards(store: SqlStore) -> None:
    claim = claimed_digest(store, due(store))
    store.digests.postpone(claim, NOON + 5 * SECOND, "sources are being read")
    assert store.digests.claim(NOON + 4 * SECOND, LEASE) is None
    again = store.digests.claim(NOON + 5 * SECOND, LEASE)
    assert again is not None
    assert again.opened_at == NOON
    assert again.fence != claim.fence


def test_what_was_written_is_kept_with_its_papers_in_order(store: SqlStore) -> None:
    reader = due(store)
    papers = stored(store, *(f"arxiv:{number}" for number in range(5)))
    claim = claimed_digest(store, reader)
    numbered = [NumberedPaper(0, papers[3]), NumberedPaper(2, papers[1]), NumberedPaper(0, papers[2])]
    numbered += [NumberedPaper(1, papers[4]), NumberedPaper(0, 999)]
    body = {"headline": "A\0 line", "lines": {"1": ["é", None, 1.5]}}
    assert store.digests.finish(claim, body, numbered, [], NOON + SECOND)
    assert store.digests.body(claim.id) == {"headline": "A line", "lines": {"1": ["é", None, 1.5]}}
    in_order = [(1, papers[4]), (2, papers[1]), (0, papers[3]), (0, papers[2])]
    assert [(one.number, one.paper_id) for one in store.digests.papers(claim.id)] == in_order
    assert store.digests.shown(reader.id) == {papers[number] for number in (1, 2, 3, 4)}
    assert store.digests.subscriber_id(claim.id) == reader.id
    assert store.digests.latest(reader.id) == Past(claim.id, TODAY, 0, NOON + SECOND)


def test_a_digest_that_is_not_there_or_not_written_says_nothing(store: SqlStore) -> None:
    reader = due(store)
    claim = claimed_digest(store, reader)
    for number in (claim.id, 999):
        assert store.digests.body(number) is None
        assert store.digests.papers(number) == []
    assert store.digests.subscriber_id(999) is None
    assert store.digests.shown(reader.id) == frozenset()
    assert store.digests.latest(reader.id) is None


def test_what_others_were_told_is_not_what_this_one_was_told(store: SqlStore) -> None:
    papers = stored(store, "arxiv:1", "arxiv:2")
    mine, theirs = due(store), due(store, "C2")
    finished_digest(store, mine, papers[:1])
    finished_digest(store, theirs, papers[1:], now=NOON + HOUR)
    assert store.digests.shown(mine.id) == {papers[0]}
    assert store.digests.shown(theirs.id) == {papers[1]}


def test_a_briefing_that_never_arrived_was_not_told(store: SqlStore) -> None:
    papers = stored(store, "arxiv:1", "arxiv:2", "arxiv:3")
    reader = due(store)
    first = finished_digest(store, reader, papers[:1], ["posted"])
    claim = claimed_message(store)
    assert store.deliveries.sent(claim, Posted("C1", "1.1"), NOON)
    finished_digest(store, reader, papers[1:2], ["closed"], NOON + HOUR)
    refused = claimed_message(store, NOON + HOUR)
    store.deliveries.give_up(refused, DeliveryState.FAILED, "is_archived", NOON + HOUR)
    assert store.digests.shown(reader.id) == {papers[0]}
    latest = store.digests.latest(reader.id)
    assert latest is not None
    assert latest.id == first
    uncertain = finished_digest(store, reader, papers[2:], ["perhaps"], NOON + DAY)
    store.deliveries.give_up(claimed_message(store, NOON + DAY), DeliveryState.UNKNOWN, "timeout", NOON + DAY)
    assert store.digests.shown(reader.id) == {papers[0], papers[2]}
    latest = store.digests.latest(reader.id)
    assert latest is not None
    assert latest.id == uncertain


def test_a_backlog_of_days_is_told_oldest_first(store: SqlStore) -> None:
    reader = due(store)
    for day in range(3):
        store.digests.open_extra(reader.id, TODAY + timedelta(days=day), f"day {day}", NOON + day * DAY)
    claims = []
    while claim := store.digests.claim(NOON + 9 * DAY, LEASE):
        claims.append(claim.local_date)
        assert store.digests.finish(claim, {}, [], [], NOON + 9 * DAY)
    assert claims == [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
