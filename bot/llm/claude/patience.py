"""Asking again: a short, bounded wait between tries, and a rest when the model stays away."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ports.model import ModelFailure

TRIES = 3
LONGEST_WAIT = timedelta(seconds=8)
FAILURES_BEFORE_REST = 3
REST = timedelta(minutes=5)


class Patience:
    """Tries a call a few times; after several calls in a row that failed, refuses at once for a while."""

    def __init__(self, clock: Callable[[], datetime], wait: Callable[[float], None]) -> None:
        self._clock = clock
        self._wait = wait
        self._failures = 0
        self._rests_until: datetime | None = None
        self._rests_for = ""
        self._lock = threading.Lock()

    def call(self, attempt: Callable[[], str]) -> str:
        """What ``attempt`` answers.  Raises the last ``ModelFailure``."""
        self._refuse_while_resting()
        for number in range(1, TRIES + 1):
            try:
                answer = attempt()
            except ModelFailure as failure:
                pause = failure.retry_after or timedelta(seconds=2 ** (number - 1))
                if not _worth_another(failure, pause) or number == TRIES:
                    self._count(failure)
                    raise
                self._wait(pause.total_seconds())
            else:
                break
        with self._lock:
            self._failures = 0
        return answer

    def _refuse_while_resting(self) -> None:
        with self._lock:
            until, now = self._rests_until, self._clock()
            if until is not None and now < until:
                raise ModelFailure(self._rests_for, retryable=True, retry_after=until - now)
            self._rests_until = None

    def _count(self, failure: ModelFailure) -> None:
        """A refusal is about one paper; whatever else fails is about the service."""
        if not failure.retryable:
            return
        with self._lock:
            self._failures += 1
            asked = failure.retry_after or timedelta()
            if self._failures >= FAILURES_BEFORE_REST or asked > LONGEST_WAIT:
                self._rests_until = self._clock() + max(REST, asked)
                self._rests_for = failure.kind
                self._failures = 0


def _worth_another(failure: ModelFailure, pause: timedelta) -> bool:
    """Whoever let us wait for a minute once is not asked to do so again at once."""
    return failure.retryable and failure.kind != "slow" and pause <= LONGEST_WAIT
