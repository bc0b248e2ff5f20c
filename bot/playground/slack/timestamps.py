"""Slack's time stamps: seconds with six decimals, each given out once."""

import re
from collections.abc import Callable
from datetime import datetime

_STAMP = re.compile(r"(\d{1,12})(?:\.(\d{1,6}))?")


class Stamps:
    """Gives out time stamps that always grow, even when the clock stands still or goes back."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A time stamp that was never given out before."""
        self._last = max(self._last + 1, int(self._clock().timestamp() * 1_000_000))
        return as_stamp(self._last)


def as_stamp(microseconds: int) -> str:
    """Write microseconds the way Slack does."""
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"


def microseconds(stamp: str) -> int | None:
    """Read a time stamp, or nothing when it is none."""
    found = _STAMP.fullmatch(stamp)
    if not found:
        return None
    return int(found[1]) * 1_000_000 + int((found[2] or "").ljust(6, "0"))
