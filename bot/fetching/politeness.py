"""Keeps each host's pace: one request at a time, a pause between two, and none while it is unwell."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from bot.fetching.failures import FetchFailure
from bot.fetching.limits import Allowance, Limits, Stopwatch
from bot.fetching.shared_turns import SharedTurns
from bot.fetching.verdict import spoken, throttled

_UNWELL = frozenset({"dns", "connection", "tls", "timeout", "protocol", "server"})
_MOST_REMEMBERED = 1000


@dataclass(slots=True)
class Group:
    """The hosts that share one pace."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    waiting: int = 0
    next_at: float = float("-inf")
    held_until: datetime | None = None


@dataclass(slots=True)
class Health:
    """How one host has been doing."""

    failures: int = 0
    closed_until: datetime | None = None


class Turns:
    """Hands out turns to talk to hosts; those of a group with a pace of its own are shared with other processes."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], datetime],
        stopwatch: Stopwatch,
        shared: SharedTurns | None = None,
    ) -> None:
        self._shared = shared
        self._limits = limits
        self._clock = clock
        self._stopwatch = stopwatch
        self._lock = threading.Lock()
        self._groups: dict[str, Group] = {}
        self._hosts: dict[str, Health] = {}

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return max(len(self._groups), len(self._hosts))

    @contextmanager
    def turn(self, host: str, allowance: Allowance) -> Iterator[None]:
        """Wait for ``host``'s turn and watch how it goes.  Raises ``FetchFailure`` while it must be left alone."""
        name, interval = self._pace(host)
        asked_at = self._stopwatch.now()
        with self._entered(name) as group:
            health = self._health(host)
            self._refuse_while_resting(host, group, health)
            pause = min(group.next_at - self._stopwatch.now(), interval)
            if pause > 0:
                self._stopwatch.wait(pause)
            with self._among_processes(name, allowance.seconds):
                group.next_at = self._stopwatch.now() + interval
                allowance.extend(self._stopwatch.now() - asked_at)
                with self._watched(group, health):
                    yield

    def is_shared(self, host: str) -> bool:
        """Whether other processes wait for their turn to ask this host."""
        return self._shared is not None and self._pace(host)[0] in self._limits.intervals

    def _among_processes(self, name: str, seconds: float) -> AbstractContextManager[None]:
        if self._shared is None or name not in self._limits.intervals:
            return nullcontext()
        return self._shared.turn(name, seconds)

    @contextmanager
    def _watched(self, group: Group, health: Health) -> Iterator[None]:
        try:
            yield
        except FetchFailure as failure:
            self._learn(failure, group, health)
            raise
        health.failures = 0

    def _pace(self, host: str) -> tuple[str, float]:
        for domain, interval in self._limits.intervals.items():
            if host == domain or host.endswith(f".{domain}"):
                return domain, interval
        return host, self._limits.interval

    @contextmanager
    def _entered(self, name: str) -> Iterator[Group]:
        with self._lock:
            self._forget_idle()
            group = self._groups.setdefault(name, Group())
            group.waiting += 1
        try:
            with group.turn:
                yield group
        finally:
            with self._lock:
                group.waiting -= 1

    def _health(self, host: str) -> Health:
        with self._lock:
            return self._hosts.setdefault(host, Health())

    def _refuse_while_resting(self, host: str, group: Group, health: Health) -> None:
        now = self._clock()
        if group.held_until is not None and now < group.held_until:
            raise throttled(host, group.held_until - now)
        if health.closed_until is not None and now < health.closed_until:
            rest = health.closed_until - now
            sentence = f"{host} failed {health.failures} times in a row; next try in {spoken(rest)}."
            raise FetchFailure("cooling", sentence, retry_after=rest)

    def _learn(self, failure: FetchFailure, group: Group, health: Health) -> None:
        now = self._clock()
        if failure.kind == "throttled":
            group.held_until = now + (failure.retry_after or self._limits.throttle_hold)
        if failure.kind not in _UNWELL:
            # An answer that says no to one address says nothing against the host.
            health.failures = 0
            return
        health.failures += 1
        if health.failures >= self._limits.failures_to_open:
            health.closed_until = now + self._limits.cool_down

    def _forget_idle(self) -> None:
        now, elapsed = self._clock(), self._stopwatch.now()
        if len(self._groups) > _MOST_REMEMBERED:
            self._groups = {
                name: group
                for name, group in self._groups.items()
                if group.waiting or group.next_at > elapsed or (group.held_until and group.held_until > now)
            }
        if len(self._hosts) > _MOST_REMEMBERED:
            self._hosts = {
                host: health
                for host, health in self._hosts.items()
                if health.closed_until and health.closed_until > now
            }
