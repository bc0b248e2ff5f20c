"""Trigger ids: the short-lived, single-use right to open a view after a person did something."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.slack.api_errors import ApiError

LIFETIME = timedelta(seconds=3)
MOST_REMEMBERED = 10_000


@dataclass(slots=True)
class Trigger:
    """Who did something, and when."""

    user: str
    until: datetime
    spent: bool = False


class Triggers:
    """Issues trigger ids and takes each back once, within three seconds."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._issued: dict[str, Trigger] = {}
        self._count = 0

    def issue(self, user: str) -> str:
        """A trigger id for what this person just did."""
        self._count += 1
        name = f"{self._count}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        if len(self._issued) >= MOST_REMEMBERED:
            del self._issued[next(iter(self._issued))]
        self._issued[name] = Trigger(user, self._clock() + LIFETIME)
        return name

    def spend(self, name: str) -> str:
        """Take a trigger id back and say whose it was."""
        trigger = self._issued.get(name)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.spent:
            raise ApiError("exchanged_trigger_id")
        if self._clock() > trigger.until:
            raise ApiError("expired_trigger_id")
        trigger.spent = True
        return trigger.user
