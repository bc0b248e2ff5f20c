"""What the fetcher makes of answers: good ones, refusals, and hostile ones."""

import gzip
import json
import tracemalloc
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.fetching import Fetcher, GuardedFetcher, Limits

from .scripted_server import Script, ScriptedServer, raw, reply
from .surroundings import HandClock, failure_of, fetcher_for, fetcher_in_a_hurry

_SCRIPTED = Path(__file__).parents[3] / "shared" / "adversarial" / "replies" / "source.json"
_FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>c</title></channel></rss>"
_GZIP = {"Content-Encoding": "gzip"}


def test_a_page_comes_back_with_its_address_status_headers_and_content(server: ScriptedServer) -> None:
    server.scripts["/feed"] = reply(200, _FEED, {"ETag": '"a"', "X-Two": "1"})
    with fetcher_for(server) as fetcher:
        seen: Fetcher = fetcher
        response = seen.get(server.url("/feed?page=2"))
    assert (response.url, response.status, response.body) == (server.url("/feed?page=2"), 200, _FEED)
    assert response.headers["etag"] == '"a"'
    assert not response.not_modified


def test_the_fetcher_says_who_it_is_and_what_it_wants(server: ScriptedServer) -> None:
    server.scripts["/feed"] = reply(200, _FEED)
    with fetcher_for(server) as fetcher:
        fetcher.get(server.url("/feed"))
        fetcher.get(server.url("/feed"), accept="application/json")
    first, second = (headers for _, headers in server.requests)
    assert first["user-agent"].startswith("AcademicHubRadar/")
    assert first["user-agent"].endswith(" (+mailto:tests@example.org)")
    assert "application/atom+xml" in first["accept"]
    assert first["accept-encoding"] == "gzip"
    assert second["accept"] == "application/json"


def test_without_a_contact_the_fetcher_says_its_name_alone(server: ScriptedServer) -> None:
    server.scripts["/feed"] = reply(200, _FEED)
    with fetcher_in_a_hurry(server, 5) as fetcher:
        fetcher.get(server.url("/feed"))
    assert "(" not in server.requests[0][1]["user-agent"]


def test_a_page_without_a_length_is_read_to_its_end(server: ScriptedServer) -> None:
    server.scripts["/feed"] = raw(b"HTTP/1.0 200 OK\r\n\r\n" + _FEED)
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/feed")).body == _FEED


def test_a_contact_that_would_break_the_header_is_refused_at_once(server: ScriptedServer) -> None:
    with pytest.raises(ValueError, match="contact"):
        GuardedFetcher(contact="me@x\r\nX-Evil: 1", clock=HandClock())


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_a_compressed_page_is_unpacked(server: ScriptedServer, encoding: str) -> None:
    server.scripts["/feed"] = reply(200, gzip.compress(_FEED), {"Content-Encoding": encoding})
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/feed")).body == _FEED


def test_several_compressed_parts_in_a_row_are_all_read(server: ScriptedServer) -> None:
    parts = gzip.compress(_FEED) + gzip.compress(b"second") + b"\0" * 16
    server.scripts["/feed"] = reply(200, parts, _GZIP)
    with fetcher_for(server) as fetcher:
        assert fetcher.get(server.url("/feed")).body == _FEED + b"second"


def test_an_unchanged_page_is_not_sent_again(server: ScriptedServer) -> None:
    server.scripts["/feed"] = reply(304, b"", {"ETag": '"a"'}, length=None)
    with fetcher_for(server) as fetcher:
        response = fetcher.get(server.url("/feed"), etag='"a"', last_modified="Mon, 23 Nov 2026 05:00:00 GMT")
    assert response.not_modified
    assert response.body == b""
    _, headers = server.requests[0]
    assert headers["if-none-match"] == '"a"'
    assert headers["if-modified-since"] == "Mon, 23 Nov 2026 05:00:00 GMT"


def test_not_modified_without_a_question_is_a_failure(server: ScriptedServer) -> None:
    server.scripts["/feed"] = reply(304, b"", length=None)
    with fetcher_for(server) as fetcher:
        assert failure_of(lambda: fetcher.get(server.url("/feed"))).kind == "status"


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"é"', "x" * 5000, ""])
def test_a_validator_that_cannot_stand_in_a_header_is_left_out(server: ScriptedServer, etag: str) -> None:
    server.scripts["/feed"] = reply(200, _FEED)
    with fetcher_for(server) as fetcher:
        fetcher.get(server.url("/feed"), etag=etag)
    assert "if-none-match" not in server.requests[0][1]


def _deflate_bomb(mib: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(mib)) + packer.flush()


