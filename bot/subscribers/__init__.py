"""Who reads, where and when: persons and channels, their zones, and the instant of their next briefing."""

from bot.subscribers.dates import parse_until
from bot.subscribers.days import parse_days
from bot.subscribers.misunderstood import Misunderstood
from bot.subscribers.schedule import due_on, local_date, next_due
from bot.subscribers.subscriber import EVERY_WEEKDAY, Subscriber, SubscriberKind
from bot.subscribers.times import parse_time
from bot.subscribers.zones import parse_zone

__all__ = [
    "EVERY_WEEKDAY",
    "Misunderstood",
    "Subscriber",
    "SubscriberKind",
    "due_on",
    "local_date",
    "next_due",
    "parse_days",
    "parse_time",
    "parse_until",
    "parse_zone",
]
