"""A parser of untrusted bytes may fail in every way there is without harm to its caller."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.parsing import ParseFailure, Parsers
from bot.ports.sources import Parsers as ParsersPort
from bot.ports.sources import SourceFailure

from . import sample_parsers

MIB = 1 << 20
_HERE = sample_parsers.__name__


def _of(parser: str) -> str:
    return f"{_HERE}:{parser}"


def _parsers(workers: int = 1, **budget: Any) -> Parsers:
    return Parsers(workers, allowed=(_HERE.rpartition(".")[0] + ".",), **budget)


def _failure(parsers: Parsers, parser: str, body: bytes = b"", **arguments: str) -> ParseFailure:
    with pytest.raises(ParseFailure) as caught:
        parsers.run(_of(parser), body, **arguments)
    return caught.value


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """One child with budgets small enough for a test."""
    with _parsers(cpu_seconds=0.8, wall_seconds=10, memory_bytes=256 * MIB, reply_bytes=MIB) as running:
        yield running


def test_a_parser_gets_the_bytes_and_the_arguments_and_gives_its_result(parsers: Parsers) -> None:
    port: ParsersPort = parsers
    result = port.run(_of("echo"), "naïve 📄".encode(), url="https://a.test/é", kind="rss")
    assert result == {"text": "naïve 📄", "arguments": {"url": "https://a.test/é", "kind": "rss"}}


def test_a_child_stays_warm_for_the_next_document(parsers: Parsers) -> None:
    assert parsers.run(_of("process"), b"") == parsers.run(_of("process"), b"")


@pytest.mark.parametrize(
    ("parser", "body", "kind"),
    [
        ("spin", b"", "cpu"),
        ("hoard", b"", "memory"),
        ("hoard_slowly", b"", "memory"),
        ("die", b"", "crash"),
        ("fault", b"", "crash"),
        ("leave", b"", "crash"),
        ("overflow", b"", "crash"),
        ("recurse", b"", "crash"),
        ("unspeakable", b"", "crash"),
        ("not_a_number", b"", "crash"),
        ("decode", b"\xff", "malformed"),
        ("flood", b"2000000", "too_large"),
        ("crumbs", b"200000", "too_large"),
        ("sleep_in_a_grandchild", b"", "crash"),
    ],
)
def test_a_parser_that_fails_fails_alone_and_the_next_document_is_read(
    parsers: Parsers, parser: str, body: bytes, kind: str
) -> None:
    failure = _failure(parsers, parser, body)
    assert failure.kind == kind
    assert failure.sentence.startswith("This document")
    assert isinstance(failure, SourceFailure)
    assert parsers.run(_of("echo"), b"next")["text"] == "next"


def test_a_parser_that_waits_for_ever_is_ended_by_the_clock_on_the_wall() -> None:
    with _parsers(wall_seconds=1.5) as parsers:
        parsers.run(_of("echo"), b"")
        assert _failure(parsers, "sleep").kind == "wall"
        assert parsers.run(_of("echo"), b"next")["text"] == "next"


def test_a_reply_of_very_many_parts_is_not_unfolded() -> None:
    with _parsers() as parsers:
        child = parsers.run(_of("process"), b"")
        assert _failure(parsers, "crumbs", b"2000000").kind == "too_large"
        assert parsers.run(_of("process"), b"") != child  # what says such things is not asked again


def test_what_the_author_of_a_parser_says_reaches_people_in_one_clean_line(parsers: Parsers) -> None:
    assert _failure(parsers, "refuse", sentence="This is not a feed.").sentence == "This is not a feed."
    messy = _failure(parsers, "refuse", sentence="a\n\tb\x1b[31m \u202e" + "x" * 2000)
    assert messy.kind == "malformed"
    assert messy.sentence.startswith("a b[31m ")
    assert len(messy.sentence) == 300
    assert _failure(parsers, "refuse", sentence="").sentence.startswith("This document")


def test_a_crash_says_for_the_log_where_it_was_and_nothing_of_the_document(parsers: Parsers) -> None:
    failure = _failure(parsers, "overflow", b"secret")
    assert failure.detail.startswith("OverflowError at sample_parsers.py:")
    assert "secret" not in failure.detail + failure.sentence


def test_what_a_parser_prints_is_not_its_answer(parsers: Parsers) -> None:
    assert parsers.run(_of("chatter"), b"") == "done"


def test_a_child_sees_no_secret_of_its_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-made-up")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:made-up@proxy.test")
    with _parsers() as parsers:
        seen = parsers.run(_of("environment"), b"")
        assert parsers.run(_of("folder"), b"") == "/"
    assert set(seen) <= {"PATH", "LANG", "LC_CTYPE", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8"}
    assert "made-up" not in str(seen)


def test_a_parser_leaves_no_file_behind(parsers: Parsers, tmp_path: Path) -> None:
    target = tmp_path / "left"
    assert _failure(parsers, "write", bytes(target)).kind == "crash"
    assert not target.exists() or target.read_bytes() == b""


def test_a_parser_reaches_no_network(parsers: Parsers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = str(listener.getsockname()[1])
        assert _failure(parsers, "connect", port.encode()).kind == "crash"
        assert _failure(parsers, "look_up").kind == "crash"
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize(
    "parser",
    ["os:system", "bot.settings:load", "bot.sourcesx.feed:parse", "bot.sources.feed", "bot.sources.feed:a.b", ""],
)
def test_only_parsers_of_papers_can_be_named(parser: str) -> None:
    with Parsers() as parsers, pytest.raises(ValueError, match="not a parser"):
        parsers.run(parser, b"")


def test_a_document_that_would_fill_the_child_is_not_even_sent(parsers: Parsers) -> None:
    assert _failure(parsers, "echo", bytes(65 * MIB)).kind == "too_large"


def test_a_child_that_served_long_enough_makes_room_for_a_fresh_one() -> None:
    with _parsers(parses_per_worker=2) as parsers:
        seen = [parsers.run(_of("process"), b"") for _ in range(4)]
    assert seen[0] == seen[1] != seen[2] == seen[3]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="a child only knows its size on Linux")
def test_a_child_that_grew_makes_room_for_a_fresh_one() -> None:
    with _parsers(memory_bytes=200 * MIB) as parsers:
        slim = [parsers.run(_of("process"), b"") for _ in range(2)]
        parsers.run(_of("grow"), b"60")
        assert slim[0] == slim[1] != parsers.run(_of("process"), b"")


def test_many_threads_share_a_few_children() -> None:
    results: list[Any] = []

    def work(number: int) -> None:
        results.append(two.run(_of("echo"), str(number).encode())["text"])

    with _parsers(workers=2) as two:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        children = {two.run(_of("process"), b"") for _ in range(6)}
    assert sorted(results, key=int) == [str(number) for number in range(12)]
    assert len(children) <= 2


def test_closing_ends_a_parse_that_is_under_way(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    os.mkfifo(sign)
    closing = _parsers()
    failures: list[ParseFailure] = []
    thread = threading.Thread(target=lambda: failures.append(_failure(closing, "sleep_after_a_sign", bytes(sign))))
    thread.start()
    sign.read_bytes()  # returns when the parser is under way
    closing.close()
    thread.join()
    assert [failure.kind for failure in failures] == ["crash"]
    with pytest.raises(RuntimeError, match="closed"):
        closing.run(_of("echo"), b"")


def test_the_program_does_not_take_signals_meant_for_a_child() -> None:
    received: list[int] = []
    before = signal.signal(signal.SIGXCPU, lambda number, frame: received.append(number))
    try:
        with _parsers(cpu_seconds=0.8) as parsers:
            assert _failure(parsers, "spin").kind == "cpu"
    finally:
        signal.signal(signal.SIGXCPU, before)
    assert received == []
