"""When arXiv announces: in the evenings of Sunday to Thursday, New York time; its feeds turn at midnight there."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEW_YORK = "America/New_York"
PATIENCE = timedelta(hours=12)
_AFTER_MIDNIGHT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(hours=24)
_CUT_OFF = time(14)
# arXiv publishes its holidays a year at a time.
_LAST_KNOWN = date(2027, 1, 1)
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


def is_certain(day: date) -> bool:
    """Whether arXiv's holidays of this time are known; after it an empty weekday may be one."""
    return day <= _LAST_KNOWN


def batch_day_from(day: date) -> date:
    """The first day with a batch that is ``day`` or later."""
    while not is_batch_day(day):
        day += timedelta(days=1)
    return day


def batch_day_before(day: date) -> date:
    """The last day with a batch before ``day``."""
    day -= timedelta(days=1)
    while not is_batch_day(day):
        day -= timedelta(days=1)
    return day


def feed_day(submitted: datetime) -> date:
    """The day whose feed tells of what was submitted then, unless moderators hold it longer.

    Submissions until 14:00 in New York are announced that evening, which is the next day's feed; later ones and
    those of a weekend wait for the next working day.
    """
    there = submitted.astimezone(ZoneInfo(NEW_YORK))
    day = there.date() + timedelta(days=there.time() >= _CUT_OFF)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return batch_day_from(day + timedelta(days=1))


def day_of(now: datetime) -> date:
    """The day it is in New York."""
    return now.astimezone(ZoneInfo(NEW_YORK)).date()


def due_on(now: datetime) -> date:
    """The day of the latest batch that should be out by ``now``."""
    return batch_day_before(day_of(now) + timedelta(days=1))


def is_early(now: datetime) -> bool:
    """Whether a batch of today that is missing may still come."""
    return now - _midnight(day_of(now)) < PATIENCE


def until_next_turn(now: datetime) -> timedelta:
    """How long until the feeds turn again to a batch, but never more than a day."""
    day = batch_day_from(day_of(now) + timedelta(days=1))
    return min(_midnight(day) + _AFTER_MIDNIGHT - now, _LONGEST_WAIT)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(NEW_YORK))
