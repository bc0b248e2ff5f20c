"""A desk at which one recording after the other is read: served on a loopback web, fetched, parsed and stored."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import registry
from bot.fetching import GuardedFetcher
from bot.papers import Announcement, Paper, Record
from bot.parsing import Parsers
from bot.ports.plain import to_record
from bot.ports.sources import Batch, Enricher, Memory, SourceFailure
from bot.storage import SqlStore, open_store
from bot.wiring.outside import source
from tests.fakes.reading_room import EVER
from tests.fakes.web import NOT_THERE, Answer, Asked, LoopbackWeb, Site, SteppedClock

_NEWS = re.compile(r"^(\d+) entries are news")
NOTHING = Memory(known=lambda keys: frozenset())


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a recording: how many records, how many entries were left out, and how many papers they made.

    ``outcome`` is the state of a batch, or "failed"; ``reason`` the sentence a person is told.
    """

    outcome: str
    records: int = 0
    left_out: int = 0
    papers: int = 0
    reason: str = ""
    stored: tuple[Paper, ...] = ()


class Desk:
    """The real fetcher, parsers and a store that is empty for every recording."""

    def __init__(self, web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers, folder: Path) -> None:
        self._web, self.fetcher, self.parsers, self._folder = web, fetcher, parsers, folder
        open_store(f"sqlite:///{folder}/empty.sqlite3", migrate=True).close()

    def poll(self, name: str, site: Site, now: datetime) -> Reading:
        """Poll a source on this web."""
        self._serve(site, now)
        try:
            batch = source(name).poll(self.fetcher, self.parsers, NOTHING, now)
        except SourceFailure as failure:
            return Reading("failed", reason=failure.sentence)
        return self._kept(batch.records, batch, now)

    def enrich(self, name: str, site: Site, keys: Sequence[str], now: datetime) -> Reading:
        """Ask an enricher about papers of which only these keys are known."""
        self._serve(site, now)
        known = [Record(source="desk", keys=frozenset((key,)), title=f"Known by {key}") for key in keys]
        with self._store() as store:
            store.papers.absorb(known, now)
            papers = store.papers.first_seen(EVER, now)
            enricher: Enricher = registry.load("bot.sources", name).Enricher()
            try:
                told = enricher.enrich(papers, self.fetcher, self.parsers, now)
            except SourceFailure as failure:
                return Reading("failed", reason=failure.sentence)
            store.papers.absorb(told, now)
            stored = _all(store, now)
        return Reading("ok", len(told), 0, len(stored), stored=stored)

    def parse(self, parser: str, site: Site, now: datetime, **arguments: str) -> Reading:
        """Fetch one page and have it read by a parser of records."""
        self._serve(site, now)
        try:
            body = self.fetcher.get("https://one.recordings.example/page").body
            reply = self.parsers.run(parser, body, **arguments)
        except SourceFailure as failure:
            return Reading("failed", reason=failure.sentence)
        plain = reply["records"] if isinstance(reply, dict) else reply
        rejected = tuple(reply.get("rejected", ())) if isinstance(reply, dict) else ()
        records = tuple(to_record(one, "desk") for one in plain)
        return self._kept(records, rejected, now)

    def text(self, parser: str, site: Site, now: datetime) -> Reading:
        """Fetch one page and have it read by a parser of full texts: its paragraphs are the records."""
        self._serve(site, now)
        try:
            body = self.fetcher.get("https://one.recordings.example/page").body
            reply = self.parsers.run(parser, body)
        except SourceFailure as failure:
            return Reading("failed", reason=failure.sentence)
        paragraphs = [line for section in reply["sections"] for line in section["paragraphs"]]
        return Reading("ok", len(paragraphs), reason=" ".join(paragraphs)[:5000])

    def _serve(self, site: Site, now: datetime) -> None:
        self._web.site = site
        self._web.clock.advance_to(now)
        self._web.clock.pass_by(timedelta(hours=1))  # what one recording made of the host is not the next one's trouble

    def _kept(self, records: Sequence[Record], batch: Batch | tuple[str, ...], now: datetime) -> Reading:
        rejected = batch.rejected if isinstance(batch, Batch) else batch
        outcome, reason = (str(batch.state), batch.note) if isinstance(batch, Batch) else ("ok", "")
        with self._store() as store:
            store.papers.absorb([_announced(record) for record in records], now)
            stored = _all(store, now)
        counted = (_NEWS.match(sentence) for sentence in rejected)
        left_out = sum(int(found[1]) if found else 1 for found in counted)
        return Reading(outcome, len(records), left_out, len(stored), reason or "; ".join(rejected), stored)

    @contextmanager
    def _store(self) -> Iterator[SqlStore]:
        path = self._folder / "fresh.sqlite3"
        for old in self._folder.glob("fresh.sqlite3*"):
            old.unlink()
        shutil.copy(self._folder / "empty.sqlite3", path)
        store = open_store(f"sqlite:///{path}")
        try:
            yield store
        finally:
            store.close()


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk for as long as it is needed."""
    clock = SteppedClock(datetime(2010, 1, 1, tzinfo=UTC))
    with (
        TemporaryDirectory() as folder,
        LoopbackWeb(lambda asked: NOT_THERE, clock) as web,
        Parsers(1) as parsers,
        web.fetcher() as fetcher,
    ):
        yield Desk(web, fetcher, parsers, Path(folder))


def always(body: bytes, kind: str = "application/xml", **headers: str) -> Site:
    """A web on which every page is this one."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda asked: Answer(body, headers={"content-type": kind, **named})


def at(host: str, answer: Callable[[Asked], Answer]) -> Site:
    """A web of one host."""
    return lambda asked: answer(asked) if asked.host == host else NOT_THERE


def _announced(record: Record) -> Record:
    """What only adds to a paper needs a paper to add to: it becomes one itself."""
    if record.announcement is not Announcement.DETAIL or record.about:
        return record
    return replace(record, announcement=Announcement.NEW, title=record.title or "Untitled")


def _all(store: SqlStore, now: datetime) -> tuple[Paper, ...]:
    found = (*store.papers.first_seen(EVER, now), *store.papers.revised(EVER, now))
    return tuple({paper.id: paper for paper in found}.values())
