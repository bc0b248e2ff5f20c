"""The real app over Socket Mode on a loopback Slack, with a real store, and a clock that stands still."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.daily.deliver import Courier
from bot.delivery.slack import SlackDelivery
from bot.listeners import Ears, register_all
from bot.papers import Record
from bot.playground.slack import Ack, Faults, LoopbackSlack
from bot.ports.store import Store
from bot.preview import Preview
from bot.storage import open_store

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
THREADS = 8
MONDAY = datetime(2026, 6, 8, 7, 30, tzinfo=UTC)


@dataclass
class Stage:
    """A running bot without jobs: what it hears is stored, and ``deliver`` posts what it planned."""

    slack: LoopbackSlack
    store: Store
    app: App
    faults: Faults
    listeners: ThreadPoolExecutor
    now: datetime = MONDAY
    woken: int = 0
    ears: Ears = field(init=False)
    _called: threading.Condition = field(default_factory=threading.Condition)

    def clock(self) -> datetime:
        """The instant it is on this stage."""
        return self.now

    def wake(self) -> None:
        """Count that the jobs were called."""
        with self._called:
            self.woken += 1
            self._called.notify_all()

    def wait(self, number: int = 1) -> None:
        """Wait until the jobs were called so often."""
        with self._called:
            assert self._called.wait_for(lambda: self.woken >= number, 10), f"called {self.woken} times"

    def settle(self) -> None:
        """Wait until every listener has ended: only then are all their threads free at once."""
        free = threading.Barrier(THREADS)
        for done in [self.listeners.submit(free.wait, 10) for _ in range(THREADS)]:
            done.result()

    def radar(self, text: str, *, channel: str | None = None, user: str | None = None) -> str:
        """Type a command; what is answered, without invisible joiners."""
        return said(self.slack.command(text, channel=channel, user=user))

    def deliver(self) -> None:
        """Post everything that is planned; the clock moves on, since a channel gets one message a second."""
        courier = Courier(self.store, SlackDelivery(self.app.client), lambda: self.now)
        self.now += timedelta(seconds=2)
        while courier.step():
            self.now += timedelta(seconds=2)


def said(ack: Ack) -> str:
    """The private answer to a command; it must be one Slack shows, and in time."""
    assert ack.ok, ack.error
    assert isinstance(ack.body, dict)
    assert ack.body["response_type"] == "ephemeral"
    assert 0 < len(ack.body["text"]) < 3_000
    text: str = ack.body["text"]
    return text.replace("\u2060", "")


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What goes wrong between the bot and Slack next."""
    return Faults()


@pytest.fixture(scope="session")
def slack(faults: Faults) -> Iterator[LoopbackSlack]:
    """A Slack of this machine with the app's own manifest."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    with LoopbackSlack(manifest=manifest, faults=faults) as running:
        yield running


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store, made once."""
    path = tmp_path_factory.mktemp("empty") / "radar.sqlite3"
    open_store(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    opened = open_store(f"sqlite:///{shutil.copy(empty_file, tmp_path)}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def troupe(slack: LoopbackSlack, faults: Faults, empty_file: Path) -> Iterator[Stage]:
    """The app, connected once for all tests; each test brings its own store."""
    client = WebClient(slack.bot_token, base_url=slack.api_url, timeout=5, retry_handlers=[])
    with ThreadPoolExecutor(THREADS) as executor:
        app = App(client=client, listener_executor=executor, raise_error_for_unhandled_request=False)
        empty = open_store(f"sqlite:///{empty_file}")
        playing = Stage(slack, empty, app, faults, executor)
        playing.ears = Ears(store=empty, clock=playing.clock, wake=playing.wake)
        register_all(app, playing.ears)
        handler = SocketModeHandler(app, slack.app_token, web_client=client)
        handler.connect()
        slack.wait_for_connection()
        yield playing
        handler.close()
        empty.close()


@pytest.fixture
def stage(troupe: Stage, store: Store) -> Iterator[Stage]:
    """The bot with an empty store on a Monday; at the end Slack has nothing to complain of."""
    troupe.faults.clear()
    troupe.store, troupe.now, troupe.woken = store, MONDAY, 0
    troupe.ears.store, troupe.ears.preview = store, Preview(store.papers)
    warned = len(troupe.slack.warnings)
    yield troupe
    troupe.settle()
    assert troupe.slack.warnings[warned:] == []


def absorb(store: Store, *papers: Record, at: datetime = MONDAY) -> None:
    """Store papers as news of that instant."""
    store.papers.absorb(papers, at)


def record(number: int, title: str, abstract: str = "", **changes: Any) -> Record:
    """A paper as arXiv announced it."""
    fields: dict[str, Any] = {
        "source": "arxiv:cs.CL",
        "keys": frozenset({f"arxiv:2606.{number:05}"}),
        "title": title,
        "abstract": abstract or "We study it. It works.",
        "authors": ("Ada Lovelace", "Grace Hopper"),
        "categories": ("cs.CL",),
        "url": f"https://arxiv.org/abs/2606.{number:05}",
    }
    return Record(**{**fields, **changes})


@pytest.fixture
def papers(store: Store) -> Sequence[Record]:
    """Five papers of the last days."""
    made = (
        record(1, "Diffusion models for protein design", "We train diffusion models. They fold."),
        record(2, "Latent diffusion policy models", "A policy for robots."),
        record(3, "Privacy in federated learning", "We protect privacy and trust."),
        record(4, "A survey of <!channel> & trust", "Legal and social trust."),
        record(5, "Quantum error correction", "Codes that correct.", categories=("quant-ph",), source="arxiv:quant-ph"),
    )
    absorb(store, *made, at=MONDAY - timedelta(days=2))
    return made
