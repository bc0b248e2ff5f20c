"""The fetcher of the real web."""

import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import httpcore
import httpx

from bot.fetching.failures import FetchFailure
from bot.fetching.hops import Exchange, Rules, asked_with, follow
from bot.fetching.identification import Identification, Introductions
from bot.fetching.limits import Allowance, Limits, Stopwatch, SystemStopwatch
from bot.fetching.network import Resolve, system_resolve
from bot.fetching.politeness import Turns
from bot.fetching.shared_turns import SharedTurns
from bot.fetching.web_address import loopback_origin, shown_host
from bot.fetching.wire import Wire
from bot.ports.sources import HostTurns, Response


class GuardedFetcher:
    """Fetches public web addresses politely; safe to use from many threads.

    ``contact`` is told to every server. ``loopback_origins`` names services on this machine that may be reached
    although they are not public, such as ``http://127.0.0.1:8080``; it is for tests and never read from outside.
    ``turns`` are shared with other processes, which know this fetcher as ``owner``: no two fetchers share a name.
    ``known_as`` says how hosts know us: ``{"api.openalex.org": Identification(parameters={"api_key": …})}``.
    """

    def __init__(  # noqa: PLR0913 - each is a seam of its own, named where it is used
        self,
        *,
        contact: str,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        loopback_origins: Collection[str] = (),
        resolve: Resolve = system_resolve,
        network: httpcore.NetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
        stopwatch: Stopwatch | None = None,
        turns: HostTurns | None = None,
        owner: str = "",
        known_as: Mapping[str, Identification] | None = None,
    ) -> None:
        exempt = frozenset(loopback_origin(origin) for origin in loopback_origins)
        self._agent = user_agent(contact)
        self._limits = limits or Limits()
        self._stopwatch = stopwatch or SystemStopwatch()
        self._rules = Rules(self._limits, clock, exempt)
        shared = SharedTurns(turns, owner, self._limits, clock, self._stopwatch) if turns else None
        self._turns = Turns(self._limits, clock, self._stopwatch, shared)
        self._introductions = Introductions(known_as or {})
        self._wire = Wire(self._limits, resolve, network, tls, exempt)

    def get(self, url: str, *, accept: str = "", etag: str | None = None, last_modified: str | None = None) -> Response:
        """Fetch ``url``; with a validator, an unchanged page comes back *not modified*.

        Raises ``FetchFailure``.
        """
        headers = {"User-Agent": self._agent} | asked_with(accept, etag or "", last_modified or "")
        allowance = Allowance(self._limits.towards(url), self._stopwatch)

        def send(request: httpx.Request) -> AbstractContextManager[Exchange]:
            return self._hop(request, allowance)

        return self._introductions.stripped(follow(url, headers, send, self._rules))

    def self_test(self) -> None:
        """Prove that this machine itself cannot be reached.  Raises ``RuntimeError`` if it can."""
        with socket.create_server(("127.0.0.1", 0)) as trap:
            trap.setblocking(False)
            if not (self._refuses_by_name() and self._refuses_to_connect(trap.getsockname()[1])):
                raise RuntimeError("The guard of outgoing requests does not hold: 127.0.0.1 was not refused.")
            with suppress(BlockingIOError):
                trap.accept()[0].close()
                raise RuntimeError("The guard of outgoing requests does not hold: 127.0.0.1 was reached.")

    def close(self) -> None:
        """Close every connection that is kept open."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _hop(self, request: httpx.Request, allowance: Allowance) -> Iterator[Exchange]:
        host = shown_host(request.url)
        request = self._introductions.introduced(request)
        if self._turns.is_shared(host):
            # An idle connection is one too, and the next turn may be another process's.
            request.headers["Connection"] = "close"
        with self._turns.turn(host, allowance), self._wire.exchange(request, allowance) as exchange:
            yield replace(exchange, headers=self._introductions.hidden(request, exchange.headers))

    def _refuses_by_name(self) -> bool:
        try:
            self.get("http://127.0.0.1/")
        except FetchFailure as failure:
            return failure.kind == "blocked"
        return False

    def _refuses_to_connect(self, port: int) -> bool:
        # Past the check of the URL, to see that the connections themselves are guarded.
        request = httpx.Request("GET", f"http://127.0.0.1:{port}/")
        allowance = Allowance(replace(self._limits, seconds=1.0), self._stopwatch)
        try:
            with self._wire.exchange(request, allowance):
                return False
        except FetchFailure as failure:
            return failure.kind == "blocked"


def user_agent(contact: str) -> str:
    """How the bot introduces itself.  Raises ``ValueError`` for a contact that cannot stand in a header."""
    if not (contact.isascii() and contact.isprintable()):
        raise ValueError("The contact told to servers must be one line of plain ASCII, such as mailto:you@lab.edu.")
    try:
        release = version("academichub-radar")
    except PackageNotFoundError:
        release = "0"
    return f"AcademicHubRadar/{release}" + (f" (+{contact.strip()})" if contact.strip() else "")
