"""Redirects are followed by hand: few, and each one judged."""

import pytest

from bot.fetching import GuardedFetcher

from .scripted_server import ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of, fetcher_for, no_trust


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_is_told(server: ScriptedServer, status: int) -> None:
    server.scripts["/old"] = reply(status, b"moved", {"Location": "new?x=1"})
    server.scripts["/new"] = reply(200, b"content")
    with fetcher_for(server) as fetcher:
        response = fetcher.get(server.url("/old"))
    assert (response.url, response.body) == (server.url("/new?x=1"), b"content")


def test_five_redirects_are_followed_and_a_sixth_is_not(server: ScriptedServer) -> None:
    for number in range(6):
        server.scripts[f"/{number}"] = reply(302, b"", {"Location": f"/{number + 1}"})
    server.scripts["/6"] = reply(200, b"content")
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/1")).body == b"content"
        failure = failure_of(lambda: fetcher.get(server.url("/0")))
    assert failure.kind == "redirects"


def test_a_loop_of_redirects_ends(server: ScriptedServer) -> None:
    server.scripts["/loop"] = reply(302, b"", {"Location": "/loop"})
    with fetcher_for(server) as fetcher:
        assert failure_of(lambda: fetcher.get(server.url("/loop"))).kind == "redirects"
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "//10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://pub.test/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "http://pub.test:22/",
        "http://user:pw@pub.test/",
        "http://127.1/",
    ],
)
def test_a_redirect_to_a_place_that_is_not_allowed_is_refused_without_naming_it(
    server: ScriptedServer, clock: HandClock, location: str
) -> None:
    server.scripts["/"] = reply(302, b"", {"Location": location})
    network = RecordedNetwork(server.port)
    names = Names(["93.184.216.34"])
    tls = no_trust()
    with GuardedFetcher(contact="", clock=clock, resolve=names, network=network, tls=tls, stopwatch=clock) as fetcher:
        failure = failure_of(lambda: fetcher.get("http://redir.test/"))
    assert failure.kind == "blocked"
    assert failure.sentence == "redir.test redirects to an address that is not allowed."
    assert not failure.permanent
    assert len(network.connects) == 1


@pytest.mark.parametrize("location", ["", "http://[", "http://a b/", "http://\x7f/"])
def test_a_redirect_to_nowhere_is_a_failure(server: ScriptedServer, location: str) -> None:
    server.scripts["/"] = reply(302, b"", {"Location": location} if location else {})
    with fetcher_for(server) as fetcher:
        assert failure_of(lambda: fetcher.get(server.url("/"))).kind in {"redirects", "blocked", "protocol"}


def test_every_hop_asks_for_its_own_name_and_is_checked_again(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/"] = reply(302, b"", {"Location": "http://second.test/x", "Connection": "close"})
    names, network = Names(["93.184.216.34"], ["127.0.0.1"]), RecordedNetwork(server.port)
    tls = no_trust()
    with GuardedFetcher(contact="", clock=clock, resolve=names, network=network, tls=tls, stopwatch=clock) as fetcher:
        assert failure_of(lambda: fetcher.get("http://first.test/")).kind == "blocked"
    assert names.asked == ["first.test", "second.test"]
    assert [address for address, _ in network.connects] == ["93.184.216.34"]


def test_a_cookie_lives_for_one_chain_of_redirects_only(server: ScriptedServer) -> None:
    server.scripts["/door"] = reply(302, b"", [("Location", "/room"), ("Set-Cookie", "pass=1; Path=/")])
    server.scripts["/room"] = reply(200, b"content", {"Set-Cookie": "spy=1; Path=/"})
    with fetcher_for(server) as fetcher:
        fetcher.get(server.url("/door"))
        fetcher.get(server.url("/room"))
    assert [headers.get("cookie") for _, headers in server.requests] == [None, "pass=1", None]


def test_a_cookie_that_cannot_be_sent_back_is_dropped(server: ScriptedServer) -> None:
    server.scripts["/door"] = reply(302, b"", [("Location", "/room"), ("Set-Cookie", "pass=\xe9; Path=/")])
    server.scripts["/room"] = reply(200, b"content")
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/door")).body == b"content"


def test_validators_travel_with_the_redirect(server: ScriptedServer) -> None:
    server.scripts["/old"] = reply(301, b"", {"Location": "/new"})
    server.scripts["/new"] = reply(304, b"", length=None)
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/old"), etag='"a"').not_modified
