"""The instant it is: the real one, or one that was started elsewhere and can be moved forward."""

import threading
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time in UTC; ``start`` shifts it so that it begins there and runs on at the usual pace."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._shift = timedelta() if start is None else start - self._real()
        self.shifted = start is not None

    def __call__(self) -> datetime:
        """The present instant, aware and in UTC."""
        with self._lock:
            return self._real() + self._shift

    def advance_to(self, instant: datetime) -> datetime:
        """Jump forward to ``instant`` (never back) and tell the time."""
        with self._lock:
            now = self._real() + self._shift
            self._shift += max(timedelta(), instant - now)
            self.shifted = True
            return self._real() + self._shift

    @staticmethod
    def _real() -> datetime:
        return datetime.fromtimestamp(time.time(), UTC)
