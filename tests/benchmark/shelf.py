"""Papers to hold against radars, and a shelf that stands for the store's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.papers import Announcement, Paper, Record
from bot.ports.sources import Fetcher, Parsers, SourceFailure

NOW = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)


def paper(number: int, title: str, abstract: str = "An abstract.", days: float = 1, **changes: Any) -> Paper:
    """A paper first seen some days ago."""
    fields: dict[str, Any] = {
        "id": number,
        "keys": frozenset({f"arxiv:2606.{number:05}"}),
        "title": title,
        "abstract": abstract,
        "authors": (),
        "categories": (),
        "url": "",
        "sources": ("arxiv:cs.CL",),
        "announcement": Announcement.NEW,
        "version": 1,
        "first_seen_at": NOW - timedelta(days=days),
    }
    return Paper(**{**fields, **changes})


@dataclass
class Shelf:
    """The store's papers, as a list."""

    papers: Sequence[Paper] = ()

    def first_seen(self, since: datetime, until: datetime, without: frozenset[str] = frozenset()) -> Sequence[Paper]:
        """Those first seen in a span that not only hidden sources told of."""
        seen = [each for each in self.papers if since < each.first_seen_at <= until]
        return [each for each in seen if not without.issuperset(each.sources)]

    def known(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of the keys that a paper has."""
        return keys & frozenset(key for each in self.papers for key in each.keys)

    def find(self, key: str) -> Paper | None:
        """The paper with a key."""
        return next((each for each in self.papers if key in each.keys), None)


@dataclass
class Knowing:
    """An enricher that knows some abstracts, or fails, and remembers what it was asked."""

    abstracts: dict[str, str]
    failure: SourceFailure | None = None
    name: str = "knowing"
    label: str = "Who knows"
    most: int = 50
    again: timedelta | None = None
    asked: list[int] = field(default_factory=list)

    def wants(self, paper: Paper) -> bool:
        """Papers of arXiv."""
        return any(key.startswith("arxiv:") for key in paper.keys)

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """The title and the abstract of each it knows."""
        self.asked.append(len(papers))
        if self.failure:
            raise self.failure
        return tuple(
            Record(
                source=self.name,
                keys=frozenset({key}),
                title=f"Title of {key}",
                abstract=self.abstracts[key],
                announcement=Announcement.DETAIL,
            )
            for each in papers
            for key in sorted(each.keys)
            if key in self.abstracts
        )
