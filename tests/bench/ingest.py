"""How quick ingestion is: fetched, parsed, cleaned, merged and stored, beside a bare parse of the same bytes.

    python -m tests.bench.ingest [records]

First the recorded week by replay, then 10,000 records in each form sources speak, over the loopback web, on SQLite and
on PostgreSQL. All are CPU seconds of this process and its children, in one run; the ratio is what counts.
"""

import gzip
import io
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import feedparser
from lxml import etree

from bot.clock import Clock
from bot.daily.collect import Collector
from bot.fetching import ReplayFetcher
from bot.papers import Record
from bot.parsing import Parsers
from bot.playground.week import RECORDED
from bot.storage import open_store
from bot.wiring.outside import source, source_labels
from tests.fakes.arxiv_oai import Held, archive
from tests.fakes.many import many
from tests.fakes.reading_room import Room, room
from tests.fakes.web import Answer, Asked, Site
from tests.storage.databases import postgresql
from tests.tools.record_week import arxiv_feed
from tests.tools.week_records import Announcement

DAY = date(2026, 6, 9)
START = datetime(2026, 6, 9, 6, tzinfo=UTC)
BATCH = 500
_CATEGORIES = ("cs.CL", "cs.CV", "cs.LG", "cs.AI", "cs.RO", "cs.CR", "cs.DS", "cs.DB", "cs.SE", "cs.IT")


