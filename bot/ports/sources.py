"""The seam to where papers come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.papers import Paper, Record


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
    ``announced_on`` is the day up to which the source is now completely read; nothing when this poll did not bring
    that day forward, so that an old or a partial batch never closes one.
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
    """A source could not be read; ``sentence`` says what went wrong, for a person.

    ``permanent`` says that asking again cannot help.
    """

    def __init__(
        self, kind: str, sentence: str, *, retry_after: timedelta | None = None, permanent: bool = False
    ) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
        self.retry_after = retry_after
        self.permanent = permanent


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


class HostTurns(Protocol):
    """Turns to ask a host that are shared by every process on this store: one at a time, with a pause between two."""

    def take(self, host: str, owner: str, now: datetime, hold: timedelta) -> timedelta:
        """Take the turn, for ``hold`` at most; zero when it is ours (also when it was), else how long to wait."""

    def give(self, host: str, owner: str, next_at: datetime) -> None:
        """End the turn; nobody asks the host before ``next_at``."""


class Parsers(Protocol):
    """Runs a parser of untrusted bytes where it can do no harm.  Raises ``SourceFailure``."""

    def run(self, parser: str, body: bytes, **arguments: str) -> Any:
        """Call ``module:function`` on ``body`` in a limited child and return its JSON."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store remembers of a source's last good poll: enough for a conditional request and a state.

    ``newest`` is the day up to which the source was completely read; ``known`` gives those of some keys that this
    source had told of by then. ``since`` is when it began to be read.
    """

    etag: str = ""
    last_modified: str = ""
    newest: date | None = None
    since: datetime | None = None
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


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a source's past: its records, and the day up to which, from the first one on, all is now read."""

    records: tuple[Record, ...]
    through: date | None = None
    rejected: tuple[str, ...] = ()


@runtime_checkable
class Archive(Protocol):
    """A source whose past can be read, oldest days first."""

    def backfill(self, first: date, last: date, fetcher: Fetcher, parsers: Parsers) -> Iterator[Page]:
        """Read what was announced from ``first`` to ``last`` (inclusive).  Raises ``SourceFailure``."""


class Enricher(Protocol):
    """Knows more about papers that some source has announced: abstracts, authors, dates, journals, retractions.

    A module in ``bot/sources`` with a class ``Enricher`` (no arguments) is one; it may be a source as well.
    ``most`` is how many papers are asked about at once; ``again`` how long after a good answer it is asked about the
    same paper again, since works are retracted years later, or nothing when one answer is enough.
    """

    name: str
    label: str
    most: int
    again: timedelta | None

    def wants(self, paper: Paper) -> bool:
        """Whether it may know something about this paper that we lack."""

    def enrich(self, papers: Sequence[Paper], fetcher: Fetcher, parsers: Parsers, now: datetime) -> tuple[Record, ...]:
        """What it knows of these papers: records of ``Announcement.DETAIL`` with a key of theirs, none for the unknown.

        Raises ``SourceFailure``.
        """
