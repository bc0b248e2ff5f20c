"""The fetcher of recorded answers: the web as it was, without a network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from bot.fetching.failures import FetchFailure
from bot.fetching.hops import Exchange, Rules, asked_with, follow
from bot.fetching.limits import Limits
from bot.fetching.recording import Entry, read_index
from bot.fetching.web_address import shown_host
from bot.ports.sources import Response


class ReplayFetcher:
    """Answers from the recording in ``folder`` as it stood at ``clock()``; never touches the network.

    Raises ``ValueError`` if the recording's ``index.json`` cannot be used.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime], limits: Limits | None = None) -> None:
        self._entries = read_index(folder)
        self._rules = Rules(limits or Limits(), clock)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When the recorded web changed, earliest first; empty when it never did."""
        return tuple(sorted({entry.since for entry in self._entries if entry.since.year > 1}))

    def get(self, url: str, *, accept: str = "", etag: str | None = None, last_modified: str | None = None) -> Response:
        """Answer for ``url`` from the recording, by the same rules as a live answer.  Raises ``FetchFailure``."""
        return follow(url, asked_with(accept, etag or "", last_modified or ""), self._hop, self._rules)

    @contextmanager
    def _hop(self, request: httpx.Request) -> Iterator[Exchange]:
        entry = self._chosen(str(request.url))
        if entry is None:
            sentence = f"This page of {shown_host(request.url)} is not in this recording."
            raise FetchFailure("not_found", sentence, status=404)
        tag = entry.etag()
        headers = {**entry.headers, "etag": tag} if tag else dict(entry.headers)
        if tag and entry.status == 200 and request.headers.get("if-none-match") == tag:
            yield Exchange(304, headers, ())
        else:
            yield Exchange(entry.status, headers, entry.chunks())

    def _chosen(self, url: str) -> Entry | None:
        now = self._rules.clock()
        fitting = [entry for entry in self._entries if entry.fits(url) and entry.since <= now]
        # Of one moment, the more exact entry answers, and of two alike the later line.
        return max(reversed(fitting), key=lambda entry: (entry.since, entry.exactness), default=None)
