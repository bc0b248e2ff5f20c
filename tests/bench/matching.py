"""Measures the matcher: CPU time as a ratio to the folding of the same text, in one process, interleaved.

Run: python -m tests.bench.matching [queries]   (reads ../shared/fixtures/arxiv_corpus.jsonl.gz)
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from bot.papers import Announcement, Paper
from bot.radar import Index, Query, Reading, Term
from bot.radar.checks import STOP_WORDS

CORPUS = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_corpus.jsonl.gz"
ROUNDS = 5
PAPERS = 1_000
_WORD = re.compile(r"[a-z]+")


def records() -> Iterator[dict[str, object]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def paper(number: int, record: dict[str, object]) -> Paper:
    authors, categories = record["authors"], record["categories"]
    assert isinstance(authors, list)
    assert isinstance(categories, list)
    return Paper(
        id=number,
        keys=frozenset({f"arxiv:{record['id']}"}),
        title=str(record["title"]),
        abstract=str(record["abstract"]),
        authors=tuple(authors),
        categories=tuple(categories),
        url="",
        sources=(f"arxiv:{categories[0]}",),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=datetime(2026, 6, 12, tzinfo=UTC),
    )


def mined(texts: list[str], most: int) -> list[str]:
    """Distinct phrases of one to four words, most frequent first: far more hits than real radars have."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        for length in (1, 2, 3, 4):
            spans = (words[at : at + length] for at in range(len(words) - length + 1))
            counts.update(" ".join(span) for span in spans if not {span[0], span[-1]} & STOP_WORDS)
    return [phrase for phrase, _ in counts.most_common(most) if len(phrase) > 3]


def fill(index: Index, queries: list[Query]) -> None:
    for key, query in enumerate(queries):
        index.add(key, query)


def spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratios(papers: list[Paper], index: Index) -> tuple[float, float, float]:
    """Milliseconds of folding, and the ratios fold ÷ split and match ÷ fold (medians)."""
    rows = []
    for _ in range(ROUNDS):
        split = spent(lambda: [(one.title.split(), one.abstract.split()) for one in papers])
        fold = spent(lambda: [Reading(one) for one in papers])
        readings = [Reading(one) for one in papers]
        match = spent(lambda: [index.match(reading) for reading in readings])  # noqa: B023 - called at once
        rows.append((fold * 1000, fold / split, match / fold))
    return tuple(median(row[place] for row in rows) for place in range(3))  # type: ignore[return-value]


def main(sizes: list[int]) -> None:
    everything = list(records())
    random.Random(1).shuffle(everything)
    papers = [paper(number, record) for number, record in enumerate(everything[:PAPERS])]
    phrases = mined([f"{r['title']}. {r['abstract']}" for r in everything[PAPERS:]], max(sizes))
    print(f"{len(papers)} papers, {len(phrases):,} phrases mined from {len(everything) - PAPERS:,} others")
    print(f"{'queries':>9} {'add µs':>7} {'fold ms':>8} {'÷ split':>8} {'match ÷ fold':>12} {'hits':>9}")
    for size in sizes:
        index = Index()
        queries = [Query(Term(phrase)) for phrase in phrases[:size]]
        add = spent(partial(fill, index, queries))
        hits = sum(len(index.match(one)) for one in papers)
        fold, to_split, to_fold = ratios(papers, index)
        print(f"{size:>9,} {add / size * 1e6:>7.1f} {fold:>8.1f} {to_split:>8.2f} {to_fold:>12.2f} {hits:>9,}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
