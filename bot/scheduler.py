"""The clock that wakes the day: it only knocks, the rows decide who is due."""

import logging
import secrets
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)


class Scheduler:
    """Calls ``tick`` every few seconds, never twice at once; a tick that comes late or twice changes nothing."""

    def __init__(self, tick: Callable[[], None], seconds: float = 15.0) -> None:
        self._tick = tick
        self._clock = BackgroundScheduler(timezone="UTC")
        self._clock.add_job(
            self.knock,
            "interval",
            seconds=seconds,
            id="tick",
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin ticking; the first tick comes at once."""
        self._clock.start()
        self.knock()

    def knock(self) -> None:
        """Tick now."""
        try:
            self._tick()
        except Exception:
            log.exception("tick failed, incident %s", secrets.token_hex(4))

    def stop(self) -> None:
        """Tick no more."""
        if self._clock.running:
            self._clock.shutdown(wait=False)