def cpu() -> float:
    """CPU seconds of this process and of the children that ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def parse_alone(folder: Path) -> tuple[float, int]:
    """CPU seconds and entries of feedparser over every recorded feed."""
    entries, began = 0, cpu()
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8"))["entries"]:
        if row.get("file") and "rss" in row["url"]:
            body = gzip.decompress((folder / row["file"]).read_bytes())
            entries += len(feedparser.parse(io.BytesIO(body)).entries)
    return cpu() - began, entries


def ingest(folder: Path) -> tuple[float, int]:
    """CPU seconds and papers of the whole way from fetch to store, five days."""
    rows = json.loads((folder / "index.json").read_text(encoding="utf-8"))["entries"]
    feeds = {row["url"].rsplit("/", 1)[1] for row in rows if "rss.arxiv.org" in row["url"]}
    labels = source_labels(tuple(f"arxiv:{name}" for name in sorted(feeds)))
    began = cpu()
    with tempfile.TemporaryDirectory() as data, Parsers() as parsers:
        store = open_store(f"sqlite:///{data}/radar.sqlite3", migrate=True)
        clock = Clock(datetime(2026, 6, 8, 4, 5, tzinfo=UTC))
        collector = Collector(store, source, ReplayFetcher(folder, clock), parsers, clock, "bench")
        for _ in range(5):
            store.sources.enrol(labels, clock())
            for name in labels:
                collector.collect(name)
            clock.advance_to(clock() + timedelta(days=1))
        papers = len(store.papers.first_seen(datetime.min.replace(tzinfo=UTC), clock()))
        store.close()
    return cpu() - began, papers


class Forms:
    """The same records in three forms: arXiv's feeds, bioRxiv's JSON, and pages of arXiv's archive."""

    def __init__(self, records: Sequence[Record]) -> None:
        size = -(-len(records) // len(_CATEGORIES))
        self.feeds = {
            category: arxiv_feed(category, DAY, [_item(record, category) for record in islice(rest, size)]).encode()
            for rest in [iter(records)]
            for category in _CATEGORIES
        }
        rows = [_row(record, number) for number, record in enumerate(records)]
        self.pages = {start: _page(rows, start) for start in range(0, len(rows), BATCH)}
        held = [_held(record) for record in records]
        self._archive = archive(lambda: held, BATCH)
        self.sheets: list[bytes] = []

    def site(self, asked: Asked) -> Answer:
        """All of them, each at its own host."""
        if asked.host == "rss.arxiv.org":
            return Answer(self.feeds[asked.path.rpartition("/")[2]], headers={"content-type": "application/xml"})
        if asked.host == "api.biorxiv.org":
            return Answer(self.pages[int(asked.path.split("/")[5])], headers={"content-type": "application/json"})
        answer = self._archive(asked)
        self.sheets += [answer.body] if answer.status == 200 else []
        return answer


def read_feeds(here: Room) -> None:
    """Poll every category once."""
    here.read(*(f"arxiv:{category}" for category in _CATEGORIES))


def read_rows(here: Room) -> None:
    """Poll bioRxiv, page after page."""
    here.read("biorxiv")


def read_sheets(here: Room) -> None:
    """Fetch and parse the archive page after page, and store each."""
    with here.web.fetcher() as fetcher:
        adapter = source("arxiv:cs.CL")
        for page in adapter.backfill(DAY - timedelta(days=1), DAY, fetcher, here.parsers):  # type: ignore[attr-defined]
            here.papers.absorb(page.records, here.clock(), past=True)


def whole(read: Callable[[Room], None], site: Site, url: str = "") -> tuple[float, int]:
    """CPU seconds of the whole way, and papers stored; the children count once they have ended."""
    with tempfile.TemporaryDirectory() as folder:
        began = cpu()
        with room(site, START, Path(folder), url=url) as here:
            read(here)
            here.parsers.close()
            spent = cpu() - began
            return spent, len(here.all_papers())


def alone(parse: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    """CPU seconds of a bare parser over the same bytes."""
    began = cpu()
    for body in bodies:
        parse(body)
    return cpu() - began


@contextmanager
def databases() -> Iterator[Iterator[tuple[str, str]]]:
    """The name and the URL of a new database, of each kind, for each form."""
    with postgresql() as server:

        def each() -> Iterator[tuple[str, str]]:
            yield "SQLite", ""
            with server.database() as url:
                yield "PostgreSQL", url

        yield each()


def main() -> None:
    """Print the figures."""
    spent, entries = parse_alone(RECORDED)
    took, papers = ingest(RECORDED)
    print(
        f"the recorded week: feedparser alone {entries} entries in {spent:.2f} CPU s; the whole way {papers} papers",
        end="",
    )
    print(f" in {took:.2f} CPU s, {papers / took:.0f} a second; ratio {took / spent:.2f}", flush=True)
    forms = Forms([*many(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)])
    measured: tuple[tuple[str, Callable[[Room], None], Callable[[], float]], ...] = (
        (
            "feeds, feedparser",
            read_feeds,
            lambda: alone(lambda body: feedparser.parse(io.BytesIO(body)), [*forms.feeds.values()]),
        ),
        ("rows, json", read_rows, lambda: alone(json.loads, [*forms.pages.values()])),
        ("archive, lxml", read_sheets, lambda: alone(etree.fromstring, forms.sheets)),
    )
    for name, read, bare in measured:
        with databases() as each:
            for database, url in each:
                forms.sheets.clear()
                took, papers = whole(read, forms.site, url)
                spent = bare()
                rate = f"{papers} papers in {took:.1f} CPU s ({papers / took:.0f} a second)"
                print(
                    f"{name:<20}{database:<12}{rate:<48} bare parse {spent:.2f} CPU s, ratio {took / spent:.1f}",
                    flush=True,
                )


def _item(record: Record, category: str) -> Announcement:
    key = next(iter(record.keys)).partition(":")[2]
    rest = (record.title, record.abstract, record.authors, (category, *record.categories))
    return Announcement(DAY, category, "new", key, 1, *rest)


def _row(record: Record, number: int) -> dict[str, str]:
    names = "; ".join(f"{name.split()[-1]}, {name[:1]}." for name in record.authors)
    told = {"doi": f"10.64898/2026.06.09.{number:06}", "title": record.title, "authors": names, "date": str(DAY)}
    rest = {"version": "1", "type": "new results", "license": "cc_by", "category": "cell biology", "published": "NA"}
    return {**told, **rest, "abstract": record.abstract, "server": "biorxiv"}


def _page(rows: Sequence[dict[str, str]], start: int) -> bytes:
    held = rows[start : start + BATCH]
    message = {"status": "ok", "cursor": start, "count": len(held), "total": str(len(rows))}
    return json.dumps({"messages": [message], "collection": held}).encode()


def _held(record: Record) -> Held:
    key = next(iter(record.keys)).partition(":")[2]
    return Held((DAY,), key, record.title, record.abstract, record.authors or ("A B",), ("cs.CL", *record.categories))


if __name__ == "__main__":
    main()
