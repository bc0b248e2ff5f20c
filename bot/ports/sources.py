"""The seam to where papers come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.papers import Record


class BatchState(StrEnum):
    """How a source's latest batch stands."""

    OK = "ok"
    QUIET = "quiet"
    LATE = "late"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """What a source announced at once.

    ``records`` are the complete ones; ``rejected`` holds one sentence for each entry that was left out.
    ``next_poll`` is how long to wait before asking again; ``title`` is what the source calls itself, if it does.
    """

    state: BatchState
    records: tuple[Record, ...] = ()
    note: str = ""
    announced_on: date | None = None
    rejected: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    next_poll: timedelta = timedelta(hours=1)
    title: str = ""


class SourceFailure(Exception):  # noqa: N818 - a failure of the world, not a mistake of ours
    """A source could not be read; ``sentence`` says what went wrong, for a person."""

    def __init__(self, kind: str, sentence: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Response:
    """A complete, decoded answer to a GET; header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    not_modified: bool = False


class Fetcher(Protocol):
    """The one way out to the web.  Raises ``SourceFailure``; safe to call from several threads."""

    def get(self, url: str, *, accept: str = "", etag: str = "", last_modified: str = "") -> Response:
        """Fetch ``url`` politely, refusing every address that is not public."""


class Parsers(Protocol):
    """Runs a parser of untrusted bytes where it can do no harm.  Raises ``SourceFailure``."""

    def run(self, parser: str, body: bytes, **arguments: str) -> Any:
        """Call ``module:function`` on ``body`` in a limited child and return its JSON."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store remembers of a source's last good poll: enough for a conditional request and a state."""

    etag: str = ""
    last_modified: str = ""
    newest: date | None = None
    failures: int = 0
    known: Callable[[frozenset[str]], frozenset[str]] = lambda keys: keys


class Source(Protocol):
    """One place papers come from, such as ``arxiv:cs.CL``.

    An adapter is a module in ``bot/sources`` with a class ``Adapter`` built from the argument after the colon;
    the name of the module is the name before it.
    """

    name: str
    label: str

    def poll(self, fetcher: Fetcher, parsers: Parsers, memory: Memory, now: datetime) -> Batch:
        """Read the present batch.  Raises ``SourceFailure``."""
