"""Asks PLOS's search for the articles of one journal and a span of days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from bot.papers import Record
from bot.ports.plain import to_record
from bot.ports.sources import Batch, Fetcher, Memory, Page, Parsers, SourceFailure
from bot.sources.plos.journals import JOURNALS
from bot.windows import Window, batch_of, cut_short, window

_SEARCH = "https://api.plos.org/search"
_FIELDS = "id,title_display,title,abstract,author_display,article_type,publication_date,journal"
_ROWS = 200
_MOST_PAGES = 60
_WEEK = timedelta(days=7)


class Adapter:
    """One journal; the search is asked and not the feed, which ends after 30 articles: less than a day's."""

    def __init__(self, argument: str) -> None:
        slug = argument.strip().lower().replace(" ", "").replace("_", "")
        self.slug = slug if slug in JOURNALS else slug.removeprefix("plos")
        if self.slug not in JOURNALS:
            raise ValueError(f"{argument[:60]!r} is not a journal of PLOS: there is {', '.join(JOURNALS)}.")
        self.code, self.label = JOURNALS[self.slug]
        self.name = f"plos:{self.slug}"

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read what was published since the last complete poll, and three days before it."""
        span = window(memory, now)
        records: list[Record] = []
        rejected: list[str] = []
        try:
            for read, left_out in self._pages(span, fetcher, parsers):
                records += read
                rejected += left_out
        except SourceFailure as failure:
            if not records:
                raise
            return cut_short(records, f"only {len(records)} articles could be read: {failure.sentence}", rejected)
        # PLOS ONE publishes on every working day; of the others a few days without an article are nothing unusual.
        return batch_of(records, span, memory, rejected=rejected, daily=self.slug == "plosone")

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what was published from ``first`` to ``last``, a week at a time.  Raises ``SourceFailure``."""
        while first <= last:
            span = Window(first, min(first + _WEEK - timedelta(days=1), last))
            pages = list(self._pages(span, fetcher, parsers))
            yield Page(
                records=tuple(record for read, _ in pages for record in read),
                through=span.last,
                rejected=tuple(sentence for _, left_out in pages for sentence in left_out),
            )
            first = span.last + timedelta(days=1)

    def _pages(
        self, span: Window, fetcher: Fetcher, parsers: Parsers
    ) -> Iterator[tuple[tuple[Record, ...], Sequence[str]]]:
        start = 0
        for _ in range(_MOST_PAGES):
            response = fetcher.get(self._url(span, start), accept="application/json")
            page = parsers.run("bot.sources.plos:parse", response.body, slug=self.slug)
            yield tuple(to_record(plain, self.name) for plain in page["records"]), page["rejected"]
            start += int(page["held"])
            if start >= int(page["total"]):
                return
            if not page["held"]:
                raise SourceFailure("incomplete", f"PLOS counted {page['total']} articles and gave {start}.")
        raise SourceFailure(
            "incomplete", f"PLOS has {page['total']} articles for these days; the first {start} were read."
        )

    def _url(self, span: Window, start: int) -> str:
        query = [
            ("q", f"publication_date:[{span.first}T00:00:00Z TO {span.last}T23:59:59Z]"),
            ("fq", "doc_type:full"),
            ("fq", f'journal:"{self.label}"'),
            ("fl", _FIELDS),
            ("sort", "publication_date asc,id asc"),
            ("wt", "json"),
            ("start", str(start)),
            ("rows", str(_ROWS)),
        ]
        return f"{_SEARCH}?{urlencode(query)}"
