"""Collecting: ask one source that is due for its batch, and keep what it says, once for everyone."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.daily.nonsense import in_log, told_as_failure
from bot.papers import Announcement
from bot.ports.sources import Batch, Fetcher, Memory, Parsers, Source, SourceFailure
from bot.ports.store import Absorbed, Store

log = logging.getLogger(__name__)

LEASE_SECONDS = 900  # longer than reading back a month of days a source was down, at its own slow pace
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
            batch, absorbed = self._read(name, memory)
        except SourceFailure as failure:
            self._failed(name, failure, memory.failures)
            return
        new = len(absorbed.new)
        log.info("source %s %s: %d records, %d new", in_log(name), batch.state, len(batch.records), new)
        # A source that only adds to papers, such as votes on them, brings something new with each batch.
        added = sum(record.announcement is Announcement.DETAIL for record in batch.records)
        self.store.sources.polled(name, batch, self.clock(), brought=new + added)

    def _read(self, name: str, memory: Memory) -> tuple[Batch, Absorbed]:
        """A batch and what it changed.  Raises ``SourceFailure``, also for an answer that makes no sense."""
        source = self._source(name)
        with told_as_failure(name):
            batch = source.poll(self.fetcher, self.parsers, memory, self.clock())
            return batch, self.store.papers.absorb(batch.records, self.clock())

    def _source(self, name: str) -> Source:
        try:
            return self.sources(name)
        except (LookupError, ValueError, AttributeError) as error:
            sentence = "This version of the bot does not know such a source: remove it, or add it anew."
            raise SourceFailure("unknown", sentence) from error

    def _failed(self, name: str, failure: SourceFailure, earlier: int) -> None:
        """Try again later, or never when asking again cannot help."""
        log.warning("source %s failed: %s", in_log(name), failure.kind)
        now = self.clock()
        if failure.permanent:
            self.store.sources.stop(name, failure.sentence, now)
        else:
            self.store.sources.failed(name, failure.sentence, now + (failure.retry_after or retry_after(earlier)), now)


def retry_after(failures: int) -> timedelta:
    """How long to leave a source alone after ``failures`` earlier failures in a row: twice as long each time."""
    return min(LONGEST_RETRY, FIRST_RETRY * (1 << min(failures, 8)))
