"""Everything that goes wrong in a month: each fault has a row of the fault matrix, a host and the days it lasts."""

import gzip
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.fakes.month import FIRST
from tests.fakes.web import PUBLIC, Answer, Asked, Manner, Site

Act = Callable[[Asked, Answer], Answer]
HTML = Answer(b"<!doctype html><html><body><h1>Please log in</h1></body></html>", headers={"content-type": "text/html"})
_BUSY = b"<item><title>Tea %d</title><description>We &lt;b&gt;study&lt;/b&gt; it. </description></item>"


@dataclass
class Fault:
    """One thing that goes wrong at a host; ``hits`` counts how often somebody met it, ``most`` ends it sooner."""

    row: str
    what: str
    act: Act | None = None
    address: tuple[str, ...] | None = None
    tls: bool = False
    host: str = ""
    days: tuple[date, ...] = ()
    hits: int = 0
    most: int = 1000
    calls_again_at: datetime | None = None
    impatient: int = 0


def _turned(change: Callable[[bytes], bytes]) -> Act:
    return lambda asked, answer: replace(answer, body=change(answer.body))


def _instead(other: Answer) -> Act:
    return lambda asked, answer: other


def _cut_gzip(asked: Asked, answer: Answer) -> Answer:
    packed = gzip.compress(answer.body)
    return replace(answer, body=packed[: len(packed) * 2 // 3], headers={**answer.headers, "content-encoding": "gzip"})


def _bomb(asked: Asked, answer: Answer) -> Answer:
    return replace(answer, body=gzip.compress(bytes(11 << 20), 1), headers={"content-encoding": "gzip"})


def _unchanged(asked: Asked, answer: Answer) -> Answer:
    return (
        Answer(b"", 304, answer.headers) if asked.headers.get("if-none-match") == answer.headers.get("etag") else answer
    )


def _busy(asked: Asked, answer: Answer) -> Answer:
    """A valid feed that takes long to read."""
    items = b"".join(_BUSY % number for number in range(60_000))
    return replace(answer, body=b"<rss version='2.0'><channel><title>Tea</title>" + items + b"</channel></rss>")


def _malformed(body: bytes) -> bytes:
    return body.replace(b"<title>", b"<title>\x08&nbsp;&foo; ", 3)


def _far_future(body: bytes) -> bytes:
    return re.sub(rb"<pubDate>[^<]*", b"<pubDate>Fri, 31 Dec 9999 23:59:59 GMT", body)


def _new_guids(body: bytes) -> bytes:
    changed = re.sub(rb"<guid>[^<]*</guid>", b"", body, count=10)
    return re.sub(rb"<guid>([^<]*)</guid>", rb"<guid isPermaLink='false'>rebuilt-\1</guid>", changed)


def _ending(body: bytes) -> bytes:
    """Broken off in the middle of an entry."""
    return body[: body.rindex(b"<description>") + 30] if b"<description>" in body else body[: len(body) // 2]


def _endless(asked: Asked, answer: Answer) -> Answer:
    return replace(answer, body=b"[" * 9999, manner=Manner.ENDLESS)


def _flooded(asked: Asked, answer: Answer) -> Answer:
    return replace(answer, headers={**answer.headers, **{f"x-flood-{number}": "a" * 4000 for number in range(60)}})


SLOW = {"retry-after": "7200"}


def faults() -> dict[str, list[Fault]]:
    """What goes wrong at each host, in the order it does."""
    return {
        "rss.arxiv.org": [
            Fault("F4", "503 with Retry-After", _instead(Answer(b"", 503, SLOW))),
            Fault("F2", "the name is not known", address=()),
            Fault("F6", "gzip cut", _cut_gzip),
            Fault("F5", "a web page", _instead(HTML)),
            Fault("F8", "a byte every half second", lambda asked, answer: replace(answer, manner=Manner.DRIP)),
        ],
        "api.biorxiv.org": [
            Fault("F4", "429 with Retry-After", _instead(Answer(b"Rate exceeded.", 429, SLOW))),
            Fault("F8", "a bomb of gzip", _bomb),
            Fault("F2", "no secure connection", tls=True),
            Fault("F6", "half of the bytes", lambda asked, answer: replace(answer, manner=Manner.CUT)),
        ],
        "www.ebi.ac.uk": [
            Fault("F5", "a web page", _instead(HTML)),
            Fault("F6", "nothing at all", _instead(Answer(b""))),
            Fault("F8", "an endless answer", _endless),
        ],
        "eutils.ncbi.nlm.nih.gov": [
            Fault("F9", "a private address", address=("10.0.0.1",)),
            Fault("F7", "half of its XML", _turned(lambda body: body[: len(body) // 2])),
            Fault("F2", "403", _instead(Answer(b"no", 403))),
        ],
        "api.plos.org": [
            Fault("F9", "led to this machine", _instead(Answer(b"", 302, {"location": "http://127.0.0.1/"}))),
            Fault("F2", "404", _instead(Answer(b"no", 404))),
            Fault("F7", "no known letters", _turned(lambda body: b"\xff\xfe\xfa" + body)),
        ],
        "one.feeds.example": [
            Fault("F12", "dates in the year 9999", _turned(_far_future)),
            Fault("F11", "other ids, and none", _turned(_new_guids)),
            Fault("F7", "control characters and unknown entities", _turned(_malformed)),
            Fault("F1", "304", _unchanged),
        ],
        "two.feeds.example": [
            Fault("F10", "more than a parser may compute", _busy, most=1),
            Fault("F6", "broken off in an entry", _turned(_ending)),
            Fault("F8", "a flood of headers", _flooded),
        ],
        "three.feeds.example": [
            Fault("F1", "304", _unchanged),
            Fault("F3", "410", _instead(Answer(b"gone", 410))),
        ],
    }


@dataclass
class Trouble:
    """A web with faults on their days; ``outage`` is a day on which nothing can be reached."""

    site: Site
    clock: Callable[[], datetime]
    days: int
    outage: date
    planned: list[Fault] = field(default_factory=list)
    dark: Fault = field(default_factory=lambda: Fault("F13", "all sources down", _instead(Answer(b"", 502))))

    def __post_init__(self) -> None:
        self.dark.days = (self.outage,)
        last = FIRST + timedelta(days=self.days - 3)
        free = [FIRST + timedelta(days=number) for number in range(1, self.days)]
        free = [day for day in free if day <= last and day != self.outage]
        for host, happening in faults().items():
            # arXiv's feeds hold a batch on working days alone: a fault on a Saturday would meet nobody.
            usable = [day for day in free if day.weekday() < 5] if "arxiv" in host else free
            step = max(1, len(usable) // len(happening))
            for fault, day in zip(happening, usable[::step], strict=False):
                fault.host, fault.days = host, (day,)
                self.planned.append(fault)

    def __call__(self, asked: Asked) -> Answer:
        self._watch(asked.host)
        if self._day in self.dark.days:
            self.dark.hits += 1
            return Answer(b"", 502)
        answer = self.site(asked)
        for fault in self._now(asked.host):
            if fault.act:
                changed = fault.act(asked, answer)
                fault.hits += changed != answer
                self._remember(fault, changed)
                answer = changed
        return answer

    def resolve(self, host: str) -> Sequence[str]:
        """Where a name leads to now."""
        for fault in self._now(host):
            if fault.address is not None:
                fault.hits += 1
                if not fault.address:
                    raise OSError("no such name")
                return fault.address
        return [PUBLIC]

    def without_tls(self, host: str) -> bool:
        """Whether no secure connection to this host can be made now."""
        found = [fault for fault in self._now(host) if fault.tls]
        for fault in found:
            fault.hits += 1
        return bool(found)

    @property
    def _day(self) -> date:
        return (self.clock() - timedelta(hours=4)).date()

    def _now(self, host: str) -> list[Fault]:
        return [
            fault
            for fault in self.planned
            if fault.host == host and self._day in fault.days and fault.hits < fault.most
        ]

    def _remember(self, fault: Fault, answer: Answer) -> None:
        if "retry-after" in answer.headers:
            fault.calls_again_at = self.clock() + timedelta(seconds=int(answer.headers["retry-after"]))

    def _watch(self, host: str) -> None:
        for fault in self.planned:
            if fault.host == host and fault.calls_again_at and self.clock() < fault.calls_again_at:
                fault.impatient += 1
