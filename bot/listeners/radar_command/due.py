"""When the briefing of the radar that is meant comes, kept and told."""

from dataclasses import replace

from bot.blocks import Part, bold, code, line, paragraph
from bot.listeners.next_briefing import scheduled, when
from bot.listeners.radar_command.verbs import Asked
from bot.subscribers import Subscriber, SubscriberKind, local_date


def begin(asked: Asked) -> Subscriber:
    """The subscriber, made and given a next briefing when new; a channel takes the zone of who sets it up."""
    subscriber = asked.subscriber()
    if subscriber.next_due_at is not None or subscriber.paused:
        return subscriber
    if asked.channel:
        person = asked.ears.store.subscribers.find(asked.heard.team, SubscriberKind.PERSON, asked.heard.user)
        zone, source = (person.zone, person.zone_source) if person else (subscriber.zone, subscriber.zone_source)
        subscriber = replace(subscriber, zone=zone, zone_source=source, owner=subscriber.owner or asked.heard.user)
    return scheduled(asked.ears.store, subscriber, asked.now)


def order(asked: Asked, request: str) -> bool:
    """Ask for a briefing at once; false when ``request`` was served before."""
    subscriber = begin(asked)
    day = local_date(subscriber, asked.now)
    opened = asked.ears.store.digests.open_extra(subscriber.id, day, request, asked.now)
    asked.ears.wake()
    return opened is not None


def keep(asked: Asked, subscriber: Subscriber, said: str) -> Part:
    """Store changed settings and tell when the next briefing comes."""
    kept = scheduled(asked.ears.store, subscriber, asked.now)
    return paragraph(line(bold(said))) + next_briefing(asked, kept)


def next_briefing(asked: Asked, subscriber: Subscriber | None, *, first: bool = False) -> Part:
    """When the next briefing comes, and for newcomers how to have one at once."""
    if subscriber is None:
        return empty(asked)
    lines = [line(when(subscriber, asked.now))]
    if subscriber.zone_source == "default" and not asked.channel:
        lines.append(line("Your time zone comes from your Slack profile; ", code("/radar timezone"), " changes it."))
    if subscriber.paused or subscriber.paused_until:
        lines.append(line("To go on: ", code(f"{asked.command} resume"), "."))
    elif first:
        lines.append(
            line("Have one at once with ", code(f"{asked.command} now"), "; see all with ", code("/radar help"))
        )
    return paragraph(*lines)


def empty(asked: Asked) -> Part:
    """How to begin, for a radar without lines."""
    begin_with, try_first = (
        code(f"{asked.command} add diffusion models"),
        code(f"{asked.command} test diffusion models"),
    )
    return paragraph(
        line(f"{asked.whose.capitalize()} is empty, so there is nothing to brief about."),
        line("Begin with ", begin_with, ", or try a query first with ", try_first, "."),
    )
