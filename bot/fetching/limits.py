"""How much one fetch may cost, and how often a host is asked."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from bot.fetching.failures import FetchFailure

MIB = 1 << 20


_EUTILS = "eutils.ncbi.nlm.nih.gov"


def intervals(keys: Collection[str] = ()) -> Mapping[str, float]:
    """The pauses that hosts with a rule of their own ask for; ``keys`` are the hosts that know us by a key."""
    return MappingProxyType(
        {
            "arxiv.org": 3.0,  # its terms count its API, its feeds and its pages together
            "api.crossref.org": 1 / 3,
            _EUTILS: 1 / 10 if _EUTILS in keys else 1 / 3,
            "api.semanticscholar.org": 1.0,  # over all its endpoints
            "api.plos.org": 6.0,
        }
    )


def _slow() -> Mapping[str, float]:
    return MappingProxyType({"oaipmh.arxiv.org": 120.0})  # seen to need up to 90 seconds for a page


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps of one fetch and the manners towards a host.

    ``seconds`` is the deadline of a whole fetch, redirects included, and ``slow`` that of hosts known to need longer;
    ``interval`` is the least number of seconds
    between two requests to one host, ``intervals`` the same for a domain with all its subdomains; ``turn_wait`` is how
    long a fetch waits for a turn that other processes have.
    """

    seconds: float = 30.0
    slow: Mapping[str, float] = field(default_factory=_slow)
    connect_seconds: float = 5.0
    wire_bytes: int = 5 * MIB
    decoded_bytes: int = 10 * MIB
    redirects: int = 5
    interval: float = 1.0
    intervals: Mapping[str, float] = field(default_factory=intervals)
    failures_to_open: int = 3
    cool_down: timedelta = timedelta(minutes=5)
    throttle_hold: timedelta = timedelta(minutes=1)
    turn_wait: timedelta = timedelta(minutes=1)

    def towards(self, url: str) -> "Limits":
        """The limits of a fetch that begins at this address."""
        slow = [seconds for host, seconds in self.slow.items() if url.startswith(f"https://{host}/")]
        return replace(self, seconds=max(self.seconds, *slow)) if slow else self


class Stopwatch(Protocol):
    """Elapsed seconds, and a way to let some pass."""

    def now(self) -> float:
        """Seconds since some fixed moment; never goes back."""

    def wait(self, seconds: float) -> None:
        """Return after ``seconds``."""


class SystemStopwatch:
    """The stopwatch of the machine."""

    def now(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


class Allowance:
    """What one fetch may still spend, in seconds and in bytes."""

    def __init__(self, limits: Limits, stopwatch: Stopwatch) -> None:
        self.host = "The server"  # until a hop says which
        self._stopwatch = stopwatch
        self.seconds = limits.seconds
        self._deadline = stopwatch.now() + limits.seconds
        # Headers and chunk marks are on the wire too; the body itself is counted again where it is decoded.
        self._most_bytes = limits.wire_bytes + MIB // 4
        self.received = 0
        self.connections = 0

    def extend(self, seconds: float) -> None:
        """Do not count ``seconds`` that were spent waiting for the host's turn."""
        self._deadline += seconds

    def seconds_left(self) -> float:
        """Seconds until the deadline.  Raises ``FetchFailure`` once it has passed."""
        left = self._deadline - self._stopwatch.now()
        if left <= 0:
            raise self.late()
        return left

    def spend(self, size: int) -> None:
        """Count ``size`` bytes from the wire.  Raises ``FetchFailure`` when they are too many."""
        self.received += size
        if self.received > self._most_bytes:
            raise FetchFailure("too_large", f"The answer of {self.host} is too large to read.")

    def late(self) -> FetchFailure:
        """The failure of a fetch that ran out of time."""
        return FetchFailure("timeout", f"{self.host} did not finish its answer within {self.seconds:g} seconds.")
