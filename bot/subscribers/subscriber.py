"""Who reads: persons and channels, with the local time their briefing is due."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

EVERY_WEEKDAY = frozenset({1, 2, 3, 4, 5})


class SubscriberKind(StrEnum):
    """A person reads in the DM with the bot, a channel together."""

    PERSON = "person"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who gets a briefing: a person or a channel of one workspace, with the local time it is due.

    ``address`` is the Slack id of the person or channel; ``days`` are ISO weekdays (1 is Monday);
    ``zone_source`` says where the zone came from (``default``, ``profile`` or ``chosen``); ``owner`` is the person
    who set a channel up.
    """

    id: int
    team: str
    kind: SubscriberKind
    address: str
    zone: str = "UTC"
    zone_source: str = "default"
    owner: str = ""
    at: time = time(9, 0)
    days: frozenset[int] = EVERY_WEEKDAY
    paused: bool = False
    paused_until: date | None = None
    tells_quiet_days: bool = True
    next_due_at: datetime | None = None
    created_at: datetime
