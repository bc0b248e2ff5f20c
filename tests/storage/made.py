"""What the tests of the store put into it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.papers import Record
from bot.ports.delivery import Message, Posted
from bot.ports.ledger import DeliveryClaim, DigestClaim, NumberedPaper
from bot.storage import SqlStore
from bot.subscribers import Subscriber, SubscriberKind

NOON = datetime(2026, 6, 8, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = 60
TODAY = date(2026, 6, 8)


def record(*keys: str, **changed: Any) -> Record:
    made = Record(
        source="arxiv:cs.CL",
        keys=frozenset(keys),
        title=f"On {' and '.join(keys)}",
        abstract="We show that it holds.",
        authors=("Ada Lovelace", "Kurt Gödel"),
        categories=("cs.CL", "cs.AI"),
        announced_on=TODAY,
    )
    return replace(made, **changed)


def stored(store: SqlStore, *keys: str, now: datetime = NOON) -> tuple[int, ...]:
    """The ids of new papers, one a key."""
    return store.papers.absorb([record(key) for key in keys], now).new


def channel(store: SqlStore, address: str = "C1", **changed: Any) -> Subscriber:
    made = store.subscribers.ensure("T1", SubscriberKind.CHANNEL, address, NOON)
    changed_one = replace(made, **changed)
    store.subscribers.save(changed_one)
    return changed_one


def claimed_digest(store: SqlStore, subscriber: Subscriber, now: datetime = NOON, request: str = "r") -> DigestClaim:
    """A digest opened on request, and claimed."""
    store.digests.open_extra(subscriber.id, now.date(), f"{request}:{now}", now)
    claim = store.digests.claim(now, LEASE)
    assert claim is not None
    return claim


def finished_digest(
    store: SqlStore,
    subscriber: Subscriber,
    papers: Sequence[int] = (),
    texts: Sequence[str] = (),
    now: datetime = NOON,
) -> int:
    """A digest that was written: papers numbered from 1, one message a text."""
    claim = claimed_digest(store, subscriber, now)
    numbered = [NumberedPaper(number, paper) for number, paper in enumerate(papers, 1)]
    assert store.digests.finish(claim, {"written": True}, numbered, [Message(text) for text in texts], now)
    return claim.id


def claimed_message(store: SqlStore, now: datetime = NOON) -> DeliveryClaim:
    claim = store.deliveries.claim(now, LEASE)
    assert claim is not None
    return claim


def posted_message(store: SqlStore, ts: str, now: datetime = NOON, place: str = "D1") -> DeliveryClaim:
    """The next message, posted as ``ts``."""
    claim = claimed_message(store, now)
    assert store.deliveries.posting(claim, now)
    assert store.deliveries.sent(claim, Posted(place, ts), now)
    return claim
