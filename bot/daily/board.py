"""The board: the news of the last days, matched once for everybody who reads them."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.digest import Standings
from bot.papers import Paper
from bot.ports.store import Store
from bot.radar import Query, readable

SPAN = timedelta(days=3)
FRESH = timedelta(hours=1)  # by then the oldest papers on it have left the span


@dataclass(frozen=True, slots=True)
class News:
    """Papers that became news up to ``until``, and how they stand for every line of every radar."""

    papers: Sequence[Paper]
    standings: Standings
    lines: frozenset[str]
    until: datetime
    tide: tuple[int, datetime | None]


@dataclass(slots=True)
class Board:
    """Keeps the latest news until a paper comes in or a line it does not know is asked for; safe in many threads."""

    store: Store
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _news: News | None = field(default=None, init=False)

    def news(self, lines: Iterable[str], now: datetime) -> News:
        """The news of the last three days for these lines (in canonical form) and all others."""
        wanted = frozenset(lines)
        with self._lock:
            news = self._news
            if news is None or not wanted <= news.lines or self._is_behind(news, now):
                news = self._news = self._made(wanted, now)
            return news

    def _is_behind(self, news: News, now: datetime) -> bool:
        return not timedelta() <= now - news.until <= FRESH or self.store.papers.tide() != news.tide

    def _made(self, wanted: frozenset[str], now: datetime) -> News:
        tide = self.store.papers.tide()  # before the papers: one that comes in between is then read again
        queries = understood((*self.store.subscribers.lines(), *wanted))
        papers = self.store.papers.first_seen(now - SPAN, now)
        return News(papers, Standings(queries.values(), papers, now), frozenset(queries), now, tide)


def understood(texts: Iterable[str]) -> dict[str, Query]:
    """Lines by their canonical text; one that an older version stored and this one cannot read stops no other."""
    return {str(query): query for text in texts if (query := readable(text))}
