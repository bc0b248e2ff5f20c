"""A file dropped in a direct message: judged once, answered in its thread, and one tap adds what is proposed."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.benchmark.download import Download
from bot.benchmark.dropped import DroppedLists
from bot.benchmark.looking_up import LookingUp
from bot.benchmark.running import Benchmark
from bot.blocks import plain
from bot.blocks.benchmark import benchmark_message
from bot.fetching import GuardedFetcher, Limits
from bot.listeners import resume
from bot.parsing import Parsers
from bot.ports.delivery import Message
from tests.listeners.conftest import Stage, absorb, record

REFS = r"""
@article{a, title={Latent diffusion policy models}, abstract={We train policies.}, eprint={2606.00002}}
@article{b, title={Diffusion in <!channel> & {P}roteins}, abstract={They fold.}}
@article{c, title={Privacy}, abstract={Kept.}}
"""


@dataclass
class FileServer:
    """Where files are kept: each address has a kind and a content."""

    url: str = ""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def server() -> Iterator[FileServer]:
    kept = FileServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept.asked.append(self.path)
            kind, content = kept.files.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        kept.url = f"http://127.0.0.1:{http.server_port}"
        yield kept
        http.shutdown()
        thread.join()


@dataclass
class Desk:
    """A stage with the job that judges, and hands that drop files."""

    stage: Stage
    server: FileServer
    job: DroppedLists
    dropped: int = 0

    def drop(self, *files: dict[str, Any], text: str = "", **changes: Any) -> str:
        """Drop files in the direct message; the message's timestamp."""
        said = self.stage.slack.say(text or "Here.")
        event = {
            "type": "message",
            "subtype": "file_share",
            "channel": self.stage.slack.channel(self.stage.slack.workspace.me),
            "channel_type": "im",
            "user": self.stage.slack.workspace.me,
            "text": text,
            "ts": said["ts"],
            "files": list(files),
        }
        assert self.stage.slack.deliver_event({**event, **changes}).ok
        self.stage.settle()
        return str(said["ts"])

    def file(
        self, name: str, content: bytes = REFS.encode(), kind: str = "text/plain", **changes: Any
    ) -> dict[str, Any]:
        """A file that is kept where Slack would keep it."""
        self.dropped += 1
        place = f"/{self.stage.now.timestamp()}/{self.dropped}/{name}"
        self.server.files[place] = (kind, content)
        described = {"id": f"F{self.dropped}", "name": name, "size": len(content), "mimetype": "text/plain"}
        return {**described, "url_private": self.server.url + place, "mode": "hosted", **changes}

    def answers(self, ts: str) -> list[dict[str, Any]]:
        """What was posted in the thread about a file, once all jobs are done."""
        while self.job.step():
            pass
        self.stage.deliver()
        posted = self.stage.slack.bot_messages(thread_ts=ts)
        return [message for message in posted if "/radar help" not in message["text"]]

    def said(self, ts: str) -> str:
        return "\n".join(message["text"].replace("\u2060", "") for message in self.answers(ts))


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers(1) as running:
        yield running


@pytest.fixture
def desk(stage: Stage, server: FileServer, parsers: Parsers) -> Desk:
    server.asked.clear()

    def opened() -> GuardedFetcher:
        return GuardedFetcher(contact="", clock=stage.clock, loopback_origins=(server.url,), limits=Limits(interval=0))

    looking_up = LookingUp(stage.store.papers, (), opened(), parsers, stage.clock)
    benchmark = Benchmark(stage.store.papers, looking_up, parsers, stage.clock)
    download = Download(opened, server.url)
    return Desk(
        stage, server, DroppedLists(stage.store, benchmark, download, plain, benchmark_message, stage.clock, "here")
    )


def test_a_dropped_list_is_held_against_the_persons_radar_in_its_thread(desk: Desk) -> None:
    desk.stage.radar("add diffusion models, privacy")
    said = desk.said(desk.drop(desk.file("refs.bib")))
    assert "Reading refs.bib… The answer comes here." in said
    assert "The radar finds 1 of 3 papers (33%)." in said
    assert "`privacy` finds 1, 1 of them alone" in said
    assert "missed by one word: “diffusion policy models”" in said
    assert "These lines would find more:" in said
    assert "<!channel>" not in said


def test_one_tap_adds_a_proposed_line_and_the_next_answer_counts_it(desk: Desk) -> None:
    desk.stage.radar("add privacy")
    desk.answers(desk.drop(desk.file("refs.bib")))
    assert desk.stage.slack.press("benchmark_add").ok
    desk.stage.settle()
    assert "Watching for `diffusion`" in desk.stage.slack.ephemerals()[-1]["text"].replace("\u2060", "")
    assert "The radar finds 3 of 3 papers (100%)." in desk.said(desk.drop(desk.file("again.bib")))


