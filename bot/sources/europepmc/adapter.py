"""Asks Europe PMC for what it added on some days, page after page."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from urllib.parse import urlencode

from bot.ports.plain import to_record
from bot.ports.sources import Batch, Fetcher, Memory, Page, Parsers, SourceFailure
from bot.windows import Window, past, polled, searchable

_API = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
PAGE_SIZE = 200
MOST_PAGES = 50


class Adapter:
    """What a query finds among the articles and preprints of Europe PMC."""

    def __init__(self, argument: str) -> None:
        self.query = searchable(argument, "Europe PMC", 'europepmc:"long covid" AND fatigue')
        self.name = f"europepmc:{self.query}"
        self.label = f"Europe PMC: {self.query}"[:80]

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read what was added in the last days; a query may find nothing for weeks."""
        return polled(partial(self._pages, fetcher, parsers), memory, now)

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what was added from ``first`` to ``last``."""
        return past(partial(self._pages, fetcher, parsers), first, last)

    def _pages(self, fetcher: Fetcher, parsers: Parsers, days: Window) -> Iterator[Page]:
        mark, seen = "*", 0
        for _ in range(MOST_PAGES):
            body = fetcher.get(self._url(days, mark), accept="application/json").body
            reply = parsers.run("bot.sources.europepmc:parse", body)
            seen += int(reply["count"])
            yield Page(tuple(to_record(plain, self.name) for plain in reply["records"]), None, tuple(reply["rejected"]))
            following = str(reply["next"])
            if not reply["count"] or not following or following == mark or seen >= int(reply["total"]):
                if seen < int(reply["total"]):
                    told = f"Europe PMC counts {reply['total']:,} results since {days.first} and gave {seen:,}."
                    raise SourceFailure("incomplete", told)
                return
            mark = following
        most = MOST_PAGES * PAGE_SIZE
        raise SourceFailure("too_many", f"Europe PMC finds more than {most:,} results in a week: narrow the query.")

    def _url(self, days: Window, mark: str) -> str:
        # The day of indexing says what is new to us: the day of publication may lie weeks before it or after it, and
        # where a journal gives no full date Europe PMC computes one.
        query = f"({self.query}) AND (FIRST_IDATE:[{days.first} TO {days.last}])"
        asked = {"query": query, "resultType": "core", "format": "json", "pageSize": PAGE_SIZE, "cursorMark": mark}
        return f"{_API}?{urlencode(asked)}"
