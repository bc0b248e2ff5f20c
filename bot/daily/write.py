"""Writing: choose the papers of one open digest, have the briefing written, and plan its messages."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.briefing import Briefing, compose, to_json
from bot.daily.tastes import taste_of
from bot.digest import Candidate, Digest, choose
from bot.papers import Paper
from bot.ports.delivery import Message
from bot.ports.ledger import DigestClaim, NumberedPaper, Past
from bot.ports.model import LanguageModel
from bot.ports.sources import BatchState
from bot.ports.store import Store, StoredQuery
from bot.radar import Index, QueryError, parse
from bot.subscribers import Subscriber, SubscriberKind

log = logging.getLogger(__name__)

LEASE_SECONDS = 300
FIRST_LOOK = timedelta(days=3)
LONGEST_LOOK = timedelta(days=14)
PATIENCE = timedelta(minutes=10)
ASK_AGAIN = timedelta(seconds=5)

Render = Callable[[Digest, Briefing], Sequence[Message]]


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes digests one at a time; ``render`` turns what was written into messages for the place they are read."""

    store: Store
    model: LanguageModel
    fallback: LanguageModel
    render: Render
    clock: Callable[[], datetime]

    def step(self) -> bool:
        """Write one open digest; whether there was one."""
        now = self.clock()
        claim = self.store.digests.claim(now, LEASE_SECONDS)
        if claim is None:
            return False
        subscriber = self.store.subscribers.get(claim.subscriber_id)
        if subscriber is None:
            self.store.digests.finish(claim, {}, (), (), now)
        elif self._sources_are_behind(claim, now):
            self.store.digests.postpone(claim, now + ASK_AGAIN, "sources are being read")
        else:
            self._write(claim, subscriber, now)
        return True

    def _sources_are_behind(self, claim: DigestClaim, now: datetime) -> bool:
        """A digest waits a while for sources whose poll is overdue, so that waking up late misses no batch."""
        return now - claim.opened_at < PATIENCE and self.store.sources.overdue(now) > 0

    def _write(self, claim: DigestClaim, subscriber: Subscriber, now: datetime) -> None:
        digest = gather(self.store, claim, subscriber, now)
        briefing = compose(digest.items, self.model, self.fallback)
        # Who does not want to hear of quiet days is still told when no source could be reached.
        in_the_dark = bool(digest.sources) and all(report.state == BatchState.FAILED for report in digest.sources)
        wanted = claim.asked_for or subscriber.tells_quiet_days or in_the_dark
        silent = not digest.items and not wanted
        messages = () if silent else self.render(digest, briefing)
        papers = [NumberedPaper(item.number, item.paper.id) for item in (*digest.items, *digest.rest)]
        # Not the present instant: what came while the model wrote belongs to the next digest.
        self.store.digests.finish(claim, _body(digest, briefing), papers, messages, now)


def gather(store: Store, claim: DigestClaim, subscriber: Subscriber, now: datetime) -> Digest:
    """Choose what one subscriber is told of now: papers that match the radar and were not told before.

    The search reaches further back than the last digest, which catches late records and queries added since; what is
    counted as read begins where the last digest ended.
    """
    latest = store.digests.latest(subscriber.id)
    begins, since = look_back(latest, now)
    queries = store.subscribers.queries(subscriber.id)
    index = _index(queries)
    hidden = store.sources.hidden(subscriber.team, _reader(subscriber))
    papers = store.papers.first_seen(begins, now, hidden)
    found, shown = candidates(index, papers), store.digests.shown(subscriber.id)
    taste = taste_of(store, subscriber, found, now)
    items, rest = choose(found, shown=shown, now=now, read=len(papers), taste=taste)
    updated, more = choose(candidates(index, store.papers.revised(since, now, hidden)), shown=(), now=now)
    return Digest(
        id=claim.id,
        subscriber=subscriber,
        local_date=claim.local_date,
        edition=claim.edition,
        made_at=now,
        since=since,
        items=items,
        rest=rest,
        updated=(*updated, *more),
        read=sum(paper.first_seen_at > since for paper in papers),
        sources=tuple(store.sources.reports(since, store.sources.readable(subscriber.team, _reader(subscriber)))),
        queries=tuple(query.text for query in queries),
    )


def _reader(subscriber: Subscriber) -> str:
    """Whose own feeds count: a person's; a channel has none."""
    return subscriber.address if subscriber.kind is SubscriberKind.PERSON else ""


def _index(queries: Sequence[StoredQuery]) -> Index:
    """The radar, ready to match; a line that an older version stored and this one cannot read stops no other."""
    index = Index()
    for query in queries:
        try:
            index.add(query.id, parse(query.text))
        except QueryError:
            log.warning("query %d cannot be read any more", query.id)
    return index


def look_back(latest: Past | None, now: datetime) -> tuple[datetime, datetime]:
    """From when on papers are searched, and from when on they count as read: the last digest, or three days ago."""
    since = now - FIRST_LOOK if latest is None else max(latest.made_at, now - LONGEST_LOOK)
    return min(since, now - FIRST_LOOK), since


def candidates(index: Index, papers: Sequence[Paper]) -> list[Candidate]:
    """The papers some query matches, each with its matches."""
    matched = ((paper, index.match(paper)) for paper in papers)
    return [Candidate(paper, tuple(matches.values())) for paper, matches in matched if matches]


def _body(digest: Digest, briefing: Briefing) -> Mapping[str, Any]:
    why = {
        str(item.paper.id): {
            "score": round(item.score, 4),
            "queries": [match.query for match in item.matches],
            "parts": asdict(item.parts) if item.parts else None,
        }
        for item in (*digest.items, *digest.rest)
    }
    return {"briefing": to_json(briefing), "why": why, "read": digest.read}
