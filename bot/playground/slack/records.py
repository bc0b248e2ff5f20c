"""What the loopback Slack remembers of its dealings with the bot, for tests to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of one delivery to the bot."""

    kind: str  # events_api, slash_commands or interactive
    seconds: float
    body: dict[str, Any] | str | None = None
    error: str = ""
    attempts: int = 1
    payload: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """Whether the bot acknowledged in time and said nothing wrong."""
        return not self.error


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Web API, whether it was carried out or not."""

    method: str
    at: datetime
    arguments: Mapping[str, Any]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One write that was carried out, even if the bot never got the reply."""

    method: str
    at: datetime
    channel: str = ""
    ts: str = ""
    user: str = ""
    message: Mapping[str, Any] | None = None
    arguments: Mapping[str, Any] | None = None


@dataclass(slots=True)
class ResponseUrl:
    """The right to answer an interaction: five times, within half an hour."""

    channel: str
    user: str
    until: datetime
    source_ts: str = ""
    thread_ts: str = ""
    uses_left: int = 5
