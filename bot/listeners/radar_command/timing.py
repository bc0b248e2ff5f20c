"""``now``, ``schedule``, ``timezone``, ``pause`` and ``resume``: when a briefing comes."""

from dataclasses import replace
from datetime import time

from bot.blocks import bold, line, paragraph
from bot.listeners.radar_command.due import begin, empty, keep, next_briefing, order
from bot.listeners.radar_command.verbs import Asked, Reply, verb
from bot.subscribers import Misunderstood, local_date, parse_days, parse_time, parse_until, parse_zone


@verb("now", "a briefing at once", group="Briefing", in_channels=True)
def now(asked: Asked) -> Reply:
    """Ask for a briefing; the same press asks once, however often Slack delivers it."""
    if not asked.queries():
        return [empty(asked)]
    request = asked.heard.trigger or f"{asked.heard.user}:{asked.now.isoformat()}"
    if not order(asked, request):
        return [paragraph(line("Your briefing is already on its way."))]
    where = "here in the channel" if asked.channel else "as a direct message from me"
    return [paragraph(line(bold("Preparing your briefing…"), f" It comes {where} as soon as it is written."))]


@verb(
    "schedule <HH:MM> [days]",
    "when it comes: 08:30 mon-fri",
    aliases=("time", "at"),
    group="Briefing",
    in_channels=True,
)
def schedule(asked: Asked) -> Reply:
    """Set the local time and the days, or say what they are."""
    if not asked.rest:
        return [next_briefing(asked, asked.known())]
    try:
        at, days = time_and_days(asked.rest)
    except Misunderstood as misunderstood:
        return [paragraph(line(misunderstood.sentence))]
    subscriber = begin(asked)
    return [keep(asked, replace(subscriber, at=at, days=days or subscriber.days), "Set.")]


@verb("timezone <Area/City>", "your time zone", aliases=("tz", "zone"), group="Briefing", in_channels=True)
def timezone(asked: Asked) -> Reply:
    """Set the time zone, or say which it is."""
    if not asked.rest:
        return [next_briefing(asked, asked.known())]
    try:
        zone = parse_zone(asked.rest)
    except Misunderstood as misunderstood:
        return [paragraph(line(misunderstood.sentence))]
    whose = "This channel's" if asked.channel else "Your"
    return [keep(asked, replace(begin(asked), zone=zone, zone_source="chosen"), f"{whose} time zone is {zone}.")]


@verb("pause [until]", "no briefings for a while: pause 2 weeks", group="Briefing", in_channels=True)
def pause(asked: Asked) -> Reply:
    """Pause until a date, or until told otherwise."""
    subscriber = begin(asked)
    until = None
    if asked.rest:
        try:
            until = parse_until(asked.rest, local_date(subscriber, asked.now))
        except Misunderstood as misunderstood:
            return [paragraph(line(misunderstood.sentence))]
    if (subscriber.paused, subscriber.paused_until) == (until is None, until):
        return [paragraph(line("Briefings are paused already. Nothing changed.")), next_briefing(asked, subscriber)]
    return [keep(asked, replace(subscriber, paused=until is None, paused_until=until), "Paused.")]


@verb("resume", "briefings again", aliases=("unpause",), group="Briefing", in_channels=True)
def resume(asked: Asked) -> Reply:
    """End a pause."""
    subscriber = asked.known()
    if subscriber is None or not (subscriber.paused or subscriber.paused_until):
        return [paragraph(line("Briefings are not paused. Nothing changed."))]
    return [keep(asked, replace(subscriber, paused=False, paused_until=None), "Briefings go on.")]


def time_and_days(text: str) -> tuple[time, frozenset[int] | None]:
    """A time and, behind it, perhaps days; the time may be written with a blank, as in ``8:30 am``."""
    words = text.split()
    joined = len(words) > 1 and words[1].casefold().rstrip(".,").replace(".", "") in ("am", "pm")
    at = parse_time(" ".join(words[: 2 if joined else 1]))
    days = " ".join(words[2 if joined else 1 :])
    return at, parse_days(days) if days else None
