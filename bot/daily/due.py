"""Who is due: opens the day's digest of every subscriber whose local time has come."""

from dataclasses import replace
from datetime import datetime

from bot.ports.store import Store
from bot.subscribers import local_date, next_due

AT_ONCE = 500


def open_due(store: Store, now: datetime) -> int:
    """Open the digests that are due, at most ``AT_ONCE`` a call; how many were opened.

    The row ``(subscriber, local date)`` is unique, so a second call, a second process or a clock that was set back
    opens nothing twice.
    """
    opened = 0
    for subscriber in store.subscribers.due(now, AT_ONCE):
        following = next_due(replace(subscriber, next_due_at=None), now)
        opened += store.digests.open_due(subscriber, local_date(subscriber, now), following, now) is not None
    return opened
