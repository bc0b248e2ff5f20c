"""How much one fetch may cost, and how often a host is asked."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from bot.fetching.failures import FetchFailure

MIB = 1 << 20


def _intervals() -> Mapping[str, float]:
    # arXiv's terms count its API, its feeds and its pages together.
    return MappingProxyType({"arxiv.org": 3.0})


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps of one fetch and the manners towards a host.

    ``seconds`` is the deadline of a whole fetch, redirects included; ``interval`` is the least number of seconds
    between two requests to one host, ``intervals`` the same for a domain with all its subdomains.
    """

    seconds: float = 30.0
    connect_seconds: float = 5.0
    wire_bytes: int = 5 * MIB
    decoded_bytes: int = 10 * MIB
    redirects: int = 5
    interval: float = 1.0
    intervals: Mapping[str, float] = field(default_factory=_intervals)
    failures_to_open: int = 3
    cool_down: timedelta = timedelta(minutes=5)
    throttle_hold: timedelta = timedelta(minutes=1)


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
        self._seconds = limits.seconds
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
        return FetchFailure("timeout", f"{self.host} did not finish its answer within {self._seconds:g} seconds.")
