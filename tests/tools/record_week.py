"""Writes the recorded week of the playground from collected records: real papers in the form of the real feeds.

    python -m tests.tools.record_week ../shared/fixtures bot/playground/recorded

The same records give the same bytes.
"""

import argparse
import gzip
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.tools.journal_feeds import biorxiv_feed, plos_feed
from tests.tools.week_records import DAYS, Announcement, announcements, biorxiv_rows, plos_rows
from tests.tools.xml_text import element, escaped

FEEDS = (
    *("cs.CL", "cs.CV", "cs.AI", "cs.IT", "cs.GT", "cs.CE", "cs.GR"),
    *("quant-ph", "q-bio", "physics", "math", "cond-mat", "astro-ph"),
)
PLOS = "https://journals.plos.org/plosone/feed/atom"
BIORXIV = "https://connect.biorxiv.org/biorxiv_xml.php?subject=all"
WEEKEND = (date(2026, 6, 13), date(2026, 6, 14))
NEW_YORK = ZoneInfo("America/New_York")
HEADERS = {"content-type": "application/xml; charset=utf-8", "content-encoding": "gzip"}
ORDER = ("new", "cross", "replace", "replace-cross")


def main() -> None:
    """Write every feed of every day, the index of the recording, and what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fixtures", type=Path)
    parser.add_argument("recorded", type=Path)
    places = parser.parse_args()
    shutil.rmtree(places.recorded, ignore_errors=True)
    announced = tuple(announcements(places.fixtures))
    articles, preprints = plos_rows(places.fixtures), biorxiv_rows(places.fixtures)
    files = chain(arxiv_files(announced), plos_files(articles), biorxiv_files(preprints))
    entries = [_written(places.recorded, *file) for file in files]
    index = {"licence": "See PROVENANCE.md.", "entries": entries}
    (places.recorded / "index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    provenance = Path(__file__).with_name("week_provenance.md").read_text(encoding="utf-8")
    filled = provenance.format(table=_table(announced), plos=len(articles), biorxiv=len(preprints))
    (places.recorded / "PROVENANCE.md").write_text(filled, encoding="utf-8")


def arxiv_files(announced: Sequence[Announcement]) -> Iterator[tuple[date, str, str, str]]:
    """Each feed of each day as day, file name, address and content; at the weekend the feeds are empty."""
    for day in (*DAYS, *WEEKEND):
        for feed in FEEDS:
            items = [item for item in announced if item.day == day and item.feed == feed]
            items.sort(key=lambda item: (ORDER.index(item.kind), item.arxiv_id))
            yield day, f"{feed}.xml.gz", f"https://rss.arxiv.org/rss/{feed}", arxiv_feed(feed, day, items)


def arxiv_feed(feed: str, day: date, items: Iterable[Announcement]) -> str:
    """The feed of one category and day, as rss.arxiv.org writes it."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK)
    built = format_datetime(midnight.astimezone(ZoneInfo("UTC")))
    posted = format_datetime(midnight)
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' version="2.0">',
        "  <channel>",
        f"    <title>{feed} updates on arXiv.org</title>",
        f"    <link>http://rss.arxiv.org/rss/{feed}</link>",
        f"    <description>{feed} updates on the arXiv.org e-print archive.</description>",
        f'    <atom:link href="http://rss.arxiv.org/rss/{feed}" rel="self" type="application/rss+xml"/>',
        "    <docs>http://www.rssboard.org/rss-specification</docs>",
        "    <language>en-us</language>",
        f"    <lastBuildDate>{built}</lastBuildDate>",
        "    <managingEditor>rss-help@arxiv.org</managingEditor>",
        f"    <pubDate>{posted}</pubDate>",
        "    <skipDays>",
        "      <day>Saturday</day>",
        "      <day>Sunday</day>",
        "    </skipDays>",
        *(line for item in items for line in _arxiv_item(item, posted)),
        "  </channel>",
        "</rss>",
    ]
    return "\n".join(lines) + "\n"


def _arxiv_item(item: Announcement, posted: str) -> Iterator[str]:
    named = f"{item.arxiv_id}v{item.version}"
    yield "    <item>"
    yield element(6, "title", item.title)
    yield element(6, "link", f"https://arxiv.org/abs/{item.arxiv_id}")
    yield element(6, "description", f"arXiv:{named} Announce Type: {item.kind} \nAbstract: {item.abstract}")
    yield f'      <guid isPermaLink="false">oai:arXiv.org:{escaped(named)}</guid>'
    yield from (element(6, "category", category) for category in item.categories)
    yield element(6, "pubDate", posted)
    yield element(6, "arxiv:announce_type", item.kind)
    if item.authors:
        yield element(6, "dc:creator", ", ".join(item.authors))
    yield "    </item>"


def plos_files(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, str, str, str]]:
    """The journal's feed, which grows by a share of the rows a day."""
    for day, shown in _growing(rows):
        yield day, "plosone.atom.gz", PLOS, plos_feed(shown, day)


def biorxiv_files(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, str, str, str]]:
    """The preprint server's feed, which grows likewise."""
    for day, shown in _growing(rows):
        yield day, "biorxiv.rdf.gz", BIORXIV, biorxiv_feed(shown)


def _growing(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, Sequence[Mapping[str, Any]]]]:
    share = -(-len(rows) // len(DAYS))
    for number, day in enumerate(DAYS, 1):
        yield day, rows[: share * number][::-1]


def _written(folder: Path, day: date, name: str, url: str, content: str) -> Mapping[str, object]:
    """Write one answer; the feeds of a day stand from midnight in New York, four in the morning UTC."""
    place = folder / day.isoformat() / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(content.encode(), 9, mtime=0))
    since = (datetime(day.year, day.month, day.day) + timedelta(hours=4)).isoformat() + "Z"  # noqa: DTZ001
    return {"url": url, "file": f"{day}/{name}", "status": 200, "headers": HEADERS, "since": since}


def _table(announced: Sequence[Announcement]) -> str:
    """How many items each feed has each day, new and all."""
    rows = [f"| feed | {' | '.join(f'{day:%a %d}' for day in DAYS)} |", f"|---|{'---|' * len(DAYS)}"]
    for feed in FEEDS:
        cells = []
        for day in DAYS:
            kinds = [item.kind for item in announced if item.feed == feed and item.day == day]
            cells.append(f"{kinds.count('new')} of {len(kinds)}")
        rows.append(f"| {feed} | {' | '.join(cells)} |")
    distinct = len({item.arxiv_id for item in announced})
    return "\n".join([*rows, "", f"{distinct:,} distinct papers of arXiv in {len(announced):,} items."])


if __name__ == "__main__":
    main()
