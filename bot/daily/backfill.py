"""Reading back: what a source announced on days gone by, window by window, each day asked for once."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.daily.nonsense import in_log, told_as_failure
from bot.ports.sources import Archive, Fetcher, Page, Parsers, SourceFailure
from bot.ports.store import Store

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(minutes=10)
MOST_WAITS = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """What reading back has come to: the day up to which all is read, and how many papers that brought."""

    through: date | None
    papers: int = 0
    new: int = 0
    rejected: int = 0

    def with_page(self, page: Page, new: int) -> "Tally":
        """This and one page more."""
        return replace(
            self,
            through=max((day for day in (self.through, page.through) if day), default=None),
            papers=self.papers + len(page.records),
            new=self.new + new,
            rejected=self.rejected + len(page.rejected),
        )


@dataclass(frozen=True, slots=True)
class Backfill:
    """Reads the past of a source into the store; ``wait`` rests as long as a host asks for."""

    store: Store
    fetcher: Fetcher
    parsers: Parsers
    clock: Callable[[], datetime]
    wait: Callable[[timedelta], None]

    def read(self, name: str, archive: Archive, first: date, last: date) -> Iterator[Tally]:
        """Read ``first`` to ``last`` from where it was left off; a tally before the first page and after each.

        Raises ``SourceFailure`` when the source cannot be read on now; what was read is kept, and nothing of it is
        asked for again.
        """
        tally = Tally(self.store.sources.reached(name, first))
        yield tally
        waits = 0
        while (begin := _following(tally.through, first)) <= last:
            try:
                for page in self._pages(name, archive, begin, last):
                    before, tally = tally.through, self._keep(name, first, page, tally)
                    waits = 0 if tally.through != before else waits
                    yield tally
            except SourceFailure as failure:
                waits += 1
                self._rest(name, failure, waits)
            else:
                return

    def _pages(self, name: str, archive: Archive, first: date, last: date) -> Iterator[Page]:
        with told_as_failure(name):
            yield from archive.backfill(first, last, self.fetcher, self.parsers)

    def _keep(self, name: str, first: date, page: Page, tally: Tally) -> Tally:
        """Store a page, then how far it led: in this order a crash between the two loses nothing."""
        with told_as_failure(name):
            absorbed = self.store.papers.absorb(page.records, self.clock(), past=True)
        if page.through is not None:
            self._reach(name, first, page.through)
        return tally.with_page(page, len(absorbed.new))

    def _reach(self, name: str, first: date, through: date) -> None:
        """A day that is not over is never complete: it is asked for again another time."""
        through = min(through, self.clock().date() - _DAY)
        if through >= first:
            self.store.sources.reach(name, first, through)

    def _rest(self, name: str, failure: SourceFailure, waits: int) -> None:
        """Wait as the host asks, if it says how long and that is bearable.  Raises the failure otherwise."""
        pause = failure.retry_after
        if failure.permanent or pause is None or pause > LONGEST_WAIT or waits > MOST_WAITS:
            raise failure
        log.info("source %s asks for a pause of %d seconds", in_log(name), pause.total_seconds())
        self.wait(pause)


def _following(through: date | None, first: date) -> date:
    return first if through is None else max(first, through + _DAY)
