"""What a fetcher under test sees of the world: a clock, a stopwatch, name answers and a recorded network."""

import ssl
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpcore
import pytest

from bot.fetching import FetchFailure, GuardedFetcher, Limits, Response

from .scripted_server import ScriptedServer

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class HandClock:
    """Clock and stopwatch in one; time passes only when somebody waits or a test says so."""

    def __init__(self) -> None:
        self.moment = NOON
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self.moment

    def now(self) -> float:
        return (self.moment - NOON).total_seconds()

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class RecordedNetwork(httpcore.SyncBackend):
    """Keeps the addresses that were connected to, and leads every connection to one loopback port."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.connects: list[tuple[str, int]] = []
        self._port = port

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.connects.append((host, port))
        return super().connect_tcp("127.0.0.1", self._port, timeout, local_address, socket_options)


class Names:
    """A resolver that gives its answers in order, the last one for ever, and counts the questions."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)

    def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self._answers[min(len(self.asked), len(self._answers)) - 1]


def no_trust() -> ssl.SSLContext:
    """A context that trusts nobody, and so is quick to make."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def fetcher_for(server: ScriptedServer, clock: HandClock | None = None, limits: Limits | None = None) -> GuardedFetcher:
    """A fetcher that may reach ``server`` and never really waits."""
    clock = clock or HandClock()
    return GuardedFetcher(
        contact="mailto:tests@example.org",
        clock=clock,
        limits=limits,
        loopback_origins=[server.origin],
        tls=no_trust(),
        stopwatch=clock,
    )


def fetcher_in_a_hurry(server: ScriptedServer, seconds: float) -> GuardedFetcher:
    """A fetcher that may reach ``server`` and whose deadline is real and near."""
    return GuardedFetcher(
        contact="",
        clock=HandClock(),
        limits=Limits(seconds=seconds, interval=0),
        loopback_origins=[server.origin],
        tls=no_trust(),
    )


def failure_of(fetch: Callable[[], Response]) -> FetchFailure:
    """The failure that ``fetch`` ends in."""
    with pytest.raises(FetchFailure) as caught:
        fetch()
    return caught.value
