"""As many distinct records as are wanted, made of the corpus or of nothing but words."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from bot.papers import Record, authors, clean, clean_title
from tests.fakes.week import FIXTURES

CORPUS = FIXTURES / "arxiv_corpus.jsonl.gz"


def corpus() -> Iterator[Record]:
    """Every record of the corpus, under its arXiv id."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Record(
                source="arxiv:any",
                keys=frozenset((f"arxiv:{row['id']}",)),
                title=clean_title(row["title"]),
                abstract=clean(row["abstract"]),
                authors=tuple(name for told in row["authors"] for name in authors(told)),
                categories=tuple(row["categories"]),
                published_on=date.fromisoformat(row["date"]),
            )


def many(number: int) -> Iterator[Record]:
    """``number`` distinct works: the corpus, and then the corpus again under other ids and titles."""
    return islice(_endless([*corpus()]), number)


def _endless(records: list[Record]) -> Iterator[Record]:
    for turn in count():
        for place, record in enumerate(records):
            if turn == 0:
                yield record
            else:
                yield Record(
                    source=record.source,
                    keys=frozenset((f"arxiv:{90 + turn}01.{place:05}",)),
                    title=f"{record.title} (part {turn + 1})",
                    abstract=record.abstract,
                    authors=record.authors,
                    categories=record.categories,
                    published_on=(record.published_on or date(2026, 1, 1)) + timedelta(days=turn),
                )
