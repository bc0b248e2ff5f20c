"""Measures ``/radar add`` but for Slack's own part: 200 varied queries on 30 days of 20,000 recorded papers, once warm.

Run: python -m tests.bench.previews [papers]   (reads ../shared/fixtures/arxiv_corpus.jsonl.gz; about a minute)
"""

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import quantiles
from typing import cast

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from bot.listeners import Ears
from bot.listeners.ears import Heard
from bot.listeners.radar_command.radar_lines import add
from bot.listeners.radar_command.verbs import Asked
from bot.papers import Paper
from bot.ports.store import Papers
from bot.preview import DAYS, Caught, Preview
from bot.radar import QueryError, parse
from bot.storage import open_store
from tests.bench.matching import mined, paper, records

NOW = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)
LIMIT = 500  # milliseconds, for 95 of 100
_KINDS = ("rare", "broad", "phrase", "boolean", "prefix", "author", "category", "no hit")


class Shelf:
    """The store's papers, as a list in the order they came."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers

    def first_seen(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Those first seen in a span."""
        return [each for each in self.papers if since < each.first_seen_at <= until]


def month(count: int) -> list[Paper]:
    """Recorded papers, the latest of them, as if they had come evenly in the last 30 days."""
    found = [paper(number, record) for number, record in enumerate(records(), 1)][-count:]
    step = timedelta(days=DAYS) / (len(found) + 1)
    return [replace(each, first_seen_at=NOW - step * (len(found) - place)) for place, each in enumerate(found)]


def queries(papers: Sequence[Paper], each: int) -> Iterator[tuple[str, str]]:
    """As many queries of every kind, the same in every run."""
    draw = random.Random(3)
    phrases = mined([one.abstract for one in papers[::12]], 20_000)
    words = [one for one in phrases if " " not in one]
    pairs = [one for one in phrases if " " in one]
    authors = Counter(name.split()[-1] for one in papers for name in one.authors if name.split()[-1:])
    families = [name for name, _ in authors.most_common(2_000) if name.isalpha() and len(name) > 3]
    categories = [name for name, _ in Counter(c for one in papers for c in one.categories).most_common(60)]
    for _ in range(each):
        one, two, three = draw.sample(words[:3_000], 3)
        yield "rare", draw.choice(words[-3_000:])
        yield "broad", draw.choice(words[:60])
        yield "phrase", draw.choice(pairs[:3_000])
        yield "boolean", draw.choice((f"{one} AND ({two} OR {three})", f'"{draw.choice(pairs)}" OR {one} NOT {two}'))
        yield "prefix", draw.choice((f"{one[:5]}*", f"ti:{two[:4]}* {one}", f'"{one} {two[:4]}*"'))
        yield "author", draw.choice((f"au:{draw.choice(families)}", f"au:{draw.choice(families)} {one}"))
        yield "category", draw.choice((f"cat:{draw.choice(categories)}", f"cat:{draw.choice(categories)} ti:{one}"))
        yield "no hit", draw.choice((f"{one[:-1]}q{one[-1]}", f"{one} {two} {three}", f"ti:{one} AND au:{two}zz"))


def timed(ears: Ears, user: str, text: str) -> tuple[float, Caught] | None:
    """The milliseconds that adding a line takes, and what it would have caught; nothing for what is no query."""
    try:
        query = parse(text)
    except QueryError:
        return None
    nobody = Heard("T1", user, "", {}, {}, cast(Ack, None), cast(Respond, None), WebClient())
    begin = time.perf_counter()
    add.run(Asked(ears, nobody, text, NOW))
    taken = (time.perf_counter() - begin) * 1_000
    return taken, ears.preview.of([query], NOW)[0]


def report(name: str, taken: Sequence[tuple[float, Caught]]) -> float:
    """Print a row; its 95th percentile."""
    times = [milliseconds for milliseconds, _ in taken]
    cuts = quantiles(times, n=20, method="inclusive")
    exact = sum(caught.exact for _, caught in taken)
    empty = sum(not caught.hits for _, caught in taken)
    figures = f"p50 {cuts[9]:6.0f}  p95 {cuts[18]:6.0f}  most {max(times):6.0f} ms"
    print(f"{name:9} {len(taken):4}  {figures}   exact {exact:3}  without hits {empty:3}")
    return cuts[18]


def main() -> int:
    """Warm up, add the queries, print; 1 when it is too slow."""
    papers = month(int(next(islice(sys.argv, 1, None), 20_000)))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/bench.sqlite3", migrate=True)
        ears = Ears(store=store, clock=lambda: NOW, wake=lambda: None)
        ears.preview = warmed(papers)
        slowest: list[tuple[float, str]] = []
        found: dict[str, list[tuple[float, Caught]]] = {kind: [] for kind in _KINDS}
        for number, (kind, text) in enumerate(queries(papers, 25)):
            if (taken := timed(ears, f"U{number}", text)) is not None:
                found[kind].append(taken)
                slowest.append((taken[0], text))
        store.close()
    for kind in _KINDS:
        report(kind, found[kind])
    for milliseconds, text in sorted(slowest, reverse=True)[:5]:
        print(f"  {milliseconds:5.0f} ms  {text}")
    return int(report("all", [taken for row in found.values() for taken in row]) >= LIMIT)


def warmed(papers: Sequence[Paper]) -> Preview:
    """A preview that has taken in all papers; prints what that took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    preview, begin, longest = Preview(cast(Papers, Shelf(papers))), time.perf_counter(), 0.0
    done = False
    while not done:
        step = time.perf_counter()
        done = preview.warm(NOW)
        longest = max(longest, time.perf_counter() - step)
    spent = time.perf_counter() - begin
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1_024
    print(f"{len(papers):,} papers taken in after {spent:.1f} s ({longest * 1_000:.0f} ms at a time at most)")
    print(f"{grown:.0f} MB beside the papers themselves, with the caches of the matcher")
    return preview


if __name__ == "__main__":
    sys.exit(main())
