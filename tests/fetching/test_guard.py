"""The guard: which URLs lead to a connection, and that the rest lead to none."""

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching import FetchFailure, GuardedFetcher, Limits, Response
from bot.fetching.web_address import origin, vetted_url

from .scripted_server import ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of, fetcher_for, no_trust

_SET = Path(__file__).parents[3] / "shared" / "adversarial" / "strings" / "urls.json"
_PUBLIC = "93.184.216.34"


def _cases(kind: str) -> list[Any]:
    if not _SET.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the set of hostile URLs is not here"))]
    return [pytest.param(case, id=case["url"]) for case in json.loads(_SET.read_text())[kind]]


def _answers(case: dict[str, Any]) -> list[Sequence[str]]:
    dns = case.get("dns", [])
    return dns if dns and isinstance(dns[0], list) else [dns]


def _guarded(names: Names, network: RecordedNetwork, clock: HandClock) -> GuardedFetcher:
    return GuardedFetcher(contact="", clock=clock, resolve=names, network=network, tls=no_trust(), stopwatch=clock)


def _outcome(fetcher: GuardedFetcher, url: str) -> Response | FetchFailure:
    try:
        return fetcher.get(url)
    except FetchFailure as failure:
        return failure


@pytest.mark.parametrize("case", _cases("blocked"))
def test_a_hostile_url_reaches_nothing_that_is_not_public(
    case: dict[str, Any], server: ScriptedServer, clock: HandClock
) -> None:
    answer = {"Location": case["redirect_to"]} if "redirect_to" in case else {}
    server.scripts["/"] = reply(302 if answer else 200, b"content", {**answer, "Connection": "close"})
    network = RecordedNetwork(server.port)
    with _guarded(Names(*_answers(case)), network, clock) as fetcher:
        # A name may answer differently the second time.
        outcomes = [_outcome(fetcher, case["url"]) for _ in range(2)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, FetchFailure)]
    assert failures
    assert {address for address, _ in network.connects} <= {_PUBLIC}
    for failure in failures:
        assert failure.kind in {"blocked", "redirects"}
        assert "127.0.0.1" not in failure.sentence
        assert "10.0.0.1" not in failure.sentence
        assert "pw" not in failure.sentence


@pytest.mark.parametrize("case", _cases("allowed"))
def test_a_public_url_is_asked_at_its_own_address(
    case: dict[str, Any], server: ScriptedServer, clock: HandClock
) -> None:
    server.scripts["/feed"] = reply(200, b"content")
    network = RecordedNetwork(server.port)
    with _guarded(Names(*_answers(case)), network, clock) as fetcher:
        if case["url"].startswith("https"):
            assert failure_of(lambda: fetcher.get(case["url"])).kind == "tls"
            assert case["url"].split("/")[2].encode() in server.hellos[0]
        else:
            assert fetcher.get(case["url"]).body == b"content"
    assert [address for address, _ in network.connects] == case["dns"]


def test_a_name_that_moves_inside_after_the_check_is_still_asked_at_the_checked_address(
    server: ScriptedServer, clock: HandClock
) -> None:
    server.scripts["/"] = reply(200, b"content", {"Connection": "close"})
    names, network = Names([_PUBLIC], ["127.0.0.1"]), RecordedNetwork(server.port)
    with _guarded(names, network, clock) as fetcher:
        assert fetcher.get("http://rebind.test/").body == b"content"
        assert names.asked == ["rebind.test"]
        failure = failure_of(lambda: fetcher.get("http://rebind.test/"))
    assert failure.kind == "blocked"
    assert not failure.permanent
    assert network.connects == [(_PUBLIC, 80)]


def test_one_inside_address_among_public_ones_is_enough_to_refuse(clock: HandClock, server: ScriptedServer) -> None:
    network = RecordedNetwork(server.port)
    with _guarded(Names([_PUBLIC, "::1", "2606:2800:220:1::1"]), network, clock) as fetcher:
        assert failure_of(lambda: fetcher.get("http://mixed.test/")).kind == "blocked"
    assert network.connects == []


def test_the_host_header_keeps_the_name_while_the_connection_goes_to_the_address(
    server: ScriptedServer, clock: HandClock
) -> None:
    server.scripts["/feed"] = reply(200, b"content")
    with _guarded(Names([_PUBLIC]), RecordedNetwork(server.port), clock) as fetcher:
        fetcher.get("http://pub.test/feed?page=2#part")
    path, headers = server.requests[0]
    assert (path, headers["host"]) == ("/feed?page=2", "pub.test")


def test_a_host_with_a_dead_address_is_reached_at_its_next_one(server: ScriptedServer, clock: HandClock) -> None:
    server.scripts["/"] = reply(200, b"content")

    class HalfDead(RecordedNetwork):
        def connect_tcp(self, host: str, *rest: Any, **named: Any) -> Any:
            port = self._port
            self._port = 1 if ":" in host else port  # nothing listens on port 1
            try:
                return super().connect_tcp(host, *rest, **named)
            finally:
                self._port = port

    network = HalfDead(server.port)
    six = ["2606:2800:220:1::1", "2606:2800:220:1::2", "2606:2800:220:1::3", "2606:2800:220:1::4"]
    with _guarded(Names([*six, _PUBLIC]), network, clock) as fetcher:
        assert fetcher.get("http://pub.test/").body == b"content"
    assert [address for address, _ in network.connects] == [six[0], _PUBLIC]


