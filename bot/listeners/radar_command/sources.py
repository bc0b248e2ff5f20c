"""``sources`` and ``status``: what a person reads, how it stands, and what an admin lets everyone read."""

from collections.abc import Callable, Mapping

from bot.blocks import Part, bold, code, line, paragraph
from bot.blocks.receipt import clock, counted
from bot.listeners.next_briefing import when, zone_of
from bot.listeners.radar_command import own_feeds, words
from bot.listeners.radar_command.for_everyone import HOW_TO_ADD, add, everyones, remove
from bot.listeners.radar_command.standing import paged, standings, summed_up, told_lines
from bot.listeners.radar_command.verbs import Asked, Reply, verb

_CHANGES: Mapping[str, Callable[[Asked, str], Part]] = {"add": add, "remove": remove, "rm": remove, "delete": remove}
_LISTS = ("", "list", "show")
_HINTS = (HOW_TO_ADD, own_feeds.HOW_TO_ADD)


@verb(
    "sources [add|remove <source>]",
    "what is read and how it stands; admins change it for everyone",
    aliases=("source",),
    group="More",
)
def sources(asked: Asked) -> Reply:
    """List the sources this person reads, or let an admin change what everyone reads."""
    word, rest = words.split(asked.rest)
    if word in _CHANGES:
        return [_CHANGES[word](asked, rest)]
    if word in _LISTS:
        word = rest
    if not word or (word.isascii() and word.isdigit()):
        return _listed(asked, int(word[:4] or 1))
    # What was typed is not repeated: there may be a password in it.
    meant = words.nearest(word, ("add", "remove", "list"))
    guess = [line("Did you mean ", code(f"/radar sources {meant} …"), "?")] if meant else _HINTS
    known = line("After ", code("/radar sources"), " I know add, remove, list and a page. Nothing changed.")
    return [paragraph(known, *guess)]


@verb("status", "your radar, the next briefing and the sources in one look", group="More", in_channels=True)
def status(asked: Asked) -> Reply:
    """Say how everything stands for this radar."""
    subscriber, queries = asked.known(), asked.queries()
    lines = [line(bold(f"{asked.whose.capitalize()}: "), counted(len(queries), "line"))]
    if subscriber:
        lines.append(line(when(subscriber, asked.now)))
        latest = asked.ears.store.digests.latest(subscriber.id)
        if latest:
            lines.append(line(f"Latest briefing: {clock(latest.made_at, asked.now, zone_of(subscriber))}."))
    user = "" if asked.channel else asked.heard.user
    found = standings(asked, asked.ears.store.sources.readable(asked.heard.team, user)).values()
    trouble = any(standing.troubled for standing in found)
    lines.append(line(summed_up(found), *((", see ", code("/radar sources")) if trouble else (".",))))
    return [paragraph(*lines)]


def _listed(asked: Asked, page: int) -> Reply:
    store, team, user = asked.ears.store.sources, asked.heard.team, asked.heard.user
    own = store.followed(team, user)
    shared = everyones(asked)
    found = standings(asked, (*shared, *own))
    if not found:
        return [paragraph(line("No sources are set up. Whoever runs this bot sets RADAR_SOURCES."), *_HINTS)]
    pages = paged(
        {"Read for everyone here": told_lines(asked, shared, found), "Your feeds": told_lines(asked, own, found)}
    )
    page = min(max(page, 1), len(pages))
    more = []
    if len(pages) > 1:
        more = [line(f"Page {page} of {len(pages)}: ", code(f"/radar sources {page % len(pages) + 1}"))]
    head = paragraph(line(bold(f"{summed_up(found.values())}.")))
    return [head, *pages[page - 1], paragraph(*more, *_HINTS)]
