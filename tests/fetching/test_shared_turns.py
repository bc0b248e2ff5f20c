"""Processes share their turns to ask a host: one at a time, a pause between two, and all rest when it asks for rest."""

import socket
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import httpcore
import pytest

from bot.fetching import FetchFailure, GuardedFetcher, Limits
from bot.ports.sources import HostTurns

from .scripted_server import Script, ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of, no_trust

PAGE = "http://export.arxiv.org/page"


class TurnsInMemory:
    """The shared turns as a store keeps them: who has the turn and until when, and when the host may be asked next."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._held: dict[str, tuple[str, datetime]] = {}
        self._next_at: dict[str, datetime] = {}
        self.taken: list[str] = []

    def take(self, host: str, owner: str, now: datetime, hold: timedelta) -> timedelta:
        with self._lock:
            holder, until = self._held.get(host, (owner, now))
            free_at = max(self._next_at.get(host, now), until if holder != owner else now)
            if free_at > now:
                return free_at - now
            self._held[host] = (owner, now + hold)
            self.taken.append(owner)
            return timedelta(0)

    def give(self, host: str, owner: str, next_at: datetime) -> None:
        with self._lock:
            if self._held.get(host, ("", next_at))[0] == owner:
                del self._held[host]
                self._next_at[host] = next_at
                self._lock.notify_all()

    def wait_until_nobody_asks(self) -> None:
        with self._lock:
            self._lock.wait_for(lambda: not self._held, timeout=10)


class SteadyClock(HandClock):
    """A hand clock that several threads may wait on; time passes only while nobody is asking."""

    def __init__(self, turns: TurnsInMemory) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._turns = turns

    def wait(self, seconds: float) -> None:
        self._turns.wait_until_nobody_asks()
        with self._lock:
            super().wait(seconds)


class CountedStream(httpcore.NetworkStream):
    """A connection that tells when it is closed."""

    def __init__(self, inner: httpcore.NetworkStream, network: "CountedNetwork") -> None:
        self._inner, self._network = inner, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()
        self._network.open.discard(self)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CountedNetwork(RecordedNetwork):
    """Knows how many connections are open at once."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.open: set[CountedStream] = set()
        self.most = 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = CountedStream(super().connect_tcp(host, port, timeout, local_address, socket_options), self)
        self.open.add(stream)
        self.most = max(self.most, len(self.open))
        return stream


def process(
    name: str, turns: HostTurns, clock: HandClock, network: RecordedNetwork, limits: Limits | None = None
) -> GuardedFetcher:
    """The fetcher of one process of several."""
    return GuardedFetcher(
        contact="",
        clock=clock,
        limits=limits,
        resolve=Names(["93.184.216.34"]),
        network=network,
        tls=no_trust(),
        stopwatch=clock,
        turns=turns,
        owner=name,
    )


@pytest.fixture
def network(server: ScriptedServer) -> CountedNetwork:
    """One network for all processes."""
    return CountedNetwork(server.port)


def test_two_processes_never_ask_within_three_seconds_and_never_at_once(
    server: ScriptedServer, network: CountedNetwork
) -> None:
    turns = TurnsInMemory()
    clock = SteadyClock(turns)
    arrivals: list[float] = []
    answer = reply(200, b"content")

    def noted(connection: socket.socket) -> None:
        arrivals.append(clock.now())
        answer(connection)

    server.scripts["/page"] = noted
    limits = Limits(turn_wait=timedelta(days=1))  # both wait on one clock, which runs ahead for the other

    def work(name: str) -> None:
        with process(name, turns, clock, network, limits) as fetcher:
            for host in ("rss", "export", "oaipmh") * 3:
                assert fetcher.get(f"http://{host}.arxiv.org/page").body == b"content"

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(arrivals) == 18
    assert sorted(turns.taken) == ["one"] * 9 + ["two"] * 9
    assert min(later - earlier for earlier, later in pairwise(arrivals)) >= 3.0
    assert network.most == 1


def test_waiting_for_another_process_does_not_eat_the_deadline(
    server: ScriptedServer, clock: HandClock, network: CountedNetwork
) -> None:
    server.scripts["/page"] = reply(200, b"content")
    turns = TurnsInMemory()
    turns.take("arxiv.org", "other", clock(), timedelta(seconds=50))
    with process("one", turns, clock, network, Limits(seconds=2)) as fetcher:
        assert fetcher.get(PAGE).body == b"content"
    assert 50 <= sum(clock.waits) < 53


