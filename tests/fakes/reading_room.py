"""The reading half of the bot on a loopback web: the real fetcher, parsers, collector and store, on a stepped clock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.daily.collect import Collector
from bot.fetching import Limits
from bot.papers import Paper, Record
from bot.parsing import Parsers
from bot.ports.store import Absorbed
from bot.storage import SqlStore, open_store
from bot.storage.engine import connect
from bot.storage.papers import SqlPapers
from bot.wiring.outside import source, source_labels
from tests.fakes.web import LoopbackWeb, Resolve, Site, SteppedClock, to_a_public_one

EVER = datetime.min.replace(tzinfo=UTC)


class NotedPapers(SqlPapers):
    """The store's papers, with a note of every batch and what it brought."""

    def __init__(self, *wired: Any) -> None:
        super().__init__(*wired)
        self.batches: list[Sequence[Record]] = []
        self.outcomes: list[Absorbed] = []

    def absorb(self, records: Sequence[Record], now: datetime, **how: bool) -> Absorbed:
        outcome = super().absorb(records, now, **how)
        self.batches.append(records)
        self.outcomes.append(outcome)
        return outcome

    @property
    def new(self) -> list[int]:
        """Every id that was ever called new, as often as it was."""
        return [paper_id for outcome in self.outcomes for paper_id in outcome.new]


@dataclass
class Room:
    """What reads, where it reads, and what it has read."""

    web: LoopbackWeb
    clock: SteppedClock
    store: SqlStore
    papers: NotedPapers
    parsers: Parsers
    collector: Collector
    url: str
    enrolled: list[str] = field(default_factory=list)

    def enrol(self, *names: str) -> None:
        """Make these sources be read from now on, besides those that are."""
        if fresh := [name for name in names if name not in self.enrolled]:
            self.enrolled.extend(fresh)
            self.store.sources.enrol(source_labels(tuple(self.enrolled)), self.clock())

    def read(self, *names: str) -> None:
        """Poll these sources once, whatever the clock says."""
        self.enrol(*names)
        for name in names:
            self.collector.collect(name)
            self.clock.pass_by(timedelta(seconds=1))

    def steps(self, most: int = 1000) -> int:
        """Poll whatever is due, until nothing is; how many polls that took."""
        return next((done for done in range(most) if not self.collector.step()), most)

    def all_papers(self) -> Sequence[Paper]:
        """Every paper that was ever news, and every one first met as a revision."""
        news, revised = (
            ask(EVER, self.clock() + timedelta(days=1)) for ask in (self.papers.first_seen, self.papers.revised)
        )
        return [*{paper.id: paper for paper in (*news, *revised)}.values()]

    def state(self, name: str) -> tuple[str, str]:
        """How a source stands, and the note on it."""
        reports = self.store.sources.reports(EVER)
        return next((str(report.state), report.note) for report in reports if report.name == name)


@contextmanager
def room(
    site: Site,
    start: datetime,
    folder: Path,
    *,
    limits: Limits | None = None,
    url: str = "",
    resolve: Resolve = to_a_public_one,
    cpu_seconds: float = 20,
) -> Iterator[Room]:
    """A room whose web is ``site`` and whose store lies in ``folder``, unless ``url`` names another."""
    clock = SteppedClock(start)
    url = url or f"sqlite:///{folder}/radar.sqlite3"
    store = _opened(url)
    with LoopbackWeb(site, clock) as web, Parsers(1, cpu_seconds) as parsers, web.fetcher(limits, resolve) as fetcher:
        papers = NotedPapers(store.transactions)
        store.papers = papers
        collector = Collector(store, source, fetcher, parsers, clock, "room")
        yield Room(web, clock, store, papers, parsers, collector, url)
        store.close()
        assert web.broken == []


def _opened(url: str) -> SqlStore:
    """An open store; what is given to the system is safe, for tests kill processes and not machines."""
    open_store(url, migrate=True).close()
    engine = connect(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return SqlStore(engine)