_CUT = gzip.compress(bytes(range(256)) * 400)[:-20]
_HOSTILE: dict[str, tuple[Script, str]] = {
    "an empty body": (reply(200, b""), "empty"),
    "only white space": (reply(200, b" \r\n\t "), "empty"),
    "an empty compressed body": (reply(200, gzip.compress(b""), _GZIP), "empty"),
    "no content": (reply(204, b"", length=None), "status"),
    "a part only": (reply(206, _FEED), "status"),
    "a body shorter than announced": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789"), "truncated"),
    "a chunked body cut": (
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n"),
        "truncated",
    ),
    "compressed and cut": (reply(200, _CUT, _GZIP), "truncated"),
    "compressed and broken": (reply(200, b"\x1f\x8b\x08" + b"nonsense" * 9, _GZIP), "encoding"),
    "compressed only in name": (reply(200, _FEED, _GZIP), "encoding"),
    "many compressed parts": (reply(200, gzip.compress(b"x") * 100, _GZIP), "encoding"),
    "compressed and then something else": (reply(200, gzip.compress(_FEED) + b"tail", _GZIP), "encoding"),
    "brotli": (reply(200, b"\x1b\xff", {"Content-Encoding": "br"}), "encoding"),
    "zstd": (reply(200, b"\x28\xb5\x2f\xfd", {"Content-Encoding": "zstd"}), "encoding"),
    "deflate": (reply(200, zlib.compress(_FEED), {"Content-Encoding": "deflate"}), "encoding"),
    "gzip twice": (
        reply(200, gzip.compress(gzip.compress(_FEED)), {"Content-Encoding": "gzip, gzip"}),
        "encoding",
    ),
    "gzip twice in two headers": (
        reply(200, gzip.compress(gzip.compress(_FEED)), [("Content-Encoding", "gzip")] * 2),
        "encoding",
    ),
    "too much announced": (reply(200, b"x", length=6 << 20), "too_large"),
    "absurd length announced": (reply(200, b"x", length=10**18), "too_large"),
    "a length that is no number": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"),
        "protocol",
    ),
    "two lengths": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n0123456"),
        "protocol",
    ),
    "too much on the wire": (reply(200, b"x" * (6 << 20), length=None), "too_large"),
    "a bomb": (reply(200, _deflate_bomb(12), _GZIP), "too_large"),
    "one header of 200 kB": (reply(200, _FEED, {"X-Big": "a" * 200_000}), "protocol"),
    "100,000 headers": (reply(200, _FEED, [(f"X-{number}", "1") for number in range(100_000)]), "protocol"),
    "not HTTP": (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "protocol"),
    "nothing at all": (raw(b""), "protocol"),
    "a refusal that calls itself a success": (reply(200, b"Rate exceeded.\n"), "throttled"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_answer_is_a_failure_and_the_next_page_is_still_read(server: ScriptedServer, name: str) -> None:
    script, kind = _HOSTILE[name]
    server.scripts |= {"/hostile": script, "/good": reply(200, _FEED)}
    clock = HandClock()
    with fetcher_for(server, clock) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/hostile?api_key=secret")))
        clock.advance(120)
        assert fetcher.get(server.url("/good")).body == _FEED
    assert failure.kind == kind
    assert "secret" not in failure.sentence
    assert failure.sentence.endswith(".")


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 120\r\n\r\n", b"<"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n"),
    ],
)
def test_an_answer_that_drips_ends_at_the_deadline(server: ScriptedServer, head: bytes, piece: bytes) -> None:
    server.scripts["/slow"] = server.drip(head, piece)
    with fetcher_in_a_hurry(server, 0.3) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/slow")))
    # What the line so far does not say, it may be garbage as well as slow.
    assert failure.kind in ({"timeout"} if head or len(piece) > 1 else {"timeout", "protocol"})


def test_the_deadline_counts_for_the_whole_answer_and_not_for_one_read(server: ScriptedServer) -> None:
    clock = HandClock()

    def send(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n0123456789")
        clock.advance(31)
        connection.sendall(b"0123456789")

    server.scripts["/slow"] = send
    with fetcher_for(server, clock) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/slow")))
    assert failure.kind == "timeout"
    assert "30 seconds" in failure.sentence


def test_an_endless_answer_ends_at_the_cap(server: ScriptedServer) -> None:
    server.scripts["/endless"] = server.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"<a>" * 100_000, pause=0)
    with fetcher_for(server) as fetcher:
        assert failure_of(lambda: fetcher.get(server.url("/endless"))).kind == "too_large"


