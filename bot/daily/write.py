"""Writing: choose the papers of one open digest, have the briefing written, and plan its messages."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.briefing import Briefing, compose, to_json
from bot.daily.board import Board
from bot.daily.gathering import Gatherer
from bot.digest import Digest
from bot.ports.delivery import Message
from bot.ports.ledger import DigestClaim, NumberedPaper
from bot.ports.model import LanguageModel
from bot.ports.semantics import Semantics
from bot.ports.sources import BatchState
from bot.ports.store import Store
from bot.subscribers import Subscriber

log = logging.getLogger(__name__)

LEASE_SECONDS = 300
PATIENCE = timedelta(minutes=10)
ASK_AGAIN = timedelta(seconds=5)

Render = Callable[[Digest, Briefing], Sequence[Message]]


@dataclass(slots=True)
class Writer:
    """Makes digests one at a time; ``render`` turns what was written into messages for the place they are read."""

    store: Store
    model: LanguageModel
    fallback: LanguageModel
    render: Render
    clock: Callable[[], datetime]
    semantics: Semantics | None = None
    _gatherer: Gatherer = field(init=False)

    def __post_init__(self) -> None:
        """One board for all digests of this process."""
        self._gatherer = Gatherer(self.store, Board(self.store), self.semantics)

    def step(self) -> bool:
        """Write one open digest; whether there was one."""
        now = self.clock()
        claim = self.store.digests.claim(now, LEASE_SECONDS)
        if claim is None:
            return False
        subscriber = self.store.subscribers.get(claim.subscriber_id)
        if subscriber is None:
            self.store.digests.finish(claim, {}, (), (), now)
        elif self._sources_are_behind(claim, now):
            self.store.digests.postpone(claim, now + ASK_AGAIN, "sources are being read")
        else:
            self._write(claim, subscriber, now)
        return True

    def _sources_are_behind(self, claim: DigestClaim, now: datetime) -> bool:
        """A digest waits a while for sources whose poll is overdue, so that waking up late misses no batch."""
        return now - claim.opened_at < PATIENCE and self.store.sources.overdue(now) > 0

    def _write(self, claim: DigestClaim, subscriber: Subscriber, now: datetime) -> None:
        digest = self._gatherer.digest(claim, subscriber, now)
        briefing = compose(digest.items, self.model, self.fallback)
        # Who does not want to hear of quiet days is still told when no source could be reached.
        in_the_dark = bool(digest.sources) and all(report.state == BatchState.FAILED for report in digest.sources)
        wanted = claim.asked_for or subscriber.tells_quiet_days or in_the_dark
        silent = not digest.items and not wanted
        messages = () if silent else self.render(digest, briefing)
        papers = [NumberedPaper(item.number, item.paper.id) for item in (*digest.items, *digest.rest)]
        # Not the present instant: what came while the model wrote belongs to the next digest.
        self.store.digests.finish(claim, _body(digest, briefing), papers, messages, now)


def _body(digest: Digest, briefing: Briefing) -> Mapping[str, Any]:
    why = {
        str(item.paper.id): {
            "score": round(item.score, 4),
            "queries": [match.query for match in item.matches],
            "parts": asdict(item.parts) if item.parts else None,
        }
        for item in (*digest.items, *digest.rest)
    }
    return {"briefing": to_json(briefing), "why": why, "read": digest.read}
