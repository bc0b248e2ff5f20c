"""Measures the matcher: CPU time as a ratio to the folding of the same text, in one process, interleaved.

Run: python -m tests.bench.matching [phrases]   (reads ../shared/fixtures/arxiv_corpus.jsonl.gz; some minutes)

Phrases are mined from other papers, most frequent first, so there are far more hits than real radars have.
Two phrases that fold to the same tokens count as one.
"""

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from bot.papers import Announcement, Paper
from bot.radar import Index, Query, Reading, Term
from bot.radar.checks import STOP_WORDS
from bot.radar.paths import paths

CORPUS = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_corpus.jsonl.gz"
ROUNDS = 5
PAPERS = 1_000
LIMITS = {10_000: 0.8, 100_000: 1.6, 1_000_000: 3.2}
_WORD = re.compile(r"[a-z]+")


def records() -> Iterator[dict[str, object]]:
    """The recorded papers, as they were written down."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def paper(number: int, record: dict[str, object]) -> Paper:
    """A recorded paper as the bot keeps it."""
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
    """Phrases of one to four words, most frequent first, each distinct after folding."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        for length in (1, 2, 3, 4):
            spans = (words[at : at + length] for at in range(len(words) - length + 1))
            counts.update(" ".join(span) for span in spans if not {span[0], span[-1]} & STOP_WORDS)
    found: dict[tuple[str, ...], str] = {}
    for phrase, _ in counts.most_common():
        if len(phrase) > 3:
            found.setdefault(paths(phrase)[0], phrase)
        if len(found) == most:
            break
    return list(found.values())


def plain(phrases: Sequence[str]) -> list[Query]:
    """A query for each phrase."""
    return [Query(Term(phrase)) for phrase in phrases]


def filled(queries: Sequence[Query]) -> Index:
    """An index of queries, each under its place."""
    index = Index()
    for key, query in enumerate(queries):
        index.add(key, query)
    return index


