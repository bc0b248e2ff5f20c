"""How quick ingestion is: the recorded week fetched by replay, cleaned and stored, beside feedparser's own parse.

    python tests/bench/ingest.py

Both are CPU seconds of this process and its children, in one run; the ratio is what counts.
"""

import gzip
import io
import json
import resource
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


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
    from bot.clock import Clock
    from bot.daily.collect import Collector
    from bot.fetching import ReplayFetcher
    from bot.parsing import Parsers
    from bot.storage import open_store
    from bot.wiring.outside import source, source_labels

    feeds = sorted({row["url"].rsplit("/", 1)[1] for row in json.loads((folder / "index.json").read_text())["entries"]
                    if "rss.arxiv.org" in row["url"]})  # fmt: skip
    labels = source_labels(tuple(f"arxiv:{name}" for name in feeds))
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


def main() -> None:
    """Print the figures."""
    from bot.playground.week import RECORDED

    alone, entries = parse_alone(RECORDED)
    whole, papers = ingest(RECORDED)
    print(f"feedparser alone: {entries} entries in {alone:.2f} CPU s ({entries / alone:.0f} entries/s)")
    print(f"fetch, parse, clean, merge, store: {papers} papers in {whole:.2f} CPU s ({papers / whole:.0f} papers/s)")
    print(f"ratio of the whole to feedparser's own parse of the same bytes: {whole / alone:.2f}")


if __name__ == "__main__":
    main()
