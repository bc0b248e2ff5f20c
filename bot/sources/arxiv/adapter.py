"""Polls arXiv's feed of one category and says how the day's batch stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.papers import Announcement, Record, category
from bot.ports.plain import to_record
from bot.ports.sources import Batch, BatchState, Fetcher, Memory, Parsers, Response
from bot.sources.arxiv.calendar import day_of, due_on, is_batch_day, is_early, until_next_turn

_ARCHIVES = (
    "astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin|nucl-ex|nucl-th|physics|q-bio|q-fin"
    "|quant-ph|stat"
)
_CATEGORY = re.compile(rf"(?:{_ARCHIVES})(?:\.(?:[A-Z]{{2}}|[a-z]{{2,8}}(?:-[a-z]{{2,4}})?))?")
_ACCEPT = "application/rss+xml, application/xml;q=0.9, */*;q=0.1"
HOURLY = timedelta(hours=1)
SLOWLY = timedelta(hours=3)
SOON = timedelta(minutes=15)


class Adapter:
    """The daily batch of one category, such as ``cs.CL``."""

    def __init__(self, argument: str) -> None:
        self.category = category(argument)
        if not _CATEGORY.fullmatch(self.category):
            raise ValueError(
                f"{argument!r} is not a category of arXiv: name one, such as arxiv:cs.CL or arxiv:quant-ph."
            )
        self.name = f"arxiv:{self.category}"
        self.label = f"arXiv {self.category}"
        self.url = f"https://rss.arxiv.org/rss/{self.category}"

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read the present batch: what is new is decided by ids this source has not told of before, not by dates."""
        response = fetcher.get(self.url, accept=_ACCEPT, etag=memory.etag, last_modified=memory.last_modified)
        if response.not_modified:
            return _batch(_Standing.without_news(memory, now), memory.etag, memory.last_modified)
        arguments = {"content_type": response.headers.get("content-type", "")}
        reply = parsers.run("bot.sources.arxiv:parse", response.body, **arguments)
        records = tuple(to_record(plain, self.name) for plain in reply["records"])
        return _judged(response, reply, records, memory, now)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a batch stands, in words, and when to look again."""

    state: BatchState
    note: str
    next_poll: timedelta
    announced_on: date | None = None

    @classmethod
    def without_news(cls, memory: Memory, now: datetime) -> "_Standing":
        """Nothing this source had not told before: is none due, is it all there, or is it late?"""
        if not is_batch_day(day_of(now)):
            return cls.of_free_day(memory, now)
        due = due_on(now)
        if memory.newest and memory.newest >= due:
            return cls(BatchState.OK, f"the batch of {due} is complete", until_next_turn(now))
        return cls(BatchState.LATE, f"the batch of {due} is not out yet", HOURLY if is_early(now) else SLOWLY)

    @classmethod
    def of_free_day(cls, memory: Memory, now: datetime) -> "_Standing":
        """A day without a batch is quiet, unless the batch before it never came: that is not to go unnoticed."""
        due = due_on(now)
        if memory.newest and memory.newest < due:
            return cls(BatchState.LATE, f"the batch of {due} never came: papers of that day are missing", SLOWLY)
        return cls(BatchState.QUIET, "arXiv announces nothing today", until_next_turn(now))

    @classmethod
    def of_empty(cls, memory: Memory, now: datetime) -> "_Standing":
        """A feed with no entry: usual at weekends and holidays, and possible on any day for a small category."""
        today = day_of(now)
        if not is_batch_day(today):
            return cls.of_free_day(memory, now)
        if is_early(now):
            return cls(BatchState.LATE, f"the batch of {today} is not out yet", HOURLY)
        return cls(BatchState.QUIET, "no paper was announced here today", until_next_turn(now))


def _judged(
    response: Response, reply: Mapping[str, Any], records: Sequence[Record], memory: Memory, now: datetime
) -> Batch:
    rejected = tuple(reply["rejected"])
    unseen = _unseen(records, memory)
    if reply["cut"]:
        # Without an etag and a date the next poll asks for the whole again.
        standing = _Standing(BatchState.PARTIAL, reply["flaw"], SOON)
        return _batch(standing, records=records, rejected=rejected)
    if not records:
        standing = _Standing.of_empty(memory, now)
    elif unseen or _is_all_revisions_of_today(records, memory, now):
        note = reply["flaw"] or f"{len(records)} papers, {unseen} not seen here before"
        state = BatchState.PARTIAL if reply["flaw"] else BatchState.OK
        standing = _Standing(state, note, until_next_turn(now), _announced_on(records, memory, now))
    else:
        standing = _Standing.without_news(memory, now)
    headers = response.headers
    return _batch(standing, headers.get("etag", ""), headers.get("last-modified", ""), records, rejected)


def _batch(
    standing: _Standing,
    etag: str = "",
    last_modified: str = "",
    records: Sequence[Record] = (),
    rejected: tuple[str, ...] = (),
) -> Batch:
    return Batch(
        state=standing.state,
        records=tuple(records),
        note=standing.note,
        announced_on=standing.announced_on,
        rejected=rejected,
        etag=etag,
        last_modified=last_modified,
        next_poll=standing.next_poll,
    )


def _unseen(records: Sequence[Record], memory: Memory) -> int:
    keys = frozenset(key for record in records for key in record.keys if key.startswith("arxiv:"))
    return len(keys - memory.known(keys))


def _is_all_revisions_of_today(records: Sequence[Record], memory: Memory, now: datetime) -> bool:
    """A small category may announce nothing but new versions of papers we know: then the date has to do."""
    revisions = (Announcement.REPLACE, Announcement.REPLACE_CROSS)
    days = {record.announced_on for record in records}
    fresh = days == {due_on(now)} and (memory.newest is None or memory.newest < due_on(now))
    return fresh and all(record.announcement in revisions for record in records)


def _announced_on(records: Sequence[Record], memory: Memory, now: datetime) -> date:
    """The day of a batch with unseen papers; when its own date lags behind one we had, it is the batch that was due."""
    due = due_on(now)
    told = max((record.announced_on for record in records if record.announced_on), default=due)
    lags = memory.newest is not None and told <= memory.newest < due
    return due if lags else min(told, day_of(now))
