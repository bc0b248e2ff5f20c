"""Collecting: ask one source that is due for its batch, and keep what it says, once for everyone."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.sources import Fetcher, Parsers, Source, SourceFailure
from bot.ports.store import Store

log = logging.getLogger(__name__)

LEASE_SECONDS = 180
FIRST_RETRY = timedelta(minutes=10)
LONGEST_RETRY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Collector:
    """Polls sources one at a time; ``owner`` names this process in the claims."""

    store: Store
    sources: Callable[[str], Source]
    fetcher: Fetcher
    parsers: Parsers
    clock: Callable[[], datetime]
    owner: str

    def step(self) -> bool:
        """Poll one source that is due; whether there was one."""
        name = self.store.sources.claim_due(self.clock(), self.owner, LEASE_SECONDS)
        if name is None:
            return False
        self.collect(name)
        return True

    def collect(self, name: str) -> None:
        """Poll the source ``name`` and store its batch; a failure is stored too, and loses nothing known before."""
        memory = self.store.sources.memory(name)
        try:
            batch = self.sources(name).poll(self.fetcher, self.parsers, memory, self.clock())
        except SourceFailure as failure:
            wait = failure.retry_after or retry_after(memory.failures)
            log.warning("source %s failed: %s", name, failure.kind)
            self.store.sources.failed(name, failure.sentence, self.clock() + wait, self.clock())
            return
        absorbed = self.store.papers.absorb(batch.records, self.clock())
        log.info("source %s %s: %d records, %d new", name, batch.state, len(batch.records), len(absorbed.new))
        self.store.sources.polled(name, batch, self.clock())


def retry_after(failures: int) -> timedelta:
    """How long to leave a source alone after ``failures`` earlier failures in a row: twice as long each time."""
    return min(LONGEST_RETRY, FIRST_RETRY * (1 << min(failures, 8)))