def test_a_name_without_an_answer_is_told_by_its_punycode(clock: HandClock, server: ScriptedServer) -> None:
    def unknown(host: str) -> Sequence[str]:
        raise socket.gaierror(f"unknown {host}")

    fetcher = GuardedFetcher(contact="", clock=clock, resolve=unknown, stopwatch=clock)
    failure = failure_of(lambda: fetcher.get("https://аrxiv.org/?key=secret"))  # a Cyrillic letter
    assert failure.kind == "dns"
    assert "xn--rxiv-43d.org" in failure.sentence
    assert "secret" not in failure.sentence


def test_a_resolver_that_never_answers_ends_at_the_deadline(server: ScriptedServer) -> None:
    def stuck(host: str) -> Sequence[str]:
        server.closing.wait(10)
        return []

    limits = Limits(seconds=0.2)
    with GuardedFetcher(contact="", clock=HandClock(), resolve=stuck, limits=limits) as fetcher:
        failure = failure_of(lambda: fetcher.get("http://stuck.test/"))
    assert failure.kind == "dns"


def test_an_address_that_never_answers_is_given_up_for_the_next(server: ScriptedServer, clock: HandClock) -> None:
    asked: list[str] = []

    class Silent(httpcore.SyncBackend):
        def connect_tcp(self, host: str, *rest: Any, **named: Any) -> httpcore.NetworkStream:
            asked.append(host)
            raise httpcore.ConnectTimeout("silence")

    addresses = [f"93.184.216.{number}" for number in range(1, 9)]
    names = Names(addresses)
    with GuardedFetcher(contact="", clock=clock, resolve=names, network=Silent(), stopwatch=clock) as fetcher:
        assert failure_of(lambda: fetcher.get("http://silent.test/")).kind == "connection"
    assert asked == addresses[:4]


def test_an_exempt_origin_is_exempt_alone(server: ScriptedServer) -> None:
    server.scripts["/"] = reply(200, b"content")
    with ScriptedServer() as other, fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/")).body == b"content"
        assert failure_of(lambda: fetcher.get(other.url("/"))).kind == "blocked"
        assert failure_of(lambda: fetcher.get(f"http://user@127.0.0.1:{server.port}/")).kind == "blocked"
        server.scripts["/hop"] = reply(302, b"", {"Location": other.url("/")})
        assert failure_of(lambda: fetcher.get(server.url("/hop"))).kind == "blocked"
        assert other.connections == 0


@pytest.mark.parametrize("text", ["http://example.org", "http://localhost:80", "http://10.0.0.1", "127.0.0.1:80"])
def test_only_a_loopback_number_can_be_exempt(text: str, clock: HandClock) -> None:
    with pytest.raises(ValueError, match="loopback"):
        GuardedFetcher(contact="", clock=clock, loopback_origins=[text])


def test_the_self_test_passes_on_a_guard_that_holds(clock: HandClock) -> None:
    with GuardedFetcher(contact="", clock=clock, stopwatch=clock) as fetcher:
        fetcher.self_test()


def test_the_self_test_fails_when_connections_are_not_guarded(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching.network.is_public", lambda address: True)
    with (
        GuardedFetcher(contact="", clock=clock, stopwatch=clock) as fetcher,
        pytest.raises(RuntimeError, match="does not hold"),
    ):
        fetcher.self_test()


def test_the_self_test_fails_when_urls_are_not_judged(clock: HandClock, server: ScriptedServer) -> None:
    server.scripts["/"] = reply(200, b"content")
    fetcher = GuardedFetcher(
        contact="",
        clock=clock,
        stopwatch=clock,
        loopback_origins=["http://127.0.0.1"],
        network=RecordedNetwork(server.port),
    )
    with fetcher, pytest.raises(RuntimeError, match="does not hold"):
        fetcher.self_test()


def test_proxies_named_in_the_environment_are_not_used(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.scripts["/"] = reply(200, b"content")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/")).body == b"content"


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,30}/?.{0,10}"))
def test_any_text_is_either_a_public_web_address_or_refused(text: str) -> None:
    outcome = _vetted(text)
    if isinstance(outcome, FetchFailure):
        assert outcome.kind == "blocked"
        assert outcome.permanent
    else:
        assert outcome.scheme in {"http", "https"}
        assert not outcome.userinfo
        assert origin(outcome).rpartition(":")[0] in {"http", "https"}  # no port of its own
        assert vetted_url(str(outcome)) == outcome


def _vetted(text: str) -> httpx.URL | FetchFailure:
    try:
        return vetted_url(text)
    except FetchFailure as failure:
        return failure
