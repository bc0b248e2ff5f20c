"""Gathering: what one subscriber is told of now, from the board where that serves, else from a look of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.daily.board import SPAN, Board, understood
from bot.daily.tastes import taste_of
from bot.digest import Candidate, Digest, Item, choose
from bot.papers import Paper
from bot.ports.ledger import DigestClaim, Past
from bot.ports.semantics import Semantics, close_to_line
from bot.ports.store import Store
from bot.radar import Index, Query
from bot.ranking import Corpus
from bot.subscribers import Subscriber, SubscriberKind

LONGEST_LOOK = timedelta(days=14)
CLOSE = 0.4  # a cosine from which on closeness is worth a word
MOST_LISTED = 200  # papers of one briefing and its thread; what matched beyond them is counted


@dataclass(frozen=True, slots=True)
class Found:
    """Papers some line matched, how many there were in all, and out of which papers."""

    candidates: Sequence[Candidate]
    matched: int
    papers: Sequence[Paper]
    corpus: Corpus | None = None


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Chooses what each subscriber is told of."""

    store: Store
    board: Board
    semantics: Semantics | None = None

    def digest(self, claim: DigestClaim, subscriber: Subscriber, now: datetime) -> Digest:
        """What matches the radar and was not told before.

        The search reaches further back than the last digest, which catches late records and queries added since; what
        is counted as read begins where the last digest ended.
        """
        store = self.store
        begins, since = look_back(store.digests.latest(subscriber.id), now)
        texts = [query.text for query in store.subscribers.queries(subscriber.id)]
        queries, shown = understood(texts), store.digests.shown(subscriber.id)
        hidden = store.sources.hidden(subscriber.team, reader(subscriber))
        found = self._found(queries, shown, hidden, begins, now)
        items, rest = self._chosen(found, subscriber, shown, now)
        return Digest(
            id=claim.id,
            subscriber=subscriber,
            local_date=claim.local_date,
            edition=claim.edition,
            made_at=now,
            since=since,
            items=items,
            rest=rest,
            matched=found.matched,
            updated=self._updated(queries, hidden, since, now),
            read=sum(paper.first_seen_at > since for paper in found.papers),
            sources=tuple(store.sources.reports(since, store.sources.readable(subscriber.team, reader(subscriber)))),
            queries=tuple(texts),
        )

    def _found(
        self,
        queries: Mapping[str, Query],
        shown: frozenset[int],
        hidden: frozenset[str],
        begins: datetime,
        now: datetime,
    ) -> Found:
        """From the board, unless this reader looks further back than it, or others read feeds of their own."""
        if not hidden and begins >= now - SPAN:
            news, lines = self.board.news(queries, now), list(queries)
            found = news.standings.candidates(lines, shown, MOST_LISTED)
            return Found(found, news.standings.counted(lines, shown), news.papers, news.standings.corpus)
        papers = self.store.papers.first_seen(begins, now, hidden)
        found = [one for one in candidates(index_of(queries.values()), papers) if one.paper.id not in shown]
        return Found(found, len(found), papers)

    def _chosen(
        self, found: Found, subscriber: Subscriber, shown: frozenset[int], now: datetime
    ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """The best of what was found, by words, thumbs and, where there is a model for it, by meaning."""
        taste = taste_of(self.store, subscriber, found.candidates, now, found.corpus)
        near = self._near(found.candidates)
        items, rest = choose(
            found.candidates, shown=shown, now=now, read=len(found.papers), corpus=found.corpus, taste=taste, near=near
        )
        return tuple(_with_meaning(item, near) for item in items), rest

    def _near(self, found: Sequence[Candidate]) -> Mapping[tuple[int, str], float]:
        """How close in meaning each paper is to each line that found it."""
        if self.semantics is None:
            return {}
        lines = dict.fromkeys(match.query for candidate in found for match in candidate.matches)
        return self.semantics.to_lines([candidate.paper for candidate in found], list(lines))

    def _updated(
        self, queries: Mapping[str, Query], hidden: frozenset[str], since: datetime, now: datetime
    ) -> tuple[Item, ...]:
        revised = self.store.papers.revised(since, now, hidden)
        items, more = choose(candidates(index_of(queries.values()), revised), shown=(), now=now)
        return (*items, *more)


def _with_meaning(item: Item, near: Mapping[tuple[int, str], float]) -> Item:
    """The paper with the line it is closest to in meaning, if it is close to any."""
    likes = {match.query: near.get((item.paper.id, match.query), 0.0) for match in item.matches}
    line = max(likes, key=lambda query: likes[query], default="")
    return replace(item, meaning=close_to_line(line, likes[line])) if likes.get(line, 0.0) >= CLOSE else item


def reader(subscriber: Subscriber) -> str:
    """Whose own feeds count: a person's; a channel has none."""
    return subscriber.address if subscriber.kind is SubscriberKind.PERSON else ""


def index_of(queries: Iterable[Query]) -> Index:
    """A radar, ready to match."""
    index = Index()
    for key, query in enumerate(queries):
        index.add(key, query)
    return index


def look_back(latest: Past | None, now: datetime) -> tuple[datetime, datetime]:
    """From when on papers are searched, and from when on they count as read: the last digest, or three days ago."""
    since = now - SPAN if latest is None else max(latest.made_at, now - LONGEST_LOOK)
    return min(since, now - SPAN), since


def candidates(index: Index, papers: Sequence[Paper]) -> list[Candidate]:
    """The papers some query matches, each with its matches."""
    matched = ((paper, index.match(paper)) for paper in papers)
    return [Candidate(paper, tuple(matches.values())) for paper, matches in matched if matches]