def test_endless_chunk_marks_count_as_bytes_too(server: ScriptedServer) -> None:
    marks = b"1;" + b"x" * 5000 + b"\r\na\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.scripts["/marks"] = server.drip(head, marks * 20, pause=0)
    limits = replace(Limits(), wire_bytes=1 << 20)
    with fetcher_for(server, limits=limits) as fetcher:
        assert failure_of(lambda: fetcher.get(server.url("/marks"))).kind == "too_large"
    assert server.dripped < 32 << 20  # a few MiB stand in the buffers between the two


def test_a_bomb_never_unfolds_in_memory(server: ScriptedServer) -> None:
    server.scripts["/bomb"] = reply(200, _deflate_bomb(100), _GZIP)
    with fetcher_for(server) as fetcher:
        tracemalloc.start()
        failure = failure_of(lambda: fetcher.get(server.url("/bomb")))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert failure.kind == "too_large"
    assert peak < 24 << 20


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "status"),
        (401, "refused"),
        (403, "refused"),
        (404, "not_found"),
        (406, "refused"),
        (410, "gone"),
        (418, "status"),
        (429, "throttled"),
        (451, "refused"),
        (500, "server"),
        (502, "server"),
        (503, "server"),
    ],
)
def test_every_status_without_content_is_a_failure_of_its_kind(server: ScriptedServer, status: int, kind: str) -> None:
    server.scripts["/x"] = reply(status, b"<html>sorry</html>")
    with fetcher_for(server) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/x")))
    assert (failure.kind, failure.status) == (kind, status)
    assert failure.permanent == (status == 410)
    assert "127.0.0.1" in failure.sentence


@pytest.mark.parametrize(
    ("status", "value", "seconds"),
    [
        (429, "120", 120),
        (429, " 120 ", 120),
        (503, "120", 120),
        (503, "Mon, 23 Nov 2026 12:10:00 GMT", 600),
        (503, "Wed, 21 Oct 2099 07:28:00 GMT", 86_400),
        (429, "999999999999", 86_400),
        (429, "9" * 5000, 86_400),
        (429, "-5", None),
        (429, "1.5", None),
        (429, "soon", None),
        (429, "Wed, 21 Oct 2015 07:28:00 GMT", None),
        (429, "Wed, 99 Oct 20155555 07:28:00 GMT", None),
        (429, "", None),
    ],
)
def test_the_wait_a_host_asks_for_is_believed_up_to_a_day(
    server: ScriptedServer, status: int, value: str, seconds: int | None
) -> None:
    server.scripts["/x"] = reply(status, b"Rate exceeded.", {"Retry-After": value})
    with fetcher_for(server) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/x")))
    assert failure.kind == "throttled"
    assert failure.retry_after == (None if seconds is None else timedelta(seconds=seconds))


def test_a_broken_wait_leaves_a_broken_server_a_broken_server(server: ScriptedServer) -> None:
    server.scripts["/x"] = reply(503, b"", {"Retry-After": "later"})
    with fetcher_for(server) as fetcher:
        failure = failure_of(lambda: fetcher.get(server.url("/x")))
    assert (failure.kind, failure.retry_after) == ("server", None)


def _scripted() -> list[Any]:
    if not _SCRIPTED.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the set of scripted replies is not here"))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(_SCRIPTED.read_text())]


_EXPECTED = {
    "r1": "not modified",
    "r2": "not_found",
    "r3": "gone",
    "r4": "throttled",
    "r5": "throttled",
    "r6": "content",
    "r7": "empty",
    "r8": "timeout",
    "r9": "truncated",
}


@pytest.mark.parametrize("case", _scripted())
def test_every_reply_of_the_hostile_source_ends_as_it_should(case: dict[str, Any], server: ScriptedServer) -> None:
    headers = {
        name: value.replace("https://pub.test", server.origin) for name, value in case.get("headers", {}).items()
    }
    scripts = {
        "r8": server.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 120\r\n\r\n", b"<", pause=0.1),
        "r9": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789"),
    }
    server.scripts["/new"] = reply(200, _FEED)
    server.scripts["/feed"] = scripts.get(case["id"], reply(case["status"], b"", headers))
    expected = _EXPECTED[case["id"]]
    with fetcher_in_a_hurry(server, 0.5 if expected == "timeout" else 30) as fetcher:
        if expected in {"content", "not modified"}:
            response = fetcher.get(server.url("/feed"), etag='"a"')
            assert response.not_modified == (expected == "not modified")
            assert response.url == server.url("/new" if case["id"] == "r6" else "/feed")
            return
        failure = failure_of(lambda: fetcher.get(server.url("/feed"), etag='"a"'))
    assert failure.kind == expected
    waits = {"r4": timedelta(seconds=120), "r5": timedelta(hours=24)}
    assert failure.retry_after == waits.get(case["id"])
