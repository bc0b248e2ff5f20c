"""Whatever the order of claims, posts and losses: a message is recorded once and not claimed after its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.ports.delivery import Message, Posted
from bot.ports.ledger import DeliveryClaim, DeliveryState
from tests.storage.databases import Database
from tests.storage.made import LEASE, NOON, channel, finished_digest

ENDED = (DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.FAILED)


@dataclass(slots=True)
class Known:
    """What must be true of one message, kept beside the store."""

    fence: str = ""
    leased_until: datetime = NOON
    posting_since: datetime | None = None
    recorded: Posted | None = None
    end: DeliveryState | None = None
    claims: int = 0


class Outbox(RuleBasedStateMachine):
    """Couriers that may stop at any point and go on after their lease ended, on one database."""

    database: Database
    claims = Bundle("claims")

    @initialize()
    def begin(self) -> None:
        self.database.empty()
        self.store = self.database.store
        self.now, self.stamp, self.planned, self.digests = NOON, 0, 0, 0
        self.known: dict[str, Known] = {}
        self.parents: dict[int, str] = {}
        self.taken: dict[str, datetime] = {}
        self.lanes: dict[tuple[str, str], list[str]] = {}
        self.thread_texts: dict[str, list[str]] = {}
        self.write_a_digest(2)
        self.plan("C1", "9.9")
        self.plan("C1", "9.9")

    @precondition(lambda self: self.planned < 6)
    @rule(place=st.sampled_from(["C1", "C2"]), thread=st.sampled_from(["", "9.9"]))
    def plan(self, place: str, thread: str) -> None:
        self.planned += 1
        key, text = f"k{self.planned}", Message(str(self.planned))
        delivery_id = self.store.deliveries.plan(key, "T1", place, text, self.now, thread)
        assert delivery_id is not None
        self.lanes.setdefault((place, thread or key), []).append(delivery_id)

    @precondition(lambda self: self.digests < 2)
    @rule(details=st.integers(0, 2))
    def write_a_digest(self, details: int) -> None:
        self.digests += 1
        reader = channel(self.store, f"U{self.digests}")
        texts = ["briefing", *(f"detail {number}" for number in range(details))]
        finished_digest(self.store, reader, (), texts, self.now)

    @rule(seconds=st.sampled_from([0.5, 1, 10, LEASE]))
    def time_passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(target=claims)
    def claim(self) -> Any:
        claim = self.store.deliveries.claim(self.now, LEASE)
        if claim is None:
            return multiple()
        known = self.known.setdefault(claim.id, Known())
        assert known.end is None, "claimed after its end"
        assert self.now >= known.leased_until, "claimed while another held it"
        assert self.now - self.taken.get(claim.channel, NOON - timedelta(days=1)) >= timedelta(seconds=1)
        assert claim.posting_since == known.posting_since
        known.claims += 1
        assert claim.attempts == known.claims
        self._in_thread(claim)
        known.fence, known.leased_until = claim.fence, self.now + timedelta(seconds=LEASE)
        self.taken[claim.channel] = self.now
        return claim

    def _in_thread(self, claim: DeliveryClaim) -> None:
        """Details come after their briefing was posted, where it was posted, one after another."""
        if claim.digest_id is None:
            lane = self.lanes.get((claim.channel, claim.thread), [claim.id])
            assert all(self.known[earlier].end for earlier in lane[: lane.index(claim.id)]), "out of order"
            return
        if claim.message.text == "briefing":
            self.parents[claim.digest_id] = claim.id
            return
        parent = self.known[self.parents[claim.digest_id]]
        assert parent.recorded == Posted(claim.channel, claim.thread)
        number = int(claim.message.text.split()[1])
        before = self.thread_texts.setdefault(claim.thread, [])
        assert number in (len(before), len(before) - 1), "details out of order"
        if number == len(before):
            before.append(claim.id)
        assert all(self.known[earlier].end for earlier in before[:number]), "a detail before the one above it"

    @rule(claim=claims)
    def post(self, claim: DeliveryClaim) -> None:
        known = self.known[claim.id]
        holds = known.fence == claim.fence and known.end is None
        assert self.store.deliveries.posting(claim, self.now) is holds
        if holds:
            known.posting_since = known.posting_since or self.now
            self.taken[claim.channel] = self.now

    @rule(claim=claims, again=st.booleans())
    def record(self, claim: DeliveryClaim, again: bool) -> None:
        known = self.known[claim.id]
        self.stamp += 1
        posted = known.recorded if again and known.recorded else Posted(f"D-{claim.channel}", f"{self.stamp}.0")
        accepted = self.store.deliveries.sent(claim, posted, self.now)
        if known.recorded is not None:
            assert accepted is (posted == known.recorded), "two copies recorded"
        else:
            assert accepted is (known.end is not DeliveryState.FAILED)
        if accepted and known.recorded is None:
            known.recorded, known.end = posted, DeliveryState.SENT
            self.taken[posted.channel] = self.now

    @rule(claim=claims, sure=st.booleans())
    def come_back_later(self, claim: DeliveryClaim, sure: bool) -> None:
        due = self.now + timedelta(seconds=10)
        self.store.deliveries.later(claim, due, "later", surely_not_posted=sure)
        known = self.known[claim.id]
        if known.fence == claim.fence and known.end is None:
            known.fence, known.leased_until = "", due
            known.posting_since = claim.posting_since if sure else known.posting_since

    @rule(claim=claims)
    def simplify(self, claim: DeliveryClaim) -> None:
        self.store.deliveries.replace(claim, Message(claim.message.text), self.now, "invalid_blocks")
        known = self.known[claim.id]
        if known.fence == claim.fence and known.end is None:
            known.fence, known.leased_until, known.posting_since = "", self.now, claim.posting_since

    @rule(claim=claims, end=st.sampled_from([DeliveryState.UNKNOWN, DeliveryState.FAILED]))
    def give_up(self, claim: DeliveryClaim, end: DeliveryState) -> None:
        self.store.deliveries.give_up(claim, end, "over", self.now)
        known = self.known[claim.id]
        if known.fence == claim.fence and known.end is None:
            known.fence, known.end = "", end

    def teardown(self) -> None:
        """At the end the store says of every message what happened to it."""
        for delivery_id, known in self.known.items():
            found = self.store.deliveries.get(delivery_id)
            assert found is not None
            assert (found.state in ENDED) == (known.end is not None)
            if known.end is not None:
                assert found.state is known.end
            if known.recorded is not None:
                assert (found.channel, found.ts) == (known.recorded.channel, known.recorded.ts)


@pytest.mark.usefixtures("url")
def test_whatever_happens_a_message_is_recorded_at_most_once(database: Database) -> None:
    machine = type("OutboxHere", (Outbox,), {"database": database})
    checks = (HealthCheck.too_slow, HealthCheck.filter_too_much)
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=checks),
    )
