"""Following: what became of papers is told where they were talked about or saved, once in each place."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.papers import Paper
from bot.ports.changes import Change
from bot.ports.delivery import Message
from bot.ports.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 50

Render = Callable[[Change, Paper], Message | None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Tells what became of papers; ``render`` words it, and says nothing of a change no reader would see."""

    store: Store
    render: Render
    clock: Callable[[], datetime]

    def step(self) -> bool:
        """Tell the oldest changes nobody was told of; whether there were any."""
        changes = self.store.changes.untold(AT_ONCE)
        for change in changes:
            self._tell(change)
        return bool(changes)

    def _tell(self, change: Change) -> None:
        """Plan one message for each place; a change that was planned and not ticked off before is planned no more."""
        paper = self.store.papers.get(change.paper_id)
        message = self.render(change, paper) if paper else None
        now = self.clock()
        if message is not None:
            places = self.store.changes.places(change)
            for place in places:
                key = f"change:{change.id}:{place.team}:{place.channel}:{place.thread}"
                self.store.deliveries.plan(key, place.team, place.channel, message, now, place.thread)
            log.info("change %d of paper %d: told in %d places", change.id, change.paper_id, len(places))
        self.store.changes.told(change.id, now)
