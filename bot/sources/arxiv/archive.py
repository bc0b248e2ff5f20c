"""Asks arXiv's archive of metadata (OAI-PMH) what was announced on days gone by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from bot.papers import Announcement, Record
from bot.ports.plain import to_record
from bot.ports.sources import Fetcher, Page, Parsers, SourceFailure
from bot.sources.arxiv.calendar import batch_day_from, feed_day
from bot.sources.arxiv.taxonomy import is_home, oai_set

_ADDRESS = "https://oaipmh.arxiv.org/oai"
_ACCEPT = "text/xml, application/xml;q=0.9, */*;q=0.1"
_WIDEST = timedelta(days=7)
_HOLD = timedelta(days=10)
_MOST_PAGES = 60
_MOST_STARTS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Days of feeds, first and last included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Change:
    """A record that changed, with the days on which its first and its latest version were due in the feeds."""

    record: Record
    began_on: date
    revised_on: date
    changed_on: date

    def told(self, span: Span, category: str, *, unseen: bool) -> Record | None:
        """The announcement of it that fell into ``span``, as the feed of ``category`` had it; nothing if none did.

        A paper that was due a little before, and that we never saw, was held by moderators until now. A record that
        changed without a new version is no news.
        """
        is_at_home = is_home(next(iter(self.record.categories), category), category)
        if unseen and span.first - _HOLD <= self.began_on <= span.last:
            held_until = min(max(batch_day_from(self.changed_on), span.first), span.last)
            day = self.began_on if span.holds(self.began_on) else held_until
            return self._announced(Announcement.NEW if is_at_home else Announcement.CROSS, day)
        if self.record.version > 1 and span.holds(self.revised_on):
            kind = Announcement.REPLACE if is_at_home else Announcement.REPLACE_CROSS
            return self._announced(kind, self.revised_on)
        return None

    def _announced(self, kind: Announcement, day: date) -> Record:
        return replace(self.record, announcement=kind, announced_on=day)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the archive's answer; ``token`` asks for the next one."""

    changes: tuple[Change, ...]
    rejected: tuple[str, ...]
    token: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive's records of one category, read by the days of their last change.

    A paper is in it from the evening of its announcement on, which is the day of its feed in UTC.
    """

    source: str
    category: str
    fetcher: Fetcher
    parsers: Parsers

    def backfill(self, first: date, last: date) -> Iterator[Page]:
        """Everything announced from ``first`` to ``last``, a week at a time.  Raises ``SourceFailure``."""
        span, start = Span(first, last), first
        while start <= last:
            end = min(start + _WIDEST - timedelta(days=1), last)
            for sheet in self.sheets(start, end):
                told = (
                    change.told(span, self.category, unseen=first <= change.began_on or change.record.version == 1)
                    for change in sheet.changes
                )
                records = tuple(record for record in told if record)
                yield Page(records, None if sheet.token else end, sheet.rejected)
            start = end + timedelta(days=1)

    def sheets(self, first: date, last: date) -> Iterator[Sheet]:
        """The pages of one span of days; begun anew when the archive forgets in between where we were."""
        token = ""
        starts = 1
        for _ in range(_MOST_PAGES):
            sheet = self._sheet(first, last, token)
            if not sheet.expired:
                yield sheet
                if not sheet.token:
                    return
                token = sheet.token
            elif not token or starts >= _MOST_STARTS:
                raise SourceFailure("protocol", "arXiv's archive does not accept the tokens it gives out.")
            else:
                token, starts = "", starts + 1
        raise SourceFailure("protocol", f"arXiv's archive does not come to an end after {_MOST_PAGES} pages.")

    def _sheet(self, first: date, last: date, token: str) -> Sheet:
        asked = {"metadataPrefix": "arXivRaw", "set": oai_set(self.category), "from": first, "until": last}
        rest = f"resumptionToken={quote(token, safe='')}" if token else urlencode(asked, safe=":")
        response = self.fetcher.get(f"{_ADDRESS}?verb=ListRecords&{rest}", accept=_ACCEPT)
        reply = self.parsers.run("bot.sources.arxiv:parse_oai", response.body)
        changes = tuple(_change(plain, self.source) for plain in reply["records"])
        return Sheet(changes, tuple(reply["rejected"]), reply["token"], bool(reply["expired"]))


def _change(plain: Mapping[str, Any], source: str) -> Change:
    changed_on = date.fromisoformat(plain["changed_on"])
    # What is in the archive was announced, so at the latest when its record last changed.
    latest = batch_day_from(changed_on)
    began, revised = (feed_day(datetime.fromisoformat(plain[moment])) for moment in ("began", "revised"))
    return Change(to_record(plain, source), min(began, latest), min(revised, latest), changed_on)
