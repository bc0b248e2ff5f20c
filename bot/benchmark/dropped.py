"""Files dropped in direct messages: noted when they are heard, judged one at a time, answered once."""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.benchmark.download import Download
from bot.benchmark.report import Report
from bot.benchmark.running import Benchmark
from bot.daily.nonsense import NONSENSE
from bot.ports.delivery import Message
from bot.ports.sources import SourceFailure
from bot.ports.store import Store
from bot.radar import Query, QueryError, parse
from bot.subscribers import SubscriberKind

log = logging.getLogger(__name__)

EVENT = "reading_list"
TURN = "reading-lists"
_HOLD = timedelta(minutes=10)
_AT_ONCE = 100
_SOON = timedelta(seconds=1)
_TOLD_AFTER = 2  # sentences about what takes long; more would only be noise

Say = Callable[[str], Message]
Render = Callable[[Report], Message]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file somebody dropped: who, where, in which thread it is answered, and where it is."""

    id: str
    name: str
    url: str
    team: str
    user: str
    channel: str
    thread: str

    @property
    def key(self) -> str:
        """What makes it one of its kind."""
        return f"reading-list:{self.team}:{self.id}"


def note(store: Store, dropped: Dropped, now: datetime) -> bool:
    """Write down a file to be judged; false when it was noted before."""
    return store.inbox.receive(dropped.key, EVENT, _body(dropped), now)


@dataclass(frozen=True, slots=True)
class DroppedLists:
    """Judges noted files; ``owner`` names this process, since only one in all processes works at a time.

    ``say`` and ``render`` make messages of a sentence and of a report.
    """

    store: Store
    benchmark: Benchmark
    download: Download
    say: Say
    render: Render
    clock: Callable[[], datetime]
    owner: str

    def step(self) -> bool:
        """Judge one file; whether there was one for us."""
        noted = self._next()
        if noted is None or self.store.hosts.take(TURN, self.owner, self.clock(), _HOLD):
            return False
        try:
            key, dropped = noted
            self._tell(dropped, "begun", self.say(f"Reading {dropped.name}… The answer comes here."))
            self._tell(dropped, "done", self._answer(dropped))
            self.store.inbox.done(key, self.clock())
        finally:
            self.store.hosts.give(TURN, self.owner, self.clock())
        return True

    def _next(self) -> tuple[str, Dropped] | None:
        waiting = self.store.inbox.unfinished(self.clock() + _SOON, _AT_ONCE)
        return next(((key, _dropped(body)) for key, kind, body in waiting if kind == EVENT), None)

    def _answer(self, dropped: Dropped) -> Message:
        """The report, or a sentence that says what is wrong with the file."""
        asked: list[str] = []

        def tell(sentence: str) -> None:
            asked.append(sentence)
            if len(asked) <= _TOLD_AFTER:
                self._tell(dropped, f"asking:{len(asked)}", self.say(sentence))

        try:
            body = self.download.get(dropped.url)
        except SourceFailure as failure:
            log.warning("a reading list could not be downloaded: %s", failure.kind)
            return self.say(f"I could not get {dropped.name}. {failure.sentence}")
        try:
            queries, hidden = self._radar(dropped)
            return self.render(self.benchmark.run(dropped.name, body, queries, hidden, tell))
        except SourceFailure as failure:
            log.warning("a reading list could not be judged: %s", failure.kind)
            return self.say(f"I could not read {dropped.name}. {failure.sentence}")
        except NONSENSE as error:
            # A file that trips us would do so every time: it is answered, and not tried again.
            log.error("a reading list could not be judged: %s", type(error).__name__)
            return self.say(f"Something went wrong on my side with {dropped.name}, so there is no answer to it.")

    def _radar(self, dropped: Dropped) -> tuple[list[Query], frozenset[str]]:
        """The lines of the person's radar, and the sources that are not theirs."""
        subscribers = self.store.subscribers
        person = subscribers.find(dropped.team, SubscriberKind.PERSON, dropped.user)
        stored = subscribers.queries(person.id) if person else ()
        return readable(query.text for query in stored), self.store.sources.hidden(dropped.team, dropped.user)

    def _tell(self, dropped: Dropped, what: str, message: Message) -> None:
        key = f"{dropped.key}:{what}"
        self.store.deliveries.plan(key, dropped.team, dropped.channel, message, self.clock(), thread=dropped.thread)


def readable(lines: Iterable[str]) -> list[Query]:
    """The stored lines as queries; one that an earlier version let through is left out."""
    queries = []
    for line in lines:
        with suppress(QueryError):
            queries.append(parse(line))
    return queries


def _body(dropped: Dropped) -> Mapping[str, Any]:
    """The file in the form of an event, so that one left unfinished is heard again like any other."""
    named = {
        "id": dropped.id,
        "name": dropped.name,
        "url": dropped.url,
        "user": dropped.user,
        "channel": dropped.channel,
        "thread": dropped.thread,
    }
    return {"type": "event_callback", "team_id": dropped.team, "event": {"type": EVENT, **named}}


def _dropped(body: Mapping[str, Any]) -> Dropped:
    event = body["event"]
    return Dropped(
        id=str(event["id"]),
        name=str(event["name"]),
        url=str(event["url"]),
        team=str(body["team_id"]),
        user=str(event["user"]),
        channel=str(event["channel"]),
        thread=str(event["thread"]),
    )
