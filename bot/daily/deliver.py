"""Delivering: post one planned message once, and find out what happened when that is not clear."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ports.delivery import Address, Delivery, DeliveryFailure, Message, Refusal
from bot.ports.ledger import DeliveryClaim, DeliveryState
from bot.ports.store import Store

log = logging.getLogger(__name__)

LEASE_SECONDS = 120
SAFE_SHARE = timedelta(seconds=LEASE_SECONDS * 0.6)
SETTLE = timedelta(seconds=30)  # longer than a request can be in flight (10 s), with room for Slack's own history
MOST_ATTEMPTS = 20
SHUT_OUT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Courier:
    """Posts messages one at a time, each marked so that it can be found again."""

    store: Store
    delivery: Delivery
    clock: Callable[[], datetime]

    def step(self) -> bool:
        """Bring one message that is due to its end or back to the ledger; whether there was one."""
        claimed_at = self.clock()
        claim = self.store.deliveries.claim(claimed_at, LEASE_SECONDS)
        if claim is None:
            return False
        address = Address(claim.team, claim.channel, claim.thread)
        try:
            if not self._was_posted(claim, address):
                self._post(claim, address, claimed_at)
        except DeliveryFailure as failure:
            self._refused(claim, failure)
        return True

    def _was_posted(self, claim: DeliveryClaim, address: Address) -> bool:
        """After an attempt of unknown end: wait until nothing can be in flight, then look for our mark."""
        if claim.posting_since is None:
            return False
        settled = claim.posting_since + SETTLE
        if self.clock() < settled:
            self.store.deliveries.later(claim, settled, "settling", surely_not_posted=False)
            return True
        try:
            found = self.delivery.find(address, claim.id, claim.posting_since)
        except DeliveryFailure as failure:
            self._cannot_look(claim, failure)
            return True
        if found is not None:
            self.store.deliveries.sent(claim, found, self.clock())
        return found is not None

    def _post(self, claim: DeliveryClaim, address: Address, claimed_at: datetime) -> None:
        if self.clock() - claimed_at > SAFE_SHARE or not self.store.deliveries.posting(claim, self.clock()):
            return
        posted = self.delivery.post(address, claim.message, claim.id)
        if not self.store.deliveries.sent(claim, posted, self.clock()):
            log.warning("delivery %s was posted by another process first: taking our copy back", claim.id)
            self.delivery.retract(posted, claim.team)

    def _cannot_look(self, claim: DeliveryClaim, failure: DeliveryFailure) -> None:
        """Without a look nothing is sent again: a message that may be there is not worth a second one."""
        if failure.refusal in (Refusal.LATER, Refusal.UNKNOWN) and claim.attempts < MOST_ATTEMPTS:
            due = self.clock() + (failure.retry_after or SETTLE)
            self.store.deliveries.later(claim, due, failure.code, surely_not_posted=False)
        else:
            self.store.deliveries.give_up(claim, DeliveryState.UNKNOWN, failure.code, self.clock())

    def _refused(self, claim: DeliveryClaim, failure: DeliveryFailure) -> None:
        log.warning("delivery %s: %s %s", claim.id, failure.refusal, failure.code)
        now = self.clock()
        if claim.attempts >= MOST_ATTEMPTS:
            state = DeliveryState.UNKNOWN if failure.refusal is Refusal.UNKNOWN else DeliveryState.FAILED
            self.store.deliveries.give_up(claim, state, failure.code, now)
        elif failure.refusal is Refusal.UNKNOWN:
            self.store.deliveries.later(claim, now + SETTLE, failure.code, surely_not_posted=False)
        elif failure.refusal is Refusal.CONTENT and claim.message.blocks:
            self.store.deliveries.replace(claim, replace(claim.message, blocks=()), now, failure.code)
        elif failure.refusal in (Refusal.CONTENT, Refusal.PLACE):
            self._closed(claim, failure, now)
        else:
            wait = failure.retry_after or (SHUT_OUT if failure.refusal is Refusal.REVOKED else SETTLE)
            self.store.deliveries.later(claim, now + wait, failure.code, surely_not_posted=True)

    def _closed(self, claim: DeliveryClaim, failure: DeliveryFailure, now: datetime) -> None:
        """End it; when the place is closed to us, its subscription pauses and its owner is told once."""
        self.store.deliveries.give_up(claim, DeliveryState.FAILED, failure.code, now)
        if failure.refusal is not Refusal.PLACE or not claim.digest_id:
            return
        owner = self.store.subscribers.pause_closed(claim.team, claim.channel)
        if owner:
            key = f"closed:{claim.team}:{claim.channel}:{claim.id}"
            self.store.deliveries.plan(key, claim.team, owner, Message(_closed_sentence(claim.channel, failure)), now)


def _closed_sentence(channel: str, failure: DeliveryFailure) -> str:
    return (
        f"I could not post the briefing in <#{channel}> ({failure.code.replace('_', ' ')}), so I paused it there. "
        "Invite me to the channel, then type `/radar channel resume` in it."
    )
