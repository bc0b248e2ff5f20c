"""A day on a loopback Slack: a real store, a clock that is turned by hand, and faults to order."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.daily.deliver import Courier
from bot.daily.due import open_due
from bot.daily.write import Writer
from bot.delivery.slack import SlackDelivery
from bot.llm.extractive import Extractive
from bot.papers import Record
from bot.playground.slack import Faults, LoopbackSlack
from bot.ports.sources import Batch, BatchState
from bot.ports.store import Store
from bot.storage import open_store
from bot.subscribers import Subscriber, SubscriberKind

TEAM = "T0RADAR"
SOURCE = "arxiv:cs.CL"
MONDAY = datetime(2026, 6, 8, 6, 0, tzinfo=UTC)


@dataclass
class Day:
    """The day's work without its threads: each step is called by hand, at the hour the test says."""

    slack: LoopbackSlack
    store: Store
    faults: Faults
    now: datetime = MONDAY
    delivery: SlackDelivery = field(init=False)
    writer: Writer = field(init=False)
    courier: Courier = field(init=False)

    def __post_init__(self) -> None:
        """Wire the steps."""
        self.delivery = SlackDelivery(WebClient(self.slack.bot_token, base_url=self.slack.api_url))
        self.writer = Writer(self.store, Extractive(), Extractive(), self.delivery.render, self.clock)
        self.courier = Courier(self.store, self.delivery, self.clock)
        self.store.sources.enrol({SOURCE: "arXiv cs.CL"}, self.now)

    def clock(self) -> datetime:
        """The instant it is today."""
        return self.now

    def read(self, *records: Record) -> None:
        """The source brings these records now."""
        self.store.papers.absorb(records, self.now)
        wait = timedelta(days=30)
        self.store.sources.polled(SOURCE, Batch(BatchState.OK, records, next_poll=wait), self.now)

    def reader(self, *queries: str, channel: str = "") -> Subscriber:
        """Somebody with a radar whose briefing is due at seven, UTC."""
        kind = SubscriberKind.CHANNEL if channel else SubscriberKind.PERSON
        address = self.slack.channel(channel) if channel else self.slack.workspace.me
        who = self.store.subscribers.ensure(TEAM, kind, address, self.now)
        self.store.subscribers.add_queries(who.id, queries, limit=50)
        settled = {"zone": "UTC", "zone_source": "chosen", "owner": self.slack.workspace.me if channel else ""}
        due = self.now.replace(hour=7, minute=0)
        return self.save(who, **settled, next_due_at=due)

    def save(self, who: Subscriber, **changes: Any) -> Subscriber:
        """Store changed settings."""
        changed = replace(who, **changes)
        self.store.subscribers.save(changed)
        return changed

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> None:
        """Turn the clock."""
        self.now = self.now.replace(hour=hour, minute=minute, second=0) + timedelta(days=days)

    def run(self) -> None:
        """Open what is due, write it and deliver it, turning the clock on while a message waits its turn."""
        open_due(self.store, self.now)
        while self.writer.step():
            pass
        for _ in range(60):
            while self.courier.step():
                pass
            if self.store.deliveries.oldest_open() is None:
                break
            self.now += timedelta(seconds=2)

    def parents(self, channel: str | None = None) -> list[str]:
        """The texts of the bot's messages in a conversation that are no replies."""
        return [
            str(message["text"])
            for message in self.slack.bot_messages(channel)
            if message.get("thread_ts") in (None, message["ts"])
        ]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store, made once."""
    path = tmp_path_factory.mktemp("empty") / "radar.sqlite3"
    open_store(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture
def day(tmp_path: Path, empty_file: Path) -> Iterator[Day]:
    """A fresh workspace and store on a Monday at six in the morning; Slack has nothing to complain of at the end."""
    faults = Faults()
    store = open_store(f"sqlite:///{shutil.copy(empty_file, tmp_path)}")
    with LoopbackSlack(faults=faults) as slack:
        yield Day(slack, store, faults)
        assert slack.warnings == []
        assert faults.left() == []
    store.close()


def paper(number: int, title: str, **changes: Any) -> Record:
    """A paper as arXiv announced it."""
    fields: dict[str, Any] = {
        "source": SOURCE,
        "keys": frozenset({f"arxiv:2606.{number:05}"}),
        "title": title,
        "abstract": f"We study {title.lower()}. Our method improves accuracy by {number} percent.",
        "authors": ("Ada Lovelace", "Grace Hopper"),
        "categories": ("cs.CL",),
        "url": f"https://arxiv.org/abs/2606.{number:05}",
    }
    return Record(**{**fields, **changes})
