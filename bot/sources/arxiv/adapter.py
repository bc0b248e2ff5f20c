"""Polls arXiv for the daily batch of one category, and reads back the days it was not polled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.papers import category
from bot.ports.sources import Batch, Fetcher, Memory, Page, Parsers
from bot.sources.arxiv.archive import Archive
from bot.sources.arxiv.calendar import batch_day_before, day_of, due_on
from bot.sources.arxiv.judging import Judge
from bot.sources.arxiv.pages import NOT_ASKED, read_feed, read_listing
from bot.sources.arxiv.recovery import recovered
from bot.sources.arxiv.taxonomy import is_category


class Adapter:
    """The daily batch of one category, such as ``cs.CL``."""

    def __init__(self, argument: str) -> None:
        self.category = category(argument)
        if not is_category(self.category):
            raise ValueError(
                f"{argument!r} is not a category of arXiv: name one, such as arxiv:cs.CL or arxiv:quant-ph."
            )
        self.name = f"arxiv:{self.category}"
        self.label = f"arXiv {self.category}"
        self.url = f"https://rss.arxiv.org/rss/{self.category}"

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read the present batch: what is new is decided by ids this source has not told of before, not by dates.

        The feed is checked against the listing page until the batch that is due was read; days that passed since the
        last complete batch are read back from the archive.  Raises ``SourceFailure``.
        """
        memory = _with_a_place(memory, now)
        feed = read_feed(self.url, self.name, fetcher, parsers, memory)
        judge = Judge(feed, NOT_ASKED, memory, now)
        if judge.needs_listing:
            judge = replace(judge, listing=read_listing(self.category, self.name, fetcher, parsers, memory))
        return recovered(judge.batch(), Archive(self.name, self.category, fetcher, parsers), memory, now)

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what was announced from ``first`` to ``last`` (inclusive), a week at a time.  Raises ``SourceFailure``.

        Papers that were revised after ``last`` are told among the days of their revision.
        """
        return Archive(self.name, self.category, fetcher, parsers).backfill(first, last)


def _with_a_place(memory: Memory, now: datetime) -> Memory:
    """A source that never had a whole batch begins before the first one that was due when it was added."""
    if memory.newest or memory.since is None or day_of(memory.since) >= day_of(now):
        return memory
    return replace(memory, newest=batch_day_before(due_on(memory.since)))
