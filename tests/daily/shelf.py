"""A store, sources that say what a test scripts, and a look at what was planned, for the daily work without Slack."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.papers import Record
from bot.ports.delivery import Message, Posted
from bot.ports.sources import Batch, BatchState, Fetcher, Memory, Parsers, Response, SourceFailure
from bot.ports.store import Store
from bot.storage import SqlStore, open_store

MONDAY = datetime(2026, 6, 8, 6, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
Told = tuple[str, str, str, str]  # team, channel, thread, text


@dataclass
class Hands:
    """A clock that is turned by hand."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def turn(self, step: timedelta) -> None:
        self.now += step


class NoWeb:
    """Nothing is to be fetched."""

    def get(self, url: str, *, accept: str = "", etag: str = "", last_modified: str = "") -> Response:
        raise SourceFailure("blocked", f"no test may ask for {url}")


class NoParsers:
    """Nothing is to be parsed."""

    def run(self, parser: str, body: bytes, **arguments: str) -> Any:
        raise SourceFailure("malformed", f"no test may run {parser}")


@dataclass
class Scripted:
    """A source that answers what it is given, in order, the last for ever."""

    name: str
    answers: Sequence[Batch | Exception | Callable[[Fetcher, Parsers], Batch]]
    label: str = "A source"
    asked: list[datetime] = field(default_factory=list)

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(now)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Batch) else answer(fetcher, parsers)


def opened(empty_file: Path, folder: Path) -> SqlStore:
    """A fresh store on a file of its own."""
    return open_store(f"sqlite:///{shutil.copy(empty_file, folder)}")


def beside(folder: Path) -> SqlStore:
    """What another process sees: a second way into the store of ``folder``."""
    return open_store(f"sqlite:///{folder / 'radar.sqlite3'}")


def record(number: int, source: str = "arxiv:cs.CL", **changes: Any) -> Record:
    fields: dict[str, Any] = {
        "source": source,
        "keys": frozenset({f"arxiv:2606.{number:05}"}),
        "title": f"A study of problem number {number} in many words",
        "abstract": f"We study problem {number}. It is solved.",
        "authors": ("Ada Lovelace",),
    }
    return Record(**{**fields, **changes})


def batch(*records: Record, state: BatchState = BatchState.OK, **changes: Any) -> Batch:
    return Batch(state, records, **changes)


def posted(store: Store, now: datetime) -> list[Told]:
    """Post everything that is planned, and say what went where."""
    told: list[Told] = []
    for second in range(400):
        moment = now + timedelta(seconds=2 * second)
        while (claim := store.deliveries.claim(moment, 60)) is not None:
            told.append((claim.team, claim.channel, claim.thread, claim.message.text))
            assert store.deliveries.posting(claim, moment)
            assert store.deliveries.sent(claim, Posted(claim.channel, f"{len(told)}.{second}"), moment)
        if store.deliveries.oldest_open() is None:
            break
    return told


def says(text: str) -> Message:
    return Message(text)
