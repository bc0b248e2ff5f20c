"""The dispatcher inside one process: a few threads a duty that look at the ledger and rest when there is nothing."""

import logging
import secrets
import threading
import time
from collections.abc import Sequence

from bot.ports.jobs import Duty

log = logging.getLogger(__name__)

PAUSE_AFTER_ERROR = 5.0


class Embedded:
    """Runs duties in daemon threads; several processes may run it side by side, since every claim is a row's."""

    def __init__(self) -> None:
        self._calls = threading.Condition()
        self._called = 0
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, duties: Sequence[Duty]) -> None:
        """Begin."""
        for duty in duties:
            for lane in range(duty.lanes):
                name = f"{duty.name}-{lane + 1}"
                self._threads.append(threading.Thread(target=self._work, args=(duty,), name=name, daemon=True))
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look at once: something became due."""
        with self._calls:
            self._called += 1
            self._calls.notify_all()

    def stop(self, seconds: float) -> bool:
        """Begin nothing new and wait for what is in hand; whether all of it ended in time."""
        self._stopping.set()
        self.wake()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self, duty: Duty) -> None:
        while not self._stopping.is_set():
            heard = self._called
            if not self._step(duty):
                self._rest(duty.idle, heard)

    def _step(self, duty: Duty) -> bool:
        try:
            return duty.step()
        except Exception:
            log.exception("duty %s failed, incident %s", duty.name, secrets.token_hex(4))
            self._stopping.wait(PAUSE_AFTER_ERROR)
            return True

    def _rest(self, seconds: float, heard: int) -> None:
        with self._calls:
            self._calls.wait_for(lambda: self._called != heard or self._stopping.is_set(), timeout=seconds)
