"""Polls one feed and says how many of its entries were not seen before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.feeds import public_link
from bot.papers import Record
from bot.ports.plain import to_record
from bot.ports.sources import Batch, BatchState, Fetcher, Memory, Parsers

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
USUALLY = timedelta(hours=6)
SOONEST = timedelta(hours=1)
LATEST = timedelta(hours=24)
AFTER_A_CUT = timedelta(minutes=15)


class Adapter:
    """The feed at one address."""

    def __init__(self, argument: str) -> None:
        self.url = public_link(argument)
        if not self.url:
            raise ValueError(f"{argument[:200]!r} is not the address of a feed: it needs https:// and a public host.")
        parts = urlsplit(self.url)
        self.name = f"feed:{self.url}"
        self.label = f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"[:80]

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read the feed as it stands; journals add papers at any time, so there is no batch to be late."""
        response = fetcher.get(self.url, accept=_ACCEPT, etag=memory.etag, last_modified=memory.last_modified)
        if response.not_modified:
            return Batch(
                BatchState.OK,
                note="unchanged since the last look",
                etag=memory.etag,
                last_modified=memory.last_modified,
                next_poll=USUALLY,
            )
        reply = parsers.run(
            "bot.sources.feed:parse",
            response.body,
            url=self.url,
            today=now.date().isoformat(),
            content_type=response.headers.get("content-type", ""),
        )
        records = tuple(to_record(plain, self.name) for plain in reply["records"])
        return _batch(records, reply, response.headers, memory)


def _batch(records: Sequence[Record], reply: Mapping[str, Any], headers: Mapping[str, str], memory: Memory) -> Batch:
    keys = frozenset(key for record in records for key in record.keys)
    unseen = len(keys - memory.known(keys))
    cut = bool(reply["cut"])
    return Batch(
        _state(reply["flaw"], len(records)),
        records=tuple(records),
        note=reply["flaw"] or (f"{len(records)} entries, {unseen} not seen before" if records else "no entries"),
        announced_on=max((record.announced_on for record in records if record.announced_on), default=None),
        rejected=tuple(reply["rejected"]),
        # A cut feed is asked for again whole.
        etag="" if cut else headers.get("etag", ""),
        last_modified="" if cut else headers.get("last-modified", ""),
        next_poll=AFTER_A_CUT if cut else _interval(int(reply["minutes"])),
        title=str(reply["title"])[:60],
    )


def _state(flaw: str, count: int) -> BatchState:
    if flaw:
        return BatchState.PARTIAL
    return BatchState.OK if count else BatchState.QUIET


def _interval(minutes: int) -> timedelta:
    """The feed's own wish within our limits."""
    return min(LATEST, max(SOONEST, timedelta(minutes=minutes))) if minutes else USUALLY
