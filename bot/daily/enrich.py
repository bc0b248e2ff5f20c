"""Enriching: ask those who know more about papers that were announced, a few papers at a time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.daily.collect import retry_after
from bot.daily.nonsense import is_of_the_answer, told_as_failure
from bot.papers import Paper, Record
from bot.ports.sources import Enricher, Fetcher, Parsers, SourceFailure
from bot.ports.store import Store

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=14)
ASK_AGAIN = timedelta(days=1)
LONGEST = timedelta(days=2 * 365)
LOOKED_AT = 200


@dataclass(slots=True)
class Rest:
    """How long an enricher that failed is left alone, and how often in a row it failed."""

    failures: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Enrichment:
    """Asks each enricher in turn about the papers it may know more of; one that fails rests, the others go on."""

    store: Store
    enrichers: Sequence[Enricher]
    fetcher: Fetcher
    parsers: Parsers
    clock: Callable[[], datetime]
    _resting: dict[str, Rest] = field(default_factory=dict, init=False)

    def step(self) -> bool:
        """Ask every enricher once; whether any was asked, or spared a paper."""
        # A list, since every enricher is to have its turn: ``any`` alone would stop at the first.
        return any([self._turn(enricher) for enricher in self.enrichers])

    def _turn(self, enricher: Enricher) -> bool:
        now, name = self.clock(), enricher.name
        rest = self._resting.get(name)
        if rest and now < rest.until:
            return False
        papers = self.store.papers.wanting(name, now - LOOK_BACK, now, max(LOOKED_AT, enricher.most))
        if not papers:
            return False
        chosen: Sequence[Paper] = ()
        try:
            with told_as_failure(name):
                wanted = [paper for paper in papers if enricher.wants(paper)]
                chosen = wanted[: enricher.most]
                self._spare(name, papers, wanted)
                self._ask(enricher, chosen)
        except SourceFailure as failure:
            self._failed(name, chosen, failure)
        else:
            self._resting.pop(name, None)
        return True

    def _spare(self, name: str, papers: Sequence[Paper], wanted: Sequence[Paper]) -> None:
        """What it has nothing to add to is never looked at again."""
        ids = {paper.id for paper in wanted}
        spared = [paper.id for paper in papers if paper.id not in ids]
        if spared:
            self.store.papers.asked(name, spared, None)

    def _ask(self, enricher: Enricher, papers: Sequence[Paper]) -> None:
        """Ask and keep the answer; whom it does not know yet it is asked about once more."""
        if not papers:
            return
        records = enricher.enrich(papers, self.fetcher, self.parsers, self.clock())
        answers = {paper.id: [record for record in records if _is_about(record, paper)] for paper in papers}
        kept = [record for record in records if any(record in found for found in answers.values())]
        self.store.papers.absorb(kept, self.clock())
        known = sum(bool(found) for found in answers.values())
        log.info("enricher %s: asked about %d papers, %d known", enricher.name, len(papers), known)
        for paper in papers:
            self._asked(enricher.name, paper, enricher.again if answers[paper.id] else _unknown(paper, self.clock()))

    def _asked(self, name: str, paper: Paper, wait: timedelta | None) -> None:
        now = self.clock()
        over = wait is None or now - paper.first_seen_at > LONGEST
        self.store.papers.asked(name, [paper.id], None if over or wait is None else now + wait)

    def _failed(self, name: str, papers: Sequence[Paper], failure: SourceFailure) -> None:
        """Leave it alone for a while; papers whose answer cannot be read stand aside, so that others get their turn."""
        now = self.clock()
        failures = self._resting[name].failures + 1 if name in self._resting else 1
        self._resting[name] = Rest(failures, now + (failure.retry_after or retry_after(failures - 1)))
        log.warning("enricher %s failed: %s", name, failure.kind)
        if is_of_the_answer(failure):
            for paper in papers:
                self._asked(name, paper, ASK_AGAIN)


def _unknown(paper: Paper, now: datetime) -> timedelta:
    """How long to wait with a paper it does not know: until that is twice as old, for young ones are known soon."""
    return max(ASK_AGAIN, now - paper.first_seen_at)


def _is_about(record: Record, paper: Paper) -> bool:
    return not paper.keys.isdisjoint(record.keys | record.about)
