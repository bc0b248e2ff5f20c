"""Trying queries on the papers of the last 30 days, fast enough to answer while a person waits."""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.papers import Paper
from bot.ports.store import Papers
from bot.preview.hints import hint
from bot.preview.postings import Postings
from bot.radar import Evidence, Index, Match, Query, Reading, near_miss

DAYS = 30
SAMPLES = 3
NEAR_MISSES = 2
ENOUGH_TRIED, ENOUGH_MATCHED, MOST_TRIED = 300, 30, 1_000  # beyond it the share among the newest stands for all
MOST_TAKEN_IN = 1_500  # papers folded in one call, about a second's work; the rest follows in later ones
_FEW = 5  # near misses are only worth a look where there are few hits
_MOST_NEAR = 150


@dataclass(frozen=True, slots=True)
class Sample:
    """A paper the query would have caught, and why."""

    paper: Paper
    match: Match


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A paper the query missed by one word, and the place."""

    paper: Paper
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Caught:
    """What one query would have caught in ``days`` days among ``read`` papers; ``exact`` is false for an estimate."""

    query: Query
    read: int
    days: int
    hits: int
    exact: bool = True
    samples: tuple[Sample, ...] = ()
    near: tuple[NearMiss, ...] = ()
    hint: str = ""

    @property
    def a_day(self) -> float:
        """How many papers a day."""
        return self.hits / self.days


class Preview:
    """Tries queries on recent papers, which are kept in memory by their words and topped up with what came since."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._lock = threading.Lock()
        self._postings = Postings()
        self._waiting: list[Paper] = []
        self._until: datetime | None = None

    def of(self, queries: Sequence[Query], now: datetime, hidden: frozenset[str] = frozenset()) -> tuple[Caught, ...]:
        """What each query would have caught until ``now``; the newest papers are the samples.

        ``hidden`` sources are not this reader's: papers that only they told of are left out.
        """
        with self._lock:
            self._top_up(now)
            return tuple(self._caught(query, now, hidden) for query in queries)

    def warm(self, now: datetime) -> bool:
        """Take in some of the papers that are waiting; whether none is left."""
        with self._lock:
            self._top_up(now)
            return not self._waiting

    def _top_up(self, now: datetime) -> None:
        """Take in what came since, newest first, so that what is known always reaches back from now without a gap."""
        start = now - timedelta(days=DAYS)
        if self._until is None or self._until > now or self._is_stale(start):
            self._postings, self._waiting, self._until = Postings(), [], start
        if self._until < now:
            self._waiting += self._papers.first_seen(self._until, now)
            self._until = now
        for paper in reversed(self._waiting[-MOST_TAKEN_IN:]):
            self._postings.add(paper)
        del self._waiting[-MOST_TAKEN_IN:]

    def _is_stale(self, start: datetime) -> bool:
        papers = self._postings.papers
        return sum(paper.first_seen_at <= start for paper in papers) > max(1_000, len(papers) // 2)

    def _caught(self, query: Query, now: datetime, hidden: frozenset[str]) -> Caught:
        recent = _readable(self._postings.papers, now, hidden)
        index = Index()
        index.add(0, query)
        candidates = _readable(self._postings.candidates(query), now, hidden)
        matched, tried = _matching(index, candidates)
        exact = tried == len(candidates)
        hits = len(matched) if exact else round(len(matched) / tried * len(candidates))
        near = self._near(query, matched, hidden) if hits < _FEW else ()
        samples = tuple(Sample(reading.paper, found[0]) for reading, found in islice(matched.values(), SAMPLES))
        days = _days(recent, now)
        advice = hint(query, hits, days, self._postings, [reading for reading, _ in matched.values()])
        return Caught(query, len(recent), days, hits, exact, samples, near, advice)

    def _near(self, query: Query, matched: Collection[int], hidden: frozenset[str]) -> tuple[NearMiss, ...]:
        nearby = self._postings.scattered(query)[:_MOST_NEAR]
        scattered = (paper for paper in nearby if paper.id not in matched and not hidden.issuperset(paper.sources))
        found = (NearMiss(paper, place) for paper in scattered if (place := near_miss(query, paper)))
        return tuple(islice(found, NEAR_MISSES))


_Matched = dict[int, tuple[Reading, Mapping[int, Match]]]


def _matching(index: Index, candidates: Sequence[Paper]) -> tuple[_Matched, int]:
    """The candidates that match, and how many were tried: all, or enough to know the share."""
    matched: _Matched = {}
    for tried, paper in enumerate(candidates):
        if tried >= MOST_TRIED or (tried >= ENOUGH_TRIED and len(matched) >= ENOUGH_MATCHED):
            return matched, tried
        reading = Reading(paper)
        if found := index.match(reading):
            matched[paper.id] = (reading, found)
    return matched, len(candidates)


def _readable(papers: Iterable[Paper], now: datetime, hidden: frozenset[str]) -> list[Paper]:
    start = now - timedelta(days=DAYS)
    recent = [paper for paper in papers if paper.first_seen_at > start]
    return [paper for paper in recent if not hidden.issuperset(paper.sources)] if hidden else recent


def _days(papers: Sequence[Paper], now: datetime) -> int:
    """How many days the papers cover: a new installation does not know thirty yet."""
    if not papers:
        return 1
    oldest = min(paper.first_seen_at for paper in papers)
    return min(DAYS, max(1, -(-(now - oldest) // timedelta(days=1))))