def test_a_process_that_died_with_the_turn_blocks_it_for_as_long_as_it_could_have_needed_it(
    server: ScriptedServer, clock: HandClock, network: CountedNetwork
) -> None:
    class DeadTurns(TurnsInMemory):
        def give(self, host: str, owner: str, next_at: datetime) -> None:
            if owner != "dying":
                super().give(host, owner, next_at)

    def die(connection: socket.socket) -> None:
        raise OSError

    server.scripts["/page"] = die
    turns = DeadTurns()
    with process("dying", turns, clock, network) as fetcher:
        failure_of(lambda: fetcher.get(PAGE))
    server.scripts["/page"] = reply(200, b"content")
    began = clock.now()
    with process("one", turns, clock, network) as fetcher:
        assert fetcher.get(PAGE).body == b"content"
    assert 35 <= clock.now() - began <= 36


def test_a_turn_that_does_not_come_is_a_failure_in_words(clock: HandClock, network: CountedNetwork) -> None:
    turns = TurnsInMemory()
    turns.take("arxiv.org", "other", clock(), timedelta(minutes=10))
    with process("one", turns, clock, network) as fetcher:
        failure = failure_of(lambda: fetcher.get(PAGE))
    assert (failure.kind, failure.retry_after) == ("throttled", timedelta(minutes=10))
    assert failure.sentence == "arxiv.org is resting or busy with another process of this bot; next try in 10 minutes."
    assert network.connects == []


def test_a_turn_that_others_keep_taking_is_waited_for_no_longer_than_a_minute(
    clock: HandClock, network: CountedNetwork
) -> None:
    class Crowd(TurnsInMemory):
        def take(self, host: str, owner: str, now: datetime, hold: timedelta) -> timedelta:
            return timedelta(seconds=1)

    with process("one", Crowd(), clock, network) as fetcher:
        assert failure_of(lambda: fetcher.get(PAGE)).kind == "throttled"
    assert 59 <= sum(clock.waits) <= 61


_SLOW_DOWN: dict[str, tuple[Script, float]] = {
    "429 with a wait": (reply(429, b"", {"Retry-After": "120"}), 120),
    "429 without": (reply(429, b"Rate exceeded."), 60),
    "503 with a wait": (reply(503, b"", {"Retry-After": "300"}), 300),
    "a success that is none": (reply(200, b"Rate exceeded.\n"), 60),
}


@pytest.mark.parametrize("name", _SLOW_DOWN)
def test_when_a_host_asks_one_process_to_slow_down_all_of_them_rest(
    server: ScriptedServer, clock: HandClock, network: CountedNetwork, name: str
) -> None:
    script, seconds = _SLOW_DOWN[name]
    server.scripts |= {"/page": script, "/rss": reply(200, b"content")}
    turns = TurnsInMemory()
    short = Limits(turn_wait=timedelta(seconds=10))
    with process("one", turns, clock, network) as one, process("two", turns, clock, network, short) as two:
        failure_of(lambda: one.get(PAGE))
        resting = failure_of(lambda: two.get("http://rss.arxiv.org/rss"))
        assert resting.kind == "throttled"
        assert resting.retry_after == timedelta(seconds=seconds)
        assert len(server.requests) == 1
        clock.advance(seconds)
        assert two.get("http://rss.arxiv.org/rss").body == b"content"


@pytest.mark.parametrize("status", [403, 406, 404, 500])
def test_a_refusal_of_one_page_lets_the_others_go_on_after_the_usual_pause(
    server: ScriptedServer, clock: HandClock, network: CountedNetwork, status: int
) -> None:
    server.scripts |= {"/page": reply(status), "/rss": reply(200, b"content")}
    turns = TurnsInMemory()
    with process("one", turns, clock, network) as one, process("two", turns, clock, network) as two:
        failure_of(lambda: one.get(PAGE))
        assert two.get("http://rss.arxiv.org/rss").body == b"content"
    assert sum(clock.waits) == pytest.approx(3.0)


def test_a_host_without_a_rule_of_its_own_is_asked_without_the_others_knowing(
    server: ScriptedServer, clock: HandClock, network: CountedNetwork
) -> None:
    server.scripts["/"] = reply(200, b"content")
    turns = TurnsInMemory()
    with process("one", turns, clock, network) as fetcher:
        fetcher.get("http://journal.test/")
        fetcher.get("http://api.crossref.org/")
    assert turns.taken == ["one"]


def test_a_failure_still_gives_the_turn_back(server: ScriptedServer, clock: HandClock, network: CountedNetwork) -> None:
    server.scripts["/page"] = reply(200, b"content")

    def unknown(host: str) -> list[str]:
        raise socket.gaierror(host)

    turns = TurnsInMemory()
    lost = GuardedFetcher(contact="", clock=clock, resolve=unknown, stopwatch=clock, turns=turns, owner="lost")
    with lost, process("one", turns, clock, network) as fetcher:
        with pytest.raises(FetchFailure):
            lost.get(PAGE)
        assert fetcher.get(PAGE).body == b"content"
    assert sum(clock.waits) == pytest.approx(3.0)
