"""Polls one feed and says how many of its entries were not seen before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.feeds import public_link
from bot.papers import Record
from bot.ports.plain import to_record
from bot.ports.sources import Batch, BatchState, Fetcher, Memory, Parsers, Response, SourceFailure

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
USUALLY = timedelta(hours=6)
SOONEST = timedelta(hours=1)
LATEST = timedelta(hours=24)
AFTER_A_CUT = timedelta(minutes=15)
_SATURDAY = 5


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
        records, reply = self._read(response, parsers, memory, now)
        return _batch(records, reply, response.headers, memory, now)

    def _read(
        self, response: Response, parsers: Parsers, memory: Memory, now: datetime
    ) -> tuple[tuple[Record, ...], Mapping[str, Any]]:
        try:
            reply = parsers.run(
                "bot.sources.feed:parse",
                response.body,
                url=self.url,
                today=now.date().isoformat(),
                content_type=response.headers.get("content-type", ""),
            )
        except SourceFailure as failure:
            if failure.kind != "malformed" or memory.newest is None:
                raise
            sentence = f"There was a feed at this address until {memory.newest}. {failure.sentence}"
            raise SourceFailure("malformed", sentence) from failure
        return tuple(to_record(plain, self.name) for plain in reply["records"]), reply


def _batch(
    records: Sequence[Record], reply: Mapping[str, Any], headers: Mapping[str, str], memory: Memory, now: datetime
) -> Batch:
    state, note = _standing(records, reply, memory, now)
    whole = bool(records or reply["rejected"]) and not reply["cut"]
    return Batch(
        state,
        records=tuple(records),
        note=note,
        announced_on=now.date() if whole else None,
        rejected=tuple(reply["rejected"]),
        # A cut feed and an empty one are asked for again whole, or "not modified" would make them good ones.
        etag=headers.get("etag", "") if whole else "",
        last_modified=headers.get("last-modified", "") if whole else "",
        next_poll=_next_poll(state, reply),
        title=str(reply["title"])[:60],
    )


def _standing(
    records: Sequence[Record], reply: Mapping[str, Any], memory: Memory, now: datetime
) -> tuple[BatchState, str]:
    """How the feed stands, in words: one that had entries and on a working day has none is not to be believed."""
    if reply["flaw"]:
        return BatchState.PARTIAL, str(reply["flaw"])
    if records:
        keys = frozenset(key for record in records for key in record.keys)
        unseen = keys - memory.known(keys)
        new = sum(not record.keys.isdisjoint(unseen) for record in records)
        return BatchState.OK, f"{len(records)} entries, {new} not seen before"
    if reply["rejected"]:
        return BatchState.QUIET, f"none of its entries is a paper: {reply['rejected'][-1]}"
    if memory.newest and now.weekday() < _SATURDAY:
        return BatchState.LATE, f"the feed is empty; it had entries until {memory.newest}"
    return BatchState.QUIET, "no entries"


def _next_poll(state: BatchState, reply: Mapping[str, Any]) -> timedelta:
    if reply["cut"]:
        return AFTER_A_CUT
    return SOONEST if state is BatchState.LATE else _interval(int(reply["minutes"]))


def _interval(minutes: int) -> timedelta:
    """The feed's own wish within our limits."""
    return min(LATEST, max(SOONEST, timedelta(minutes=minutes))) if minutes else USUALLY
