"""The two pages on which arXiv tells of a category's batch: its feed and its listing; either may be old or broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.papers import Announcement, Record
from bot.ports.plain import to_record
from bot.ports.sources import Fetcher, Memory, Parsers, SourceFailure
from bot.sources.arxiv.calendar import due_on

_FEED_ACCEPT = "application/rss+xml, application/xml;q=0.9, */*;q=0.1"
_PAGE_ACCEPT = "text/html, */*;q=0.1"
_MOST_ON_A_PAGE = 2000
_MOST_PAGES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What one page told: its records, how many of them this source never told of, and what is missing.

    ``day`` is the day the listing page names and ``declared`` the number of entries it promises; ``failure`` says why
    there is nothing at all.
    """

    records: tuple[Record, ...] = ()
    unseen: int = 0
    flaw: str = ""
    cut: bool = False
    rejected: tuple[str, ...] = ()
    day: date | None = None
    declared: int = 0
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    failure: SourceFailure | None = None

    def brings_news(self, memory: Memory, now: datetime) -> bool:
        """Whether there is anything on it that a complete batch before it did not have."""
        return bool(self.unseen) or (bool(self.records) and self._is_all_revisions_of_today(memory, now))

    def _is_all_revisions_of_today(self, memory: Memory, now: datetime) -> bool:
        """A small category may announce nothing but new versions of papers we know: then the date has to do."""
        revisions = (Announcement.REPLACE, Announcement.REPLACE_CROSS)
        days = {record.announced_on for record in self.records}
        fresh = days == {due_on(now)} and (memory.newest is None or memory.newest < due_on(now))
        return fresh and all(record.announcement in revisions for record in self.records)


NOT_ASKED = Told()


def read_feed(url: str, source: str, fetcher: Fetcher, parsers: Parsers, memory: Memory) -> Told:
    """The feed at ``url``, or why there is none."""
    try:
        response = fetcher.get(url, accept=_FEED_ACCEPT, etag=memory.etag, last_modified=memory.last_modified)
        if response.not_modified:
            return Told(unchanged=True, etag=memory.etag, last_modified=memory.last_modified)
        arguments = {"content_type": response.headers.get("content-type", "")}
        reply = parsers.run("bot.sources.arxiv:parse", response.body, **arguments)
    except SourceFailure as failure:
        return Told(failure=failure, etag=memory.etag, last_modified=memory.last_modified)
    records = _records(reply, source)
    return Told(
        records=records,
        unseen=len(unseen_keys(records, memory)),
        flaw=reply["flaw"],
        cut=bool(reply["cut"]),
        rejected=tuple(reply["rejected"]),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
    )


def read_listing(category: str, source: str, fetcher: Fetcher, parsers: Parsers, memory: Memory) -> Told:
    """The page of new listings of ``category`` with all that follow it, or why there is none."""
    replies: list[Mapping[str, Any]] = []
    try:
        while not replies or (len(replies) < _MOST_PAGES and len(replies) * _MOST_ON_A_PAGE < replies[0]["total"]):
            place = f"skip={len(replies) * _MOST_ON_A_PAGE}&show={_MOST_ON_A_PAGE}"
            response = fetcher.get(f"https://arxiv.org/list/{category}/new?{place}", accept=_PAGE_ACCEPT)
            replies.append(parsers.run("bot.sources.arxiv:parse_listing", response.body, category=category))
    except SourceFailure as failure:
        return Told(failure=failure)
    records = tuple(record for reply in replies for record in _records(reply, source))
    declared = int(replies[0]["total"])
    missing = f"the listing page declares {declared} entries, of which {len(records)} were read"
    flaw = next((reply["flaw"] for reply in replies if reply["flaw"]), "")
    return Told(
        records=records,
        unseen=len(unseen_keys(records, memory)),
        flaw=flaw or (missing if len(records) < declared else ""),
        rejected=tuple(sentence for reply in replies for sentence in reply["rejected"]),
        day=date.fromisoformat(replies[0]["day"]),
        declared=declared,
    )


def unseen_keys(records: Sequence[Record], memory: Memory) -> frozenset[str]:
    """The arXiv ids among the records that this source did not tell of before."""
    keys = arxiv_keys(records)
    return keys - memory.known(keys)


def arxiv_keys(records: Sequence[Record]) -> frozenset[str]:
    """The arXiv ids of the records."""
    return frozenset(key for record in records for key in record.keys if key.startswith("arxiv:"))


def _records(reply: Mapping[str, Any], source: str) -> tuple[Record, ...]:
    return tuple(to_record(plain, source) for plain in reply["records"])
