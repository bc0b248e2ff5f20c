"""Watching: who follows a source is told once when it falls silent, fails or is gone, and how a new feed began."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.daily.nonsense import in_log
from bot.daily.trouble import Trouble, trouble
from bot.ports.delivery import DeliveryFailure, Message
from bot.ports.sources import BatchState
from bot.ports.store import SourceHealth, Store

log = logging.getLogger(__name__)

ASLEEP = timedelta(hours=1)
PATIENCE = timedelta(hours=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)

RenderTrouble = Callable[[SourceHealth, Trouble, bool], Message]
RenderBeginning = Callable[[SourceHealth, int], Message]


@dataclass(slots=True)
class Waking:
    """Since when something has been due to be read whenever we looked, and when we looked last."""

    since: datetime | None = None
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at how sources are doing and plans what their followers are to be told.

    ``admins`` says who is told of what everybody in their team reads, and of what whoever runs the bot set up;
    ``render`` words a trouble (the last argument: whether for a feed of the reader's own), ``begun`` how a feed began
    with the number of papers it brought.
    """

    store: Store
    clock: Callable[[], datetime]
    admins: Callable[[], Sequence[tuple[str, str]]]
    render: RenderTrouble
    begun: RenderBeginning
    _waking: Waking = field(default_factory=Waking, init=False)
    _greeted: set[str] = field(default_factory=set, init=False)

    def step(self) -> bool:
        """Look at every source once; whether anybody was told of anything."""
        now = self.clock()
        if self._is_still_reading(now):
            return False
        health = self.store.sources.health()
        began = [self._began(one, team, user, now) for one in health for team, user in one.followers if user]
        return any(began) | any([self._look(one, now) for one in health])

    def _is_still_reading(self, now: datetime) -> bool:
        """What is due is read first, within reason: after a long sleep, a source that was not asked was not silent."""
        waking, overdue = self._waking, self.store.sources.overdue(now) > 0
        slept = waking.looked_at is None or now - waking.looked_at > ASLEEP
        if waking.since is None or slept or not overdue:
            waking.since = now
        waking.looked_at = now
        return overdue and now - waking.since < PATIENCE

    def _look(self, health: SourceHealth, now: datetime) -> bool:
        found = trouble(health, now)
        if found is None or health.told == found.kind:
            return False
        try:
            readers = list(self._readers(health))
        except DeliveryFailure as failure:
            log.warning("source %s is %s, and who is to be told: %s", in_log(health.name), found.kind, failure.code)
            return False
        for team, user, own in readers:
            self._tell(health, found, team, user, own, now)
        if not readers:
            log.warning("source %s is %s since %s and nobody can be told", in_log(health.name), found.kind, found.since)
        if found.give_up:
            self.store.sources.stop(health.name, health.note, now)
        self.store.sources.tell(health.name, found.kind)
        return True

    def _tell(self, health: SourceHealth, found: Trouble, team: str, user: str, own: bool, now: datetime) -> None:
        """Plan it under a key that every process gives it, so that one message comes of it."""
        key = f"source:{found.kind}:{found.since.isoformat()}:{team}:{user}:{health.name}"
        self.store.deliveries.plan(key, team, user, self.render(health, found, own), now)

    def _readers(self, health: SourceHealth) -> Iterator[tuple[str, str, bool]]:
        """Whom to tell, each once, and whether it is a feed of their own."""
        own = {(team, user) for team, user in health.followers if user}
        shared = {team for team, user in health.followers if not user}
        admins = self.admins() if shared else ()
        responsible = {(team, user) for team, user in admins if team in shared or "" in shared}
        yield from ((team, user, True) for team, user in sorted(own))
        yield from ((team, user, False) for team, user in sorted(responsible - own))

    def _began(self, health: SourceHealth, team: str, user: str, now: datetime) -> bool:
        """How the first reading of a feed went, told to the person who added it."""
        failed = health.state == BatchState.FAILED
        first = health.failing_since is not None and health.last_news_at is None if failed else bool(health.state)
        key = f"began:{'failed' if failed else 'read'}:{team}:{user}:{health.name}"
        if not first or health.stopped or key in self._greeted:
            return False
        reports = self.store.sources.reports(_EVER, frozenset({health.name}))
        brought = sum(report.new for report in reports)
        planned = self.store.deliveries.plan(key, team, user, self.begun(health, brought), now)
        self._greeted.add(key)
        return planned is not None
