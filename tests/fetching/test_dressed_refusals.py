"""Hosts that want fewer requests, or none, say so in many ways: each is understood, and none is taken for content."""

import gzip

import pytest

from bot.fetching import GuardedFetcher, Limits

from .scripted_server import Script, ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of, fetcher_for, no_trust

XML = "application/atom+xml, application/xml;q=0.9, */*;q=0.1"
JSON = "application/json"
_LOGIN = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Log in</body></html>"
_CHALLENGE = b"<!DOCTYPE html><html lang='en-US'><head><title>Just a moment...</title></head></html>"
_LIMIT = b'{"error":"API rate limit exceeded","api-key":"10.0.0.1","count":"4","limit":"3"}'

_DRESSED: dict[str, tuple[Script, str, str]] = {
    "429": (reply(429), XML, "throttled"),
    "503 with a wait": (reply(503, b"", {"Retry-After": "9"}), XML, "throttled"),
    "503": (reply(503), XML, "server"),
    "403": (reply(403), XML, "refused"),
    "406": (reply(406), XML, "refused"),
    "410": (reply(410), XML, "gone"),
    "200 in one line": (reply(200, b"Rate exceeded."), XML, "throttled"),
    "200 in JSON": (reply(200, _LIMIT), JSON, "throttled"),
    "200 in nested JSON": (reply(200, b' {"error": {"code": 429, "message": "Too Many Requests"}}'), JSON, "throttled"),
    "a login page for XML": (reply(200, _LOGIN), XML, "wrong_type"),
    "a login page for JSON": (reply(200, _LOGIN), JSON, "wrong_type"),
    "a page that says it is XML": (reply(200, _LOGIN, {"Content-Type": "application/xml"}), XML, "wrong_type"),
    "a page behind a mark and a note": (reply(200, b"\xef\xbb\xbf\n<!-- hi --> " + _LOGIN), XML, "wrong_type"),
    "an XHTML page": (
        reply(200, b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD'><html/>"),
        XML,
        "wrong_type",
    ),
    "a compressed page": (reply(200, gzip.compress(_LOGIN), {"Content-Encoding": "gzip"}), JSON, "wrong_type"),
    "a challenge": (reply(200, _CHALLENGE), XML, "wrong_type"),
}


@pytest.mark.parametrize("name", _DRESSED)
def test_a_refusal_is_known_in_every_dress(server: ScriptedServer, name: str) -> None:
    script, accept, kind = _DRESSED[name]
    server.scripts["/x"] = script
    with fetcher_for(server) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/x"), accept=accept))
    assert failure.kind == kind
    assert failure.permanent == (kind == "gone")
    assert failure.sentence.endswith(".")


def test_a_web_page_instead_of_data_is_told_as_what_it_is(server: ScriptedServer) -> None:
    server.scripts |= {
        "/login": reply(200, _LOGIN),
        "/challenge": reply(200, _CHALLENGE),
        "/mitigated": reply(403, _CHALLENGE, {"cf-mitigated": "challenge"}),
    }
    with fetcher_for(server) as fetcher:
        said = {
            page: failure_of(lambda page=page: fetcher.get(server.url(page), accept=XML)).sentence  # type: ignore[misc]
            for page in server.scripts
        }
    assert said == {
        "/login": "127.0.0.1 sent a web page instead of data (a login or a challenge page).",
        "/challenge": "127.0.0.1 sent a challenge page of Cloudflare instead of data.",
        "/mitigated": "127.0.0.1 shows a challenge page of Cloudflare (status 403).",
    }


_FINE: dict[str, tuple[bytes, str]] = {
    "a page where a page was asked for": (_LOGIN, "text/html"),
    "a page where anything was asked for": (_LOGIN, ""),
    "a feed that speaks of pages": (b"<?xml version='1.0'?><rss><title>&lt;html&gt; at last</title></rss>", XML),
    "an article": (b"<?xml version='1.0'?><!DOCTYPE article PUBLIC '-//NLM//DTD'><article/>", XML),
    "a paper on rate limits": (b'{"title": "Rate limits of X", "message": {"error": null, "n": 1}}', JSON),
    "a long answer with such words": (b'{"message": "rate limit"' + b" " * 5000 + b"}", JSON),
}


@pytest.mark.parametrize("name", _FINE)
def test_content_is_not_taken_for_a_refusal(server: ScriptedServer, name: str) -> None:
    body, accept = _FINE[name]
    server.scripts["/x"] = reply(200, body)
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/x"), accept=accept).body == body


def _public(server: ScriptedServer, clock: HandClock) -> GuardedFetcher:
    return GuardedFetcher(
        contact="",
        clock=clock,
        limits=Limits(),
        resolve=Names(["93.184.216.34"]),
        network=RecordedNetwork(server.port),
        tls=no_trust(),
        stopwatch=clock,
    )


@pytest.mark.parametrize(("status", "rests"), [(429, True), (403, False), (406, False)])
def test_all_of_arxiv_rests_after_too_many_requests_and_not_after_a_refusal(
    server: ScriptedServer, clock: HandClock, status: int, rests: bool
) -> None:
    server.scripts |= {"/api": reply(status), "/rss": reply(200, b"content")}
    with _public(server, clock) as fetcher:
        failure_of(lambda: fetcher.get("http://export.arxiv.org/api"))
        if rests:
            assert failure_of(lambda: fetcher.get("http://rss.arxiv.org/rss")).kind == "throttled"
            clock.advance(61)
        assert fetcher.get("http://rss.arxiv.org/rss").body == b"content"


@pytest.mark.parametrize(
    ("host", "seconds"),
    [
        ("api.crossref.org", 1 / 3),
        ("eutils.ncbi.nlm.nih.gov", 1 / 3),
        ("api.semanticscholar.org", 1.0),
        ("www.ebi.ac.uk", 1.0),
    ],
)
def test_interfaces_are_asked_at_the_pace_they_document(
    server: ScriptedServer, clock: HandClock, host: str, seconds: float
) -> None:
    server.scripts["/"] = reply(200, b"content")
    with _public(server, clock) as fetcher:
        fetcher.get(f"http://{host}/")
        fetcher.get(f"http://{host}/")
    assert clock.waits == [pytest.approx(seconds)]
