"""Recent papers as a list, and what a query would have caught among them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.papers import Announcement, Paper
from bot.preview import Caught, Preview
from bot.radar import parse

NOW = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)


class Shelf:
    """The store's papers, as a list."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = list(papers)
        self.asked: list[tuple[datetime, datetime]] = []

    def first_seen(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Those first seen in a span."""
        self.asked.append((since, until))
        return [paper for paper in self.papers if since < paper.first_seen_at <= until]


def paper(number: int, title: str, abstract: str = "", days: float = 1, category: str = "cs.CL") -> Paper:
    """A paper first seen some days ago."""
    return Paper(
        id=number,
        keys=frozenset({f"x:{number}"}),
        title=title,
        abstract=abstract,
        authors=("Ada Lovelace",) if number % 2 else ("Grace Hopper",),
        categories=(category,),
        url="",
        sources=("arxiv:cs.CL",),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=NOW - timedelta(days=days),
    )


def warmed(papers: Sequence[Paper], now: datetime = NOW) -> Preview:
    """A preview that has taken in all papers."""
    preview = Preview(Shelf(papers))  # type: ignore[arg-type]
    while not preview.warm(now):
        pass
    return preview


def caught(shelf: Shelf, query: str, now: datetime = NOW) -> Caught:
    """What one query would have caught."""
    return warmed(shelf.papers, now).of([parse(query)], now)[0]
