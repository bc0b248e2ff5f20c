"""Zones: learn the time zone of people who have not chosen one, from their Slack profile."""

from dataclasses import replace

from bot.ports.delivery import DeliveryFailure, Directory
from bot.ports.store import Store
from bot.subscribers import Misunderstood, next_due, parse_zone

AT_ONCE = 20


def learn_zones(store: Store, directory: Directory) -> int:
    """Ask for the zones of people we do not know them of; how many were learnt.

    The first briefing is due at its local time after the person came, even if that has just passed.
    """
    learnt = 0
    for subscriber in store.subscribers.unzoned(AT_ONCE):
        try:
            zone = parse_zone(directory.zone_of(subscriber.team, subscriber.address) or "UTC")
        except DeliveryFailure:
            break
        except Misunderstood:
            zone = "UTC"
        due = next_due(replace(subscriber, zone=zone), subscriber.created_at)
        store.subscribers.learn_zone(subscriber.id, zone, due)
        learnt += 1
    return learnt
