"""When a briefing is due: one instant for each local date, whatever the clocks of a zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.subscribers.subscriber import Subscriber

_LOOK_AHEAD = 15  # a week, twice over, so that a date some zone once skipped does not matter
_MINUTE = timedelta(minutes=1)


def due_on(zone: str, at: time, day: date) -> datetime | None:
    """The instant (UTC) at which a local time comes on a date.

    A time the clocks skip comes at the first minute after the gap (the last one before it, if the gap ends the day);
    a time they show twice comes the first time; on a date that does not exist there is none.
    """
    place = _place(zone)
    wall = datetime.combine(day, at).replace(fold=0)
    try:
        instant = wall.replace(tzinfo=place).astimezone(UTC)
        if instant.astimezone(place).replace(tzinfo=None) == wall:
            return instant
        earlier = wall.replace(tzinfo=place, fold=1).astimezone(UTC)
        jump = _jump(place, earlier, instant)
        return next((near for near in (jump, jump - _MINUTE) if near.astimezone(place).date() == day), None)
    except OverflowError:
        return None


def next_due(subscriber: Subscriber, after: datetime) -> datetime | None:
    """The next instant a briefing is due, strictly after ``after``; nothing while paused without a date."""
    if subscriber.paused or not subscriber.days:
        return None
    try:
        day = local_date(subscriber, after)
        if subscriber.paused_until is not None:
            day = max(day, subscriber.paused_until)
        for step in range(_LOOK_AHEAD):
            following = day + timedelta(days=step)
            if following.isoweekday() in subscriber.days:
                due = due_on(subscriber.zone, subscriber.at, following)
                if due is not None and due > after:
                    return due
    except OverflowError:
        return None
    return None


def local_date(subscriber: Subscriber, now: datetime) -> date:
    """The date on the subscriber's calendar."""
    return now.astimezone(_place(subscriber.zone)).date()


def _place(zone: str) -> ZoneInfo:
    """The zone by its name; one this machine does not know counts as UTC, so that one row cannot stop the others."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _jump(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second at which the clocks show the later offset."""
    late = after.astimezone(place).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while low < high:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(place).utcoffset() == late:
            high = middle
        else:
            low = middle + 1
    return before + timedelta(seconds=low)
