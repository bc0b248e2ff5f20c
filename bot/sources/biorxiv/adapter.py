"""Asks openRxiv's interface for every version posted on some days, and makes one record of each work's versions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from bot.papers import Announcement, Record
from bot.ports.plain import to_record
from bot.ports.sources import Batch, Fetcher, Memory, Page, Parsers, SourceFailure
from bot.sources.biorxiv.categories import chosen
from bot.windows import Window, past, polled

_API = "https://api.biorxiv.org/details"
MOST_PAGES = 100  # a busy week fills about 70
_MISCOUNT = 40  # the interface is known to count up to a page more than it holds


class Adapter:
    """The preprints of a server, or of one of its categories."""

    server = "biorxiv"
    house = "bioRxiv"

    def __init__(self, argument: str = "") -> None:
        self.category = chosen(argument, self.server, self.house)
        underscored = self.category.replace(" ", "_")
        self.name = f"{self.server}:{underscored}" if underscored else self.server
        self.label = f"{self.house} {self.category}".strip()

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read the last days; a whole server brings papers on every working day, a category need not."""
        pages = partial(self._pages, fetcher, parsers)
        return polled(pages, memory, now, daily=not self.category, unite=one_per_work)

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what was posted from ``first`` to ``last``."""
        return past(partial(self._pages, fetcher, parsers), first, last, unite=one_per_work)

    def _pages(self, fetcher: Fetcher, parsers: Parsers, days: Window) -> Iterator[Page]:
        """Page after page; their size differs with the years, so the place moves by what each says it holds."""
        cursor = total = 0
        for _ in range(MOST_PAGES):
            body = fetcher.get(self._url(days, cursor), accept="application/json").body
            reply = parsers.run("bot.sources.biorxiv:parse", body, server=self.server, category=self.category)
            cursor += int(reply["count"])
            total = int(reply["total"]) or total
            short = "" if reply["count"] else self._shortfall(cursor, total, days)
            records = tuple(to_record(plain, self.name) for plain in reply["records"])
            yield Page(records, None, (*reply["rejected"], *filter(None, [short])))
            if not reply["count"] or 0 < total <= cursor:
                return
        raise SourceFailure("too_many", f"{self.house} has more than {MOST_PAGES} pages since {days.first}.")

    def _shortfall(self, came: int, total: int, days: Window) -> str:
        """What is missing at an early end, if anything.  Raises ``SourceFailure`` for more than a miscount."""
        if came >= total:
            return ""
        told = f"{self.house} counts {total:,} versions since {days.first} and gave {came:,}."
        if total - came > _MISCOUNT:
            raise SourceFailure("incomplete", told)
        return told

    def _url(self, days: Window, cursor: int) -> str:
        only = f"?category={self.category.replace(' ', '_')}" if self.category else ""
        return f"{_API}/{self.server}/{days.first}/{days.last}/{cursor}/json{only}"


def one_per_work(records: Sequence[Record]) -> tuple[Record, ...]:
    """One record for each work: its latest version, announced as new when its first version is among the rows."""
    works: dict[str, list[Record]] = {}
    for record in records:
        page, _, _ = record.url.rpartition("v")  # the address of all its versions
        works.setdefault(page, []).append(record)
    return tuple(_united(sorted(versions, key=lambda record: record.version)) for versions in works.values())


def _united(versions: Sequence[Record]) -> Record:
    first, latest = versions[0], versions[-1]
    if first.announcement is not Announcement.NEW:
        return latest
    return replace(
        latest,
        keys=latest.keys | first.keys,
        announcement=Announcement.NEW,
        announced_on=first.announced_on,
        published_on=first.published_on,
    )
