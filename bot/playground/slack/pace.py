"""How fast one may post: a token bucket for every channel."""

import math
from collections.abc import Callable
from datetime import datetime

from bot.playground.slack.api_errors import ApiError


class Pace:
    """So many messages a second in each channel, after a short burst."""

    def __init__(self, clock: Callable[[], datetime], per_second: float = 1.0, burst: int = 3) -> None:
        self._clock = clock
        self._per_second = per_second
        self._burst = burst
        self._left: dict[str, tuple[float, datetime]] = {}

    def take(self, channel: str) -> None:
        """Count one message, or refuse it and say how long to wait."""
        now = self._clock()
        left, before = self._left.get(channel, (float(self._burst), now))
        left = min(float(self._burst), left + (now - before).total_seconds() * self._per_second)
        if left < 1:
            wait = max(1, math.ceil((1 - left) / self._per_second))
            raise RateLimitedError(wait)
        self._left[channel] = (left - 1, now)


class RateLimitedError(ApiError):
    """Too many calls: answered with status 429 and a Retry-After header."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