def test_a_paper_of_the_store_counts_as_it_is_stored(desk: Desk) -> None:
    absorb(desk.stage.store, record(2, "Robots that walk"))
    desk.stage.radar("add robots")
    assert "`robots` finds 1" in desk.said(desk.drop(desk.file("ids.txt", b"2606.00002\n2606.99999")))


def test_someone_without_a_radar_gets_lines_to_begin_with(desk: Desk) -> None:
    said = desk.said(desk.drop(desk.file("refs.bib")))
    assert "The radar is empty, so it finds none of them." in said
    assert "`diffusion`" in said


def test_a_file_is_judged_once_however_often_it_is_heard(desk: Desk) -> None:
    file = desk.file("refs.bib")
    ts = desk.drop(file)
    assert len(desk.answers(ts)) == 2
    assert len(desk.server.asked) == 1
    again = desk.said(desk.drop(file))
    assert "I have this file already" in again
    assert len(desk.server.asked) == 1


def test_what_is_noted_and_not_judged_is_called_for_again_after_a_crash(desk: Desk) -> None:
    ts = desk.drop(desk.file("refs.bib"))
    desk.stage.woken = 0
    resume(desk.stage.app, desk.stage.store, desk.stage.now.replace(year=2030))
    desk.stage.wait()
    assert len(desk.answers(ts)) == 2
    assert desk.stage.store.inbox.unfinished(desk.stage.now.replace(year=2030), 10) == []


def test_only_one_process_works_at_a_time(desk: Desk) -> None:
    ts = desk.drop(desk.file("refs.bib"))
    hosts, now = desk.stage.store.hosts, desk.stage.now
    assert not hosts.take("reading-lists", "elsewhere", now, timedelta(minutes=5))
    assert desk.job.step() is False
    hosts.give("reading-lists", "elsewhere", now)
    assert len(desk.answers(ts)) == 2


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("photo.png", {"mimetype": "image/png"}, "BibTeX (.bib), RIS (.ris), or a text with one id or link a line."),
        ("page.html", {"mimetype": "text/html"}, "page.html is none of these."),
        ("big.bib", {"size": 6 << 20}, "big.bib has 6.0 MB; 5 MB is the limit."),
        ("far.bib", {"is_external": True}, "far.bib is kept outside Slack."),
        ("gone.bib", {"mode": "tombstone"}, "gone.bib was deleted before I could read it."),
        ("shut.bib", {"file_access": "check_file_info"}, "Slack does not let me see shut.bib."),
    ],
)
def test_a_file_that_cannot_be_judged_gets_a_sentence_and_is_not_fetched(
    desk: Desk, name: str, changes: dict[str, Any], told: str
) -> None:
    assert told in desk.said(desk.drop(desk.file(name, **changes)))
    assert desk.server.asked == []


def test_a_file_without_papers_a_lost_one_and_a_sign_in_page_are_told_plainly(desk: Desk) -> None:
    assert "I could not read notes.txt. No paper was understood" in desk.said(
        desk.drop(desk.file("notes.txt", b"hello"))
    )
    lost = desk.file("lost.bib", kind="")
    assert "I could not get lost.bib. 127.0.0.1 has nothing at this address" in desk.said(desk.drop(lost))
    page = desk.file("refs.bib", b"<html>Sign in</html>", kind="text/html; charset=utf-8")
    assert "the app needs the scope files:read" in desk.said(desk.drop(page))


def test_a_file_kept_anywhere_else_is_never_asked_for(desk: Desk) -> None:
    elsewhere = desk.file("refs.bib", url_private="http://169.254.169.254/refs.bib")
    assert "It is kept outside Slack." in desk.said(desk.drop(elsewhere))


def test_several_files_are_each_answered_in_the_thread(desk: Desk) -> None:
    said = desk.said(
        desk.drop(
            desk.file("one.bib"), desk.file("two.txt", b"10.1371/x"), desk.file("three.png", mimetype="image/png")
        )
    )
    assert "Reading list: one.bib" in said
    assert "Reading list: two.txt" in said
    assert "three.png is none of these" in said


def test_a_file_that_trips_the_bot_is_answered_and_not_tried_again(desk: Desk) -> None:
    def trips(_: object) -> Message:
        raise LookupError("a mistake of ours")

    ts = desk.drop(desk.file("refs.bib"))
    clumsy = replace(desk.job, render=trips)
    assert clumsy.step() is True
    assert clumsy.step() is False
    assert "Something went wrong on my side with refs.bib" in desk.said(ts)
