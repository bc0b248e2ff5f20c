"""Trying queries on the papers of the last 30 days, fast enough to answer while a person waits."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.papers import Paper
from bot.ports.store import Papers
from bot.preview.acronyms import offered
from bot.preview.hints import hint
from bot.preview.postings import Postings
from bot.preview.trial import MOST_READ, Found, Trial
from bot.radar import Alias, Aliases, Evidence, Match, Query, Reading, matches, near_miss

DAYS = 30
SAMPLES = 3
NEAR_MISSES = 2
MOST_HINTS = 3
MOST_TAKEN_IN = 400  # papers folded while a person waits, half a second's work; the rest follows in later calls
A_SPELL = 100  # papers folded at a time while nobody waits, so that who comes meanwhile is answered soon
_FEW = 5  # near misses are only worth a look where there are few hits
_MOST_NEAR = 60


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


@dataclass(frozen=True, slots=True)
class Effort:
    """What may be spent on one of several queries: papers read, hints left to give, and whether it is alone."""

    reads: int
    hints: int
    is_alone: bool


class Preview:
    """Tries queries on recent papers, which are kept in memory by their words and topped up with what came since."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._lock = threading.Lock()
        self._postings = Postings()
        self._aliases = Aliases()
        self._waiting: list[Paper] = []
        self._until: datetime | None = None

    def of(self, queries: Sequence[Query], now: datetime, hidden: frozenset[str] = frozenset()) -> tuple[Caught, ...]:
        """What each query would have caught until ``now``; the newest papers are the samples.

        ``hidden`` sources are not this reader's: papers that only they told of are left out.
        """
        with self._lock:
            self._top_up(now, MOST_TAKEN_IN)
            trial = Trial(self._postings, self._readable(now, hidden))
            days = _days([self._postings.papers[place] for place in trial.readable], now)
            effort = Effort(MOST_READ // max(1, len(queries)), MOST_HINTS, is_alone=len(queries) == 1)
            caught: list[Caught] = []
            for query in queries:
                caught.append(self._caught(query, days, trial, effort))
                effort = replace(effort, hints=MOST_HINTS - sum(bool(each.hint) for each in caught))
            return tuple(caught)

    def aliases(self, queries: Sequence[Query]) -> tuple[tuple[Alias, ...], ...]:
        """For each query the acronyms and long forms that recent papers use for what it looks for."""
        with self._lock:
            return tuple(offered(query, self._aliases, self._postings) for query in queries)

    def warm(self, now: datetime) -> bool:
        """Take in some of the papers that are waiting; whether none is left."""
        with self._lock:
            self._top_up(now, A_SPELL)
            return not self._waiting

    def _top_up(self, now: datetime, most: int) -> None:
        """Take in what came since, newest first, so that what is known always reaches back from now without a gap."""
        start = now - timedelta(days=DAYS)
        if self._until is None or self._until > now or self._is_stale(start):
            self._postings, self._aliases = Postings(), Aliases()
            self._waiting, self._until = [], start
        if self._until < now:
            self._waiting += self._papers.first_seen(self._until, now)
            self._until = now
        for paper in reversed(self._waiting[-most:]):
            self._postings.add(paper)
            self._aliases.add(paper)
        del self._waiting[-most:]

    def _is_stale(self, start: datetime) -> bool:
        papers = self._postings.papers
        return sum(paper.first_seen_at <= start for paper in papers) > max(1_000, len(papers) // 2)

    def _caught(self, query: Query, days: int, trial: Trial, effort: Effort) -> Caught:
        found = trial.of(query, effort.reads)
        papers = self._postings.papers
        samples = (Reading(papers[place]) for place in trial.newest(found.places)[:SAMPLES])
        shown = tuple(Sample(each.paper, match) for each in samples if (match := matches(query, each)))
        near = self._near(query, found, trial) if effort.is_alone and found.count < _FEW else ()
        advice = hint(query, found, days, trial) if effort.hints else ""
        return Caught(query, len(trial.readable), days, found.count, found.exact, shown, near, advice)

    def _near(self, query: Query, found: Found, trial: Trial) -> tuple[NearMiss, ...]:
        papers = self._postings.papers
        nearby = trial.newest(trial.holding.nearly(query) - found.places)[:_MOST_NEAR]
        missed = (NearMiss(papers[at], place) for at in nearby if (place := near_miss(query, papers[at])))
        return tuple(islice(missed, NEAR_MISSES))

    def _readable(self, now: datetime, hidden: frozenset[str]) -> frozenset[int]:
        """The papers of the last days that this reader may see."""
        start = now - timedelta(days=DAYS)
        recent = (place for place, paper in enumerate(self._postings.papers) if paper.first_seen_at > start)
        if not hidden:
            return frozenset(recent)
        return frozenset(place for place in recent if not hidden.issuperset(self._postings.papers[place].sources))


def _days(papers: Sequence[Paper], now: datetime) -> int:
    """How many days the papers cover: a new installation does not know thirty yet."""
    if not papers:
        return 1
    oldest = min(paper.first_seen_at for paper in papers)
    return min(DAYS, max(1, -(-(now - oldest) // timedelta(days=1))))
