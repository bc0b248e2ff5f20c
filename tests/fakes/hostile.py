"""The hostile files of the shared set, one after the other: what each must come to, and what it came to."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.fetching import FetchFailure
from tests.fakes.desk import Desk, Reading, always
from tests.fakes.recorded_forms import NOW
from tests.fakes.web import PUBLIC, Answer, Asked, LoopbackWeb, SteppedClock
from tests.fakes.week import ADVERSARIAL
from tests.parsing.bomb_recipes import FEEDS, PAGES, built

FEED = "feed:https://one.recordings.example/feed"
FAILS = frozenset(
    (
        *("feeds/empty.xml", "feeds/spaces_only.xml", "feeds/html_login_200.xml", "feeds/json_error_200.xml"),
        *("feeds/truncated.xml.gz", "pdf/encrypted_user_pw.pdf", "pdf/html_named.pdf", "pdf/no_text_layer.pdf"),
        *("pdf/truncated.pdf", "pdf/pages_cycle.pdf"),
    )
)
EITHER = frozenset(
    (
        *("feeds/charref_overflow.xml", "feeds/charref_surrogate.xml", "feeds/nested_500.xml", "feeds/xxe_file.xml"),
        *("html/abstract_only_wall.html", "pdf/xobject_self.pdf", "pdf/ops_2000.pdf", "html/depth_2000.html"),
    )
)
_LIVE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069]|javascript:|file:/|169\.254|127\.0\.0\.1|root:x:"
)
_HIDDEN = re.compile(r"SHARED-HID-\d|document\.title|p\{\}")


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile input: what it must come to, how it is read, and whether that held."""

    name: str
    must: str
    read: Callable[[Desk], Reading]
    holds: Callable[[Reading], bool]


def attacks() -> Iterator[Attack]:
    """Every file, and every bomb at its full size."""
    expected: Mapping[str, Mapping[str, str]] = json.loads((ADVERSARIAL / "expect.json").read_text(encoding="utf-8"))
    for folder in ("feeds", "html", "pdf"):
        for path in sorted((ADVERSARIAL / folder).iterdir()):
            name = f"{folder}/{path.name}"
            yield Attack(name, expected[name]["must"], _reader(path), _judge(name))
    for name in (*FEEDS, *PAGES):
        yield Attack(f"recipes/{name}", "refused or ended within the limits", _bomb(name), lambda reading: True)
    for name, encoding in (("gzip_bomb", "gzip"), ("gzip_gzip_bomb", "gzip, gzip")):
        yield Attack(f"recipes/{name}", "refused", _on_the_wire(name, encoding), _failed)


def _reader(path: Path) -> Callable[[Desk], Reading]:
    body = path.read_bytes()
    if path.parent.name == "feeds":
        packed = {"content_encoding": "gzip"} if path.suffix == ".gz" else {}
        return lambda desk: desk.poll(FEED, always(body, **packed), NOW)
    way, kind = {"html": ("arxiv_html", "text/html"), "pdf": ("pdf", "application/pdf")}[path.parent.name]
    return lambda desk: desk.text(f"bot.fulltext.{way}:parse", always(body, kind), NOW)


def _bomb(name: str) -> Callable[[Desk], Reading]:
    if name in PAGES:
        return lambda desk: desk.text("bot.fulltext.arxiv_html:parse", always(built(name), "text/html"), NOW)
    return lambda desk: desk.poll(FEED, always(built(name)), NOW)


def _on_the_wire(name: str, encoding: str) -> Callable[[Desk], Reading]:
    return lambda desk: desk.poll(FEED, always(built(name), content_encoding=encoding), NOW)


def _judge(name: str) -> Callable[[Reading], bool]:
    if name in FAILS:
        return _failed
    if name == "feeds/truncated_mid_entry.xml":
        return lambda reading: reading.outcome == "partial" and reading.papers == 1
    if name == "feeds/dup_guid_two_papers.xml":
        return lambda reading: reading.papers == 1
    return lambda reading: _harmless(reading) or (name in EITHER and _failed(reading))


def _failed(reading: Reading) -> bool:
    return reading.outcome == "failed" and reading.reason.endswith(".")


def _harmless(reading: Reading) -> bool:
    """Something was read, and nothing in it is live, hidden or dated after today."""
    shown = [f"{paper.title} {paper.abstract} {' '.join(paper.authors)} {paper.url}" for paper in reading.stored]
    days = [day for paper in reading.stored for day in (paper.announced_on, paper.published_on) if day]
    text = reading.reason if not reading.stored else ""
    return (
        reading.outcome != "failed"
        and reading.records > 0
        and not any(map(_LIVE.search, shown))
        and not _HIDDEN.search(text)
        and all(day <= NOW.date() for day in days)
    )


def addresses() -> Iterator[tuple[str, bool, str, Sequence[tuple[str, int]]]]:
    """Each address of the list: whether it did what it must, what came of it, and where connections went."""
    told = json.loads((ADVERSARIAL / "strings" / "urls.json").read_text(encoding="utf-8"))
    for row in (*told["blocked"], *told["allowed"]):
        outcome, connects = _fetched(row)
        inside = [place for place in connects if place[0] != PUBLIC and ":" not in place[0]]
        good = (outcome == "read") == (row in told["allowed"]) and not inside
        yield row["url"], good, outcome, connects


def _fetched(row: Mapping[str, Any]) -> tuple[str, Sequence[tuple[str, int]]]:
    answers = row.get("dns", [PUBLIC])
    turns = list(answers) if answers and isinstance(answers[0], list) else [answers]

    def resolve(host: str) -> Sequence[str]:
        found: Sequence[str] = turns.pop(0) if len(turns) > 1 else turns[0]
        return found

    def site(asked: Asked) -> Answer:
        if target := row.get("redirect_to"):
            return Answer(b"", 302, {"location": target})
        return Answer(b"content")

    hosts = ("pub.test", "v6.test")
    with LoopbackWeb(site, SteppedClock(NOW), hosts) as web:
        for _ in range(len(turns)):
            with web.fetcher(resolve=resolve) as fetcher:
                try:
                    fetcher.get(row["url"])
                except FetchFailure as failure:
                    return failure.kind, web.network.connects
    return "read", web.network.connects
