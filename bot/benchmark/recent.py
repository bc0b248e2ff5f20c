"""How many of the papers of the last 30 days some queries hold for: what they would bring a day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.store import Papers
from bot.radar import Index, Query

DAYS = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recent:
    """How many papers of the last ``days`` days each query, by its place, holds for, of ``read`` papers."""

    hits: Mapping[int, int]
    read: int
    days: int

    def a_day(self, place: int) -> float | None:
        """What a query would have brought a day; nothing when no papers are known to try it on."""
        return self.hits.get(place, 0) / self.days if self.read else None


def counted(papers: Papers, queries: Sequence[Query], now: datetime, hidden: frozenset[str] = frozenset()) -> Recent:
    """Try the queries on the papers of the last 30 days, a day at a time so that a crowd never fills the memory."""
    index = Index()
    for place, query in enumerate(queries):
        index.add(place, query)
    hits: Counter[int] = Counter()
    read, oldest = 0, now
    for back in range(DAYS):
        until = now - back * _DAY
        for paper in papers.first_seen(until - _DAY, until, hidden):
            read, oldest = read + 1, min(oldest, paper.first_seen_at)
            hits.update(index.match(paper).keys())
    return Recent(hits, read, max(1, -(-(now - oldest) // _DAY)))
