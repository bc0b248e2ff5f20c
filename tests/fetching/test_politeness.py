"""Hosts are asked one request at a time, with a pause, and left alone when they are unwell."""

import socket
import threading
from datetime import timedelta

import pytest

from bot.fetching import GuardedFetcher, Limits
from bot.fetching.limits import Allowance
from bot.fetching.politeness import Turns

from .scripted_server import ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of, fetcher_for, no_trust


def _public(server: ScriptedServer, clock: HandClock, limits: Limits | None = None) -> GuardedFetcher:
    return GuardedFetcher(
        contact="",
        clock=clock,
        limits=limits,
        resolve=Names(["93.184.216.34"]),
        network=RecordedNetwork(server.port),
        tls=no_trust(),
        stopwatch=clock,
    )


def test_two_requests_to_one_host_are_a_second_apart(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/"] = reply(200, b"content")
    with _public(server, clock) as fetcher:
        fetcher.get("http://a.test/")
        fetcher.get("http://b.test/")
        assert clock.waits == []
        clock.advance(0.25)
        fetcher.get("http://a.test/")
    assert clock.waits == [0.75]


def test_all_hosts_of_arxiv_share_one_pace_of_three_seconds(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/"] = reply(200, b"content")
    with _public(server, clock) as fetcher:
        for host in ("rss.arxiv.org", "export.arxiv.org", "arxiv.org", "notarxiv.org"):
            fetcher.get(f"http://{host}/")
    assert clock.waits == [3.0, 3.0]


def test_a_pause_is_kept_between_redirects_too(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/a"] = reply(302, b"", {"Location": "/b"})
    server.scripts["/b"] = reply(200, b"content")
    with _public(server, clock, Limits(seconds=2, interval=5)) as fetcher:
        assert fetcher.get("http://a.test/a").body == b"content"  # waiting one's turn does not eat the deadline
    assert clock.waits == [5.0]


def test_a_host_is_never_asked_twice_at_once(server: ScriptedServer, clock: HandClock) -> None:
    answer = reply(200, b"content")
    busy, overlaps = threading.Lock(), []

    def alone(connection: socket.socket) -> None:
        overlaps.append(not busy.acquire(blocking=False))
        server.closing.wait(0.01)
        busy.release()
        answer(connection)

    server.scripts["/"] = alone
    bodies: list[bytes] = []
    with _public(server, clock) as fetcher:
        threads = [threading.Thread(target=lambda: bodies.append(fetcher.get("http://a.test/").body)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert bodies == [b"content"] * 8
    assert overlaps == [False] * 8


def test_a_slow_host_does_not_hold_up_another(server: ScriptedServer, clock: HandClock) -> None:
    answer, asked, released = reply(200, b"content"), threading.Event(), threading.Event()

    def slow(connection: socket.socket) -> None:
        asked.set()
        released.wait(10)
        answer(connection)

    server.scripts |= {"/slow": slow, "/quick": answer}
    with _public(server, clock) as fetcher:
        bodies: list[bytes] = []
        thread = threading.Thread(target=lambda: bodies.append(fetcher.get("http://slow.test/slow").body))
        thread.start()
        assert asked.wait(10)
        assert fetcher.get("http://quick.test/quick").body == b"content"
        assert bodies == []
        released.set()
        thread.join()
    assert bodies == [b"content"]


def test_three_failures_in_a_row_close_a_host_until_it_has_rested(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/"] = reply(500)
    with _public(server, clock) as fetcher:
        kinds = [failure_of(lambda: fetcher.get("http://a.test/")).kind for _ in range(3)]
        resting = failure_of(lambda: fetcher.get("http://a.test/"))
        assert kinds == ["server"] * 3
        assert resting.kind == "cooling"
        assert resting.retry_after is not None
        assert timedelta(minutes=4) < resting.retry_after <= timedelta(minutes=5)
        assert len(server.requests) == 3
        clock.advance(301)
        assert failure_of(lambda: fetcher.get("http://a.test/")).kind == "server"  # one attempt, and it rests again
        assert failure_of(lambda: fetcher.get("http://a.test/")).kind == "cooling"
        server.scripts["/"] = reply(200, b"content")
        clock.advance(301)
        assert fetcher.get("http://a.test/").body == b"content"
        server.scripts["/"] = reply(500)
        assert failure_of(lambda: fetcher.get("http://a.test/")).kind == "server"  # counting starts anew
        assert failure_of(lambda: fetcher.get("http://a.test/")).kind == "server"


@pytest.mark.parametrize("status", [403, 404, 410])
def test_pages_that_are_missing_do_not_close_a_host(server: ScriptedServer, clock: HandClock, status: int) -> None:
    server.scripts |= {"/missing": reply(status), "/": reply(200, b"content")}
    with _public(server, clock) as fetcher:
        for _ in range(5):
            failure_of(lambda: fetcher.get("http://a.test/missing"))
        assert fetcher.get("http://a.test/").body == b"content"


def test_a_page_that_is_missing_shows_that_its_host_is_up(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts |= {"/broken": reply(500), "/missing": reply(404)}
    with _public(server, clock) as fetcher:
        kinds = [
            failure_of(lambda page=page: fetcher.get(f"http://a.test/{page}")).kind  # type: ignore[misc]
            for page in ("broken", "broken", "missing", "broken", "broken")
        ]
    assert kinds == ["server", "server", "not_found", "server", "server"]


def test_a_host_that_fails_does_not_close_its_neighbours(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts |= {"/api": reply(503), "/rss": reply(200, b"content")}
    with _public(server, clock) as fetcher:
        for _ in range(4):
            failure_of(lambda: fetcher.get("http://export.arxiv.org/api"))
        assert fetcher.get("http://rss.arxiv.org/rss").body == b"content"


def test_one_request_to_slow_down_holds_the_whole_group_for_as_long_as_it_says(
    server: ScriptedServer, clock: HandClock
) -> None:
    server.scripts |= {"/api": reply(429, b"", {"Retry-After": "120"}), "/rss": reply(200, b"content")}
    with _public(server, clock) as fetcher:
        failure_of(lambda: fetcher.get("http://export.arxiv.org/api"))
        held = failure_of(lambda: fetcher.get("http://rss.arxiv.org/rss"))
        assert held.kind == "throttled"
        assert held.retry_after == timedelta(seconds=120)
        assert "2 minutes" in held.sentence
        assert len(server.requests) == 1
        clock.advance(121)
        assert fetcher.get("http://rss.arxiv.org/rss").body == b"content"


def test_a_thousand_hosts_are_forgotten_again(clock: HandClock) -> None:
    limits = Limits()
    turns = Turns(limits, clock, clock)
    for number in range(2500):
        with turns.turn(f"host{number}.test", Allowance(limits, clock)):
            clock.advance(2)
    assert len(turns) < 1100


def test_a_host_where_nobody_listens_is_a_lost_connection(clock: HandClock) -> None:
    with ScriptedServer() as gone:
        fetcher = fetcher_for(gone, clock)
    with fetcher:
        failure = failure_of(lambda: fetcher.get(gone.url("/")))
    assert failure.kind == "connection"
    assert failure.sentence == "No connection to 127.0.0.1 could be made."
