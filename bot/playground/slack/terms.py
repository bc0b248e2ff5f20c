"""On what terms this Slack serves an app: granted scopes, pace, time to acknowledge, redelivery."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """Slack's own terms, except that nobody is held to a pace of posting unless asked.

    Without `scopes`, those of the manifest are granted. `posts_per_second` counts for each channel, after a
    `burst`. Events that were not acknowledged within `ack_seconds` come again after each of `retry_delays`;
    Slack itself waits 0, 60 and 300 seconds.
    """

    scopes: tuple[str, ...] | None = None
    posts_per_second: float = 0.0
    burst: int = 3
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0,)
