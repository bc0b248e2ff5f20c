"""Papers for the tests of the matcher: made by hand, or taken from the recorded corpus."""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from bot.papers import Announcement, Paper

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "fixtures" / "arxiv_corpus.jsonl.gz"


def made(
    title: str = "",
    abstract: str = "",
    *,
    authors: Sequence[str] = (),
    categories: Sequence[str] = ("cs.CL",),
    sources: Sequence[str] = ("arxiv:cs.CL",),
    journal: str = "",
    number: int = 1,
    announced_on: date | None = date(2026, 6, 12),
) -> Paper:
    """A paper with only what a test speaks of."""
    return Paper(
        id=number,
        keys=frozenset({f"arxiv:2606.{number:05d}"}),
        title=title,
        abstract=abstract,
        authors=tuple(authors),
        categories=tuple(categories),
        url=f"https://arxiv.org/abs/2606.{number:05d}",
        sources=tuple(sources),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=datetime(2026, 6, 12, 4, tzinfo=UTC),
        announced_on=announced_on,
        journal=journal,
    )


def recorded(count: int, *, every: int = 60) -> list[Paper]:
    """Real papers of all fields, evenly taken from the recorded corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, count * every, every)]
    return [
        made(row["title"], row["abstract"], authors=row["authors"], categories=row["categories"], number=number)
        for number, row in enumerate(rows, 1)
    ]
