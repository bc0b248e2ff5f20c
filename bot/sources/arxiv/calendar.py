"""When arXiv announces: in the evenings of Sunday to Thursday, New York time; its feeds turn at midnight there."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEW_YORK = "America/New_York"
PATIENCE = timedelta(hours=12)
_AFTER_MIDNIGHT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(hours=24)
_HOLIDAYS = frozenset(
    (
        date(2026, 11, 26),
        date(2026, 12, 25),
        date(2026, 12, 29),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 12, 24),
    )
)


def is_batch_day(day: date) -> bool:
    """Whether the feeds of this New York day hold a batch: Monday to Friday, but not on arXiv's holidays."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def day_of(now: datetime) -> date:
    """The day it is in New York."""
    return now.astimezone(ZoneInfo(NEW_YORK)).date()


def due_on(now: datetime) -> date:
    """The day of the latest batch that should be out by ``now``."""
    day = day_of(now)
    while not is_batch_day(day):
        day -= timedelta(days=1)
    return day


def is_early(now: datetime) -> bool:
    """Whether a batch of today that is missing may still come."""
    return now - _midnight(day_of(now)) < PATIENCE


def until_next_turn(now: datetime) -> timedelta:
    """How long until the feeds turn again to a batch, but never more than a day."""
    day = day_of(now) + timedelta(days=1)
    while not is_batch_day(day):
        day += timedelta(days=1)
    return min(_midnight(day) + _AFTER_MIDNIGHT - now, _LONGEST_WAIT)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(NEW_YORK))