def spent(work: Callable[[], object]) -> float:
    """The CPU seconds of some work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def medians(*works: Callable[[], object]) -> list[float]:
    """The CPU milliseconds of some works, taken in turns: the median of some rounds for each."""
    rows = [[spent(work) * 1000 for work in works] for _ in range(ROUNDS)]
    return [median(row[place] for row in rows) for place in range(len(works))]


def split_all(papers: Sequence[Paper]) -> object:
    """The least any matcher does: cut the texts at their spaces."""
    return [(one.title.split(), one.abstract.split()) for one in papers]


def read_all(papers: Sequence[Paper]) -> list[Reading]:
    """Fold the texts."""
    return [Reading(one) for one in papers]


def match_all(index: Index, readings: Sequence[Reading]) -> object:
    """Ask an index about each paper."""
    return [index.match(reading) for reading in readings]


def told(name: str, measured: float, limit: float, unit: str = "×", *, least: bool = False) -> None:
    """Print one bar, its limit and whether it holds."""
    holds = measured >= limit if least else measured <= limit
    sign = "≥" if least else "≤"
    print(f"{'pass' if holds else 'FAIL'}  {name:<62} {measured:>8.2f} {sign} {limit:g} {unit}", flush=True)


def speed(papers: Sequence[Paper], phrases: list[str]) -> None:
    """Folding against splitting, matching against folding, and adding one more."""
    readings = read_all(papers)
    for size, limit in LIMITS.items():
        queries = plain(phrases[:size])
        index = filled(queries)
        hits = sum(len(index.match(reading)) for reading in readings)
        works = partial(split_all, papers), partial(read_all, papers), partial(match_all, index, readings)
        split, fold, match = medians(*works)
        print(
            f"      {len(queries):,} phrases: split {split:.0f}, fold {fold:.0f}, match {match:.0f} ms, {hits:,} hits"
        )
        told("folding ÷ str.split", fold / split, 5)
        told(f"matching {PAPERS:,} papers ÷ folding, {size:,} phrases", match / fold, limit)
        _changes(index, plain([f"{phrase} and so on" for phrase in phrases[:2_000]]))


def _changes(index: Index, extra: list[Query]) -> None:
    """Adding to a full index and removing from it, one by one."""

    def add() -> None:
        for key, query in enumerate(extra, before):
            index.add(key, query)

    def remove() -> None:
        for key in range(before, before + len(extra)):
            index.remove(key)

    before = len(index)
    told("add one query to it", spent(add) / len(extra) * 1e6, 100, "µs")
    told("remove one query from it", spent(remove) / len(extra) * 1e6, 100, "µs")


def idle(papers: Sequence[Paper], phrases: list[str], size: int) -> None:
    """Phrases that begin like real ones and never match."""
    readings = read_all(papers)
    never = plain([f"{phrases[n % 50_000].split()[0]} zq{n}zq" for n in range(size)])
    many, few = filled(never), filled(never[:1_000])
    works = partial(read_all, papers), partial(match_all, many, readings), partial(match_all, few, readings)
    fold, match, base = medians(*works)
    told(f"{size:,} phrases that never match ÷ folding", match / fold, 1.6)
    told(f"{size:,} phrases that never match ÷ the same with 1,000", match / base, 8)


def growth(papers: Sequence[Paper], phrases: list[str]) -> None:
    """Ten times the papers."""
    index = filled(plain(phrases[:100_000]))
    few, many = papers[:PAPERS], papers[: 10 * PAPERS]
    one, ten = medians(
        lambda: [index.match(Reading(one)) and None for one in few],
        lambda: [index.match(Reading(one)) and None for one in many],
    )
    told("10,000 papers ÷ 1,000 papers, folding and matching", ten / one, 11)


def mixed(papers: Sequence[Paper], phrases: list[str], size: int = 100_000) -> None:
    """Booleans, fields, authors and categories among the phrases."""
    draw = random.Random(3)
    families = sorted({one.authors[0].split()[-1] for one in papers if one.authors and one.authors[0].isascii()})
    texts = [_one_mixed(phrases, families, draw) for _ in range(size)]
    index = Index()
    for key, query in enumerate(query for text in texts if (query := parsed(text))):
        index.add(key, query)
    readings = read_all(papers)
    fold, match = medians(partial(read_all, papers), partial(match_all, index, readings))
    told(f"{len(index):,} mixed queries (AND, OR, NOT, au:, cat:, ti:) ÷ folding", match / fold, 6)


def parsed(text: str) -> Query | None:
    """A query, or nothing where the text is none."""
    from bot.radar import QueryError, parse

    try:
        return parse(text)
    except QueryError:
        return None


def _one_mixed(phrases: list[str], families: list[str], draw: random.Random) -> str:
    def phrase() -> str:
        return f'"{phrases[draw.randrange(min(100_000, len(phrases)))]}"'

    kind = draw.random()
    if kind < 0.85:
        return phrase()
    if kind < 0.90:
        return f"{phrase()} NOT {phrase()}"
    if kind < 0.94:
        return f"{phrase()} AND {phrase()}"
    if kind < 0.97:
        return f"({phrase()} OR {phrase()}) cat:{draw.choice(('cs.LG', 'cs.CL', 'astro-ph', 'q-bio'))}"
    return f"au:{draw.choice(families)}" if kind < 0.99 else f"ti:{phrase()} OR abs:{phrase()}"


def memory(phrases: list[str]) -> None:
    """What a process grows by, measured in one that does nothing else."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(phrases))
        file.flush()
        command = [sys.executable, "-m", "tests.bench.matching_memory", file.name]
        grown = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    told(f"memory of an index of {len(phrases):,} phrases, MB", grown / 1e6, 200, "MB")
    told("memory a phrase, bytes", grown / len(phrases), 250, "B")


def main(most: int) -> None:
    """Measure everything and print each bar."""
    from tests.bench import matching_rivals, matching_words

    everything = list(records())
    random.Random(1).shuffle(everything)
    papers = [paper(number, record) for number, record in enumerate(everything[: 10 * PAPERS])]
    phrases = mined([f"{r['title']}. {r['abstract']}" for r in everything[PAPERS:]], most)
    print(f"{PAPERS:,} papers, {len(phrases):,} distinct phrases mined from {len(everything) - PAPERS:,} others")
    memory(phrases)
    speed(papers[:PAPERS], phrases)
    idle(papers[:PAPERS], phrases, most)
    growth(papers, phrases)
    mixed(papers[:PAPERS], phrases)
    matching_rivals.compare(papers[:PAPERS], phrases)
    matching_words.count(papers)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
