"""The whole web on one loopback port: every host answers there, over TLS under its own name, faults included.

The real fetcher reaches it on its guarded way: names are looked up (to a public address), addresses are vetted,
certificates are checked; only the last step, the connection itself, is led to this machine.
"""

import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from bot.fetching import GuardedFetcher, Limits
from tests.fakes.certificates import certify, showing
from tests.fetching.surroundings import RecordedNetwork

PUBLIC = "93.184.216.34"
_DRIPS = 120
HOSTS = (
    *("rss.arxiv.org", "export.arxiv.org", "oaipmh.arxiv.org", "arxiv.org", "www.arxiv.org", "ar5iv.labs.arxiv.org"),
    *("api.biorxiv.org", "connect.biorxiv.org", "connect.medrxiv.org", "www.biorxiv.org", "www.medrxiv.org"),
    *("www.ebi.ac.uk", "europepmc.org", "eutils.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov"),
    *("api.plos.org", "journals.plos.org", "api.crossref.org", "api.openalex.org", "api.semanticscholar.org"),
    *("huggingface.co", "api.unpaywall.org", "www.nature.com", "pub.test", "*.feeds.example", "*.recordings.example"),
)


class Manner(Enum):
    """How an answer arrives."""

    WHOLE = auto()
    CUT = auto()  # half of the promised bytes, then silence
    DROP = auto()  # the line goes dead before a byte
    DRIP = auto()  # a byte every half second of the clock, for a minute
    ENDLESS = auto()  # without a length, and without an end


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the web sees it; header names are lower case."""

    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    target: str

    @property
    def url(self) -> str:
        """The address that was asked for, always as https."""
        return f"https://{self.host}{self.target}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the web says to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: Manner = Manner.WHOLE


NOT_THERE = Answer(b"Not here.", 404, {"content-type": "text/plain"})
Site = Callable[[Asked], Answer]
Resolve = Callable[[str], Sequence[str]]


def to_a_public_one(_: str) -> Sequence[str]:
    """The one address every name leads to."""
    return [PUBLIC]


class SteppedClock:
    """Clock and stopwatch in one; time passes only when somebody waits, or when told."""

    def __init__(self, start: datetime) -> None:
        self._start = self._moment = start
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            return self._moment

    def now(self) -> float:
        return (self() - self._start).total_seconds()

    def wait(self, seconds: float) -> None:
        self.pass_by(timedelta(seconds=seconds))

    def pass_by(self, span: timedelta) -> None:
        with self._lock:
            self._moment += span

    def advance_to(self, instant: datetime) -> None:
        with self._lock:
            self._moment = max(self._moment, instant)


class LoopbackWeb:
    """Answers for every host by asking ``site``; remembers what was asked."""

    def __init__(self, site: Site, clock: SteppedClock, hosts: Sequence[str] = HOSTS) -> None:
        self.site, self.clock = site, clock
        self.asked: list[Asked] = []
        self.hangs_up = False  # after every answer, so that each question looks the name up and shows the certificate
        self.without_tls: Callable[[str], bool] = lambda host: False
        self.broken: list[Exception] = []
        self._folder = tempfile.TemporaryDirectory(prefix="loopback-web-")
        self.certificate = certify(Path(self._folder.name), hosts)
        self._secure = showing(self.certificate)
        self._secure.sni_callback = self._named
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.network = RecordedNetwork(self.port)
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def fetcher(self, limits: Limits | None = None, resolve: Resolve = to_a_public_one) -> GuardedFetcher:
        """The real fetcher, guard and all, on this web and its clock."""
        return GuardedFetcher(
            contact="mailto:tests@example.org",
            clock=self.clock,
            limits=limits,
            resolve=resolve,
            network=self.network,
            tls=ssl.create_default_context(cafile=str(self.certificate)),
            stopwatch=self.clock,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        self._folder.cleanup()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _named(self, _: ssl.SSLObject | ssl.SSLSocket, host: str | None, __: ssl.SSLContext) -> int | None:
        return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE if self.without_tls(host or "") else None

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        try:
            secure = connection.recv(1, socket.MSG_PEEK) == b"\x16"
            with self._secure.wrap_socket(connection, server_side=True) if secure else connection as line:
                while (asked := _heard(line)) and not self._closing.is_set() and self._say(line, asked):
                    pass
        except OSError:
            connection.close()

    def _say(self, line: socket.socket, asked: Asked) -> bool:
        """Answer one request; whether the line stays open for another."""
        self.asked.append(asked)
        try:
            answer = self.site(asked)
        except Exception as error:  # noqa: BLE001 - a mistake in a test's site must be seen by the test
            self.broken.append(error)
            answer = Answer(repr(error).encode(), 500)
        if answer.manner is Manner.DROP:
            return False
        chunked = answer.manner is Manner.ENDLESS
        length = {} if chunked else {"content-length": str(len(answer.body))}
        length |= {"connection": "close"} if self.hangs_up else {}
        head = "".join(f"{name}: {value}\r\n" for name, value in {**answer.headers, **length}.items())
        line.sendall(f"HTTP/1.1 {answer.status} Here\r\n{head}\r\n".encode("latin-1"))
        for piece in self._pieces(answer):
            line.sendall(piece)
        return answer.manner is Manner.WHOLE and not self.hangs_up

    def _pieces(self, answer: Answer) -> Iterable[bytes]:
        if answer.manner is Manner.WHOLE:
            yield answer.body
        elif answer.manner is Manner.CUT:
            yield answer.body[: len(answer.body) // 2]
        elif answer.manner is Manner.DRIP:
            for place in range(min(len(answer.body), _DRIPS)):
                self.clock.pass_by(timedelta(seconds=0.5))
                yield answer.body[place : place + 1]
        else:
            while not self._closing.is_set():
                yield answer.body


def _heard(line: socket.socket) -> Asked | None:
    head = b""
    while b"\r\n\r\n" not in head:
        data = line.recv(65536)
        if not data:
            return None
        head += data
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in rest if row)}
    target = first.split(" ")[1]
    parts = urlsplit(target)
    host = headers.get("host", "").partition(":")[0].lower()
    return Asked(host, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers, target)
