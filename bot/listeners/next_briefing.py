"""When a subscriber's next briefing comes: stored with the settings, and said in words."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.ports.store import Store
from bot.subscribers import Subscriber, SubscriberKind, local_date, next_due

_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def scheduled(store: Store, subscriber: Subscriber, now: datetime) -> Subscriber:
    """Store the subscriber with the instant of the next briefing; a day that had its briefing gets no second one."""
    free = replace(subscriber, next_due_at=None)
    due = None if subscriber.paused else next_due(free, now)
    latest = store.digests.latest(subscriber.id)
    if due is not None and latest is not None and local_date(free, due) <= latest.local_date:
        due = next_due(free, due)
    kept = replace(subscriber, next_due_at=due)
    store.subscribers.save(kept)
    return kept


def when(subscriber: Subscriber, now: datetime) -> str:
    """The next briefing in a sentence."""
    if subscriber.paused:
        return "Briefings are paused until you resume them."
    if subscriber.paused_until and subscriber.paused_until > local_date(subscriber, now):
        return f"Briefings are paused until {subscriber.paused_until:%A} {day_of(subscriber.paused_until)}."
    usual = f"{days_in_words(subscriber.days)} at {subscriber.at:%H:%M}"
    if subscriber.zone_source == "default" and subscriber.kind is SubscriberKind.PERSON:
        return f"Briefings come {usual}, your local time."
    due = subscriber.next_due_at
    if due is None:
        return "No briefing is due: choose days and a time with schedule."
    return f"Next briefing: {day_and_time(due, now, subscriber.zone)} ({subscriber.zone}); usually {usual}."


def day_and_time(moment: datetime, now: datetime, zone: str) -> str:
    """A coming moment as its reader would say it."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    ahead = (local.date() - today).days
    named = {0: "today", 1: "tomorrow"}.get(ahead, f"{local:%A} {day_of(local)}")
    return f"{named} at {local:%H:%M}"


def day_of(day: date) -> str:
    """A date without its year."""
    return f"{day.day} {day:%B}"


def days_in_words(days: frozenset[int]) -> str:
    """Weekdays in words."""
    if days == frozenset(range(1, 8)):
        return "every day"
    if days == frozenset(range(1, 6)):
        return "Monday to Friday"
    return ", ".join(_DAY_NAMES[day - 1] for day in sorted(days))


def zone_of(subscriber: Subscriber | None) -> ZoneInfo:
    """The subscriber's zone; someone we do not know reads in UTC."""
    return ZoneInfo(subscriber.zone if subscriber else "UTC")
