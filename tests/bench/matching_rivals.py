"""Other ways to match, beside ours: Aho-Corasick, a loop over keywords, a substring search, full-text search."""

import sqlite3
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bot.papers import Paper
from bot.radar.paths import paths
from tests.bench.matching import filled, match_all, medians, plain, read_all, spent, told

SAMPLE = 50
FTS_KEYWORDS = 1_000


def compare(papers: Sequence[Paper], phrases: list[str]) -> None:
    """Time each on the same folded text and the same phrases."""
    readings = read_all(papers)
    folded = [f" {' '.join(reading.tokens)} " for reading in readings]
    keywords = [f" {' '.join(paths(phrase)[0])} " for phrase in phrases]
    index = filled(plain(phrases[:10_000]))
    (ours,) = medians(lambda: match_all(index, readings))
    few = folded[:SAMPLE]
    loop = spent(lambda: [[word for word in keywords[:10_000] if word in text] for text in few]) * 1000
    told("a loop of ' kw ' in text ÷ ours, 10,000 phrases", loop * len(folded) / SAMPLE / ours, 100, least=True)
    lowered = [f"{one.title} {one.abstract}".lower() for one in papers[:SAMPLE]]
    part = spent(lambda: [[word for word in phrases[:10_000] if word in text] for text in lowered]) * 1000
    print(f"      substring search as other bots do ÷ ours, 10,000 phrases: {part * len(papers) / SAMPLE / ours:.0f}")
    _full_text(folded, keywords, ours)
    if find_spec("ahocorasick") is None:
        print("      pyahocorasick is not installed here, so it is not compared")
        return
    for size in (100_000, len(phrases)):
        index = filled(plain(phrases[:size]))
        machine = _automaton(keywords[:size])
        ours, theirs = medians(
            lambda: match_all(index, readings),  # noqa: B023 - called at once
            lambda: [{number for _, number in machine.iter(text)} for text in folded],  # noqa: B023 - called at once
        )
        told(f"ours ÷ pyahocorasick, {size:,} phrases", ours / theirs, 1.5)


def _automaton(keywords: Sequence[str]) -> Any:
    machine = import_module("ahocorasick").Automaton()
    for number, word in enumerate(keywords):
        machine.add_word(word, number)
    print(
        f"      pyahocorasick builds {len(keywords):,} phrases in {spent(machine.make_automaton):.1f} s, at each change"
    )
    return machine


def _full_text(folded: Sequence[str], keywords: Sequence[str], ours: float) -> None:
    with sqlite3.connect(":memory:") as base:
        base.execute("create virtual table t using fts5(text, tokenize=\"unicode61 tokenchars '+#.'\")")
        base.executemany("insert into t values (?)", ((text,) for text in folded))
        wanted = list(_askable(keywords[:10_000]))[:FTS_KEYWORDS]
        ask = "select rowid from t where t match ?"
        took = spent(lambda: [base.execute(ask, (word,)).fetchall() for word in wanted]) * 1000
    print(f"      one FTS5 query a keyword ÷ ours, 10,000 phrases: {took * 10_000 / len(wanted) / ours:.1f}")


def _askable(keywords: Sequence[str]) -> Iterator[str]:
    yield from (f'"{word.strip()}"' for word in keywords)
