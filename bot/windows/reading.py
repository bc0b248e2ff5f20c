"""Reads page after page of some days: what came is kept when a page fails, and the place is that of whole days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.papers import Record
from bot.ports.sources import Batch, Memory, Page, SourceFailure
from bot.windows.batches import SOON, batch_of, cut_short
from bot.windows.days import Window, spans, window

MOST_PAGES = 60  # of one poll: a longer absence is caught up in several
Pages = Callable[[Window], Iterable[Page]]
Unite = Callable[[Sequence[Record]], Sequence[Record]]


@dataclass(slots=True)
class _Reading:
    """What has come so far."""

    unite: Unite
    pages: int = 0
    records: list[Record] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    through: date | None = None

    def read(self, pages: Iterable[Page], last: date) -> None:
        """Take in the pages of some days up to ``last``."""
        for page in pages:
            self.pages += 1
            self.records.extend(page.records)
            self.rejected.extend(page.rejected)
        self.through = last

    def short(self, note: str, memory: Memory) -> Batch:
        """The batch of what came."""
        through = self.through if not memory.newest or (self.through or date.min) > memory.newest else None
        return cut_short(self.unite(self.records), note, self.rejected, through=through)


def polled(pages: Pages, memory: Memory, now: datetime, *, daily: bool = False, unite: Unite = tuple) -> Batch:
    """Read the days of this poll, a week at a time, oldest first.

    A failure before anything came is raised; a later one keeps what came. ``unite`` makes one record of several rows.
    """
    whole, reading = window(memory, now), _Reading(unite)
    for days in spans(whole.first, whole.last):
        try:
            reading.read(pages(days), days.last)
        except SourceFailure as failure:
            if not reading.records and reading.through is None:
                raise
            note = f"{failure.sentence} {len(reading.records)} records came before."
            batch = reading.short(note, memory)
            return replace(batch, next_poll=max(failure.retry_after or SOON, SOON))
        if reading.pages >= MOST_PAGES and days.last < whole.last:
            return reading.short(f"read up to {days.last} for now: there is much to catch up with", memory)
    return batch_of(unite(reading.records), whole, memory, rejected=reading.rejected, daily=daily)


def past(pages: Pages, first: date, last: date, *, unite: Unite = tuple) -> Iterator[Page]:
    """Read days gone by, a week at a time, oldest first; what came of a week that fails is given before the failure."""
    for days in spans(first, last):
        reading = _Reading(unite)
        try:
            reading.read(pages(days), days.last)
        except SourceFailure:
            if reading.records:
                yield Page(tuple(unite(reading.records)), None, tuple(reading.rejected))
            raise
        yield Page(tuple(unite(reading.records)), days.last, tuple(reading.rejected))
