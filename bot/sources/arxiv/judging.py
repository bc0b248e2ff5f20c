"""Says how a category's batch stands, from its feed and its listing page together.

Papers that were not told before decide, and dates only where nothing else can: arXiv at times serves yesterday's
batch under today's date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.papers import Record
from bot.ports.sources import Batch, BatchState, Memory
from bot.sources.arxiv.calendar import batch_day_before, day_of, due_on, is_batch_day, until_next_turn
from bot.sources.arxiv.pages import Told, arxiv_keys, unseen_keys
from bot.sources.arxiv.standing import HOURLY, SOON, Standing

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judge:
    """Both pages as they were read at ``now``, and what was known before."""

    feed: Told
    listing: Told
    memory: Memory
    now: datetime

    @property
    def needs_listing(self) -> bool:
        """Whether to ask for the listing page: while the batch that is due has not been read completely."""
        due, newest = due_on(self.now), self.memory.newest
        if newest is None:
            return is_batch_day(day_of(self.now))
        return newest < due

    @property
    def listing_is_current(self) -> bool:
        """Whether the listing page shows a batch that was not read completely before."""
        day, due, newest = self.listing.day, due_on(self.now), self.memory.newest
        if day is None or day > day_of(self.now) + _DAY or (newest is not None and day <= newest):
            return False
        if self.feed_brings_news and day != due:
            return False
        if self.listing.brings_news(self.memory, self.now):
            return True
        # A day that was read, but not closed because days before it were missing, has nothing unseen.
        reread = newest is not None and batch_day_before(due) > newest
        return day == due and (reread or not self.listing.declared)

    @property
    def feed_brings_news(self) -> bool:
        """Whether the feed holds what this source has not told of before."""
        return self.feed.brings_news(self.memory, self.now)

    def batch(self) -> Batch:
        """How the batch stands.  Raises the feed's ``SourceFailure`` when the listing page does not help."""
        if self.listing_is_current:
            return self._of_listing() if not self.feed_brings_news else self._of_both()
        if self.feed.failure:
            raise self.feed.failure
        if self.listing.flaw and self.listing.day == due_on(self.now) and not self.feed_brings_news:
            # Its whole entries are known, and the rest may not be.
            return self._made(Standing(BatchState.PARTIAL, self.listing.flaw, HOURLY), self.feed.records)
        batch = self._of_feed()
        late = self._only_on_listing() if self.listing.unseen and self.feed.unseen == 0 else ()
        return replace(batch, records=(*batch.records, *late)) if late else batch

    def _of_listing(self) -> Batch:
        """The feed fails, is empty or still holds an older batch: the batch is the listing's."""
        listing, due = self.listing, due_on(self.now)
        day = listing.day or due
        why = "the feed fails" if self.feed.failure else "the feed does not have it yet"
        new = (
            f"{listing.unseen} not seen here before, from the listing page: {why}"
            if listing.unseen
            else "all read before"
        )
        note = f"{len(listing.records)} papers, {new}"
        if listing.flaw:
            standing = Standing(BatchState.PARTIAL, listing.flaw, HOURLY)
        elif not listing.declared:
            standing = Standing(BatchState.QUIET, "no paper was announced here today", until_next_turn(self.now), day)
        elif day < due:
            standing = replace(Standing.late(due, self.now), announced_on=day)
        else:
            standing = Standing(BatchState.OK, note, until_next_turn(self.now), day)
        return self._made(standing, listing.records)

    def _of_both(self) -> Batch:
        """Both have it: what the feed lacks is taken from the listing, which counts its entries."""
        added = self._only_on_listing()
        records = (*self.feed.records, *added)
        count, declared = len(arxiv_keys(records)), self.listing.declared
        unseen = len(unseen_keys(records, self.memory))
        if self.listing.flaw and (count < declared or self.feed.flaw):
            return self._made(Standing(BatchState.PARTIAL, self.listing.flaw, HOURLY), records)
        only = f", {len(added)} of them only on the listing page" if added else ", as on the listing page"
        note = f"{count} papers, {unseen} not seen here before{only}"
        return self._made(Standing(BatchState.OK, note, until_next_turn(self.now), self.listing.day), records)

    def _of_feed(self) -> Batch:
        """The listing page was not asked for, failed, or shows an older batch."""
        feed, now = self.feed, self.now
        if feed.unchanged:
            return self._made(Standing.without_news(self.memory, now, self._says_nothing_new))
        if feed.cut:
            return self._made(Standing(BatchState.PARTIAL, feed.flaw, SOON), feed.records)
        if not feed.records:
            return self._made(Standing.of_empty(self.memory, now, self._says_nothing_new))
        if feed.flaw and (self.feed_brings_news or self._is_dated_due()):
            return self._made(Standing(BatchState.PARTIAL, feed.flaw, HOURLY), feed.records)
        if not self.feed_brings_news:
            return self._made(Standing.without_news(self.memory, now, self._says_nothing_new), feed.records)
        note = f"{len(feed.records)} papers, {feed.unseen} not seen here before{self._unchecked}"
        day = self._announced_on()
        wait = until_next_turn(now) if day >= due_on(now) else HOURLY
        return self._made(Standing(BatchState.OK, note, wait, day), feed.records)

    @property
    def _unchecked(self) -> str:
        failure, day = self.listing.failure, self.listing.day
        if day:
            return f"; not cross-checked: the listing page still shows {day}"
        if failure and failure.kind != "not_found":
            return f"; not cross-checked: {failure.sentence}"
        return "; not cross-checked with the listing page" if failure else ""

    @property
    def _says_nothing_new(self) -> bool:
        """Whether the listing page was read and shows nothing but a batch that is known, or none at all."""
        return self.listing.day is not None and not self.listing.unseen

    def _only_on_listing(self) -> tuple[Record, ...]:
        in_feed = arxiv_keys(self.feed.records)
        return tuple(record for record in self.listing.records if in_feed.isdisjoint(record.keys))

    def _is_dated_due(self) -> bool:
        newest, due = self.memory.newest, due_on(self.now)
        days = {record.announced_on for record in self.feed.records}
        return days == {due} and (newest is None or newest < due)

    def _announced_on(self) -> date:
        """The day of a feed with unseen papers; when its date lags behind one we had, it is the batch that was due."""
        due, newest = due_on(self.now), self.memory.newest
        told = max((record.announced_on for record in self.feed.records if record.announced_on), default=due)
        lags = newest is not None and told <= newest < due
        return due if lags else min(told, day_of(self.now))

    def _made(self, standing: Standing, records: Sequence[Record] = ()) -> Batch:
        # Without an etag and a date the next poll asks for the whole again.
        forget = standing.state is BatchState.PARTIAL or not (self.feed.records or self.feed.unchanged)
        return Batch(
            state=standing.state,
            records=tuple(records),
            note=standing.note,
            announced_on=standing.announced_on,
            rejected=(*self.feed.rejected, *self.listing.rejected),
            etag="" if forget else self.feed.etag,
            last_modified="" if forget else self.feed.last_modified,
            next_poll=standing.next_poll,
        )
