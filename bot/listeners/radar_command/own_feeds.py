"""``feed``: the feeds a person has added for themselves alone."""

from bot.blocks import Part, bold, code, line, paragraph
from bot.blocks.spans import Line
from bot.listeners.radar_command import words
from bot.listeners.radar_command.addresses import Refused
from bot.listeners.radar_command.meant import chosen, feed_meant
from bot.listeners.radar_command.standing import paged, standings, told_lines
from bot.listeners.radar_command.verbs import Asked, Reply, verb
from bot.ports.store import TooManySources

MOST_FEEDS = 10
HOW_TO_ADD = line("A feed for you alone: ", code("/radar feed add https://journal.example/feed.xml"))
_REMOVE = ("remove", "rm", "delete")


@verb("feed [add|remove <address>]", "journals' feeds read for you alone", aliases=("feeds",), group="More")
def feed(asked: Asked) -> Reply:
    """List, add or remove the feeds that are read for this person alone."""
    word, rest = words.split(asked.rest)
    if word == "add":
        return [_add(asked, rest)]
    if word in _REMOVE:
        return [_remove(asked, rest)]
    if word in ("", "list", "show"):
        return _listed(asked)
    # What was typed is not repeated: there may be a password in it.
    return [
        paragraph(line("After ", code("/radar feed"), " I know add, remove and list. Nothing changed."), HOW_TO_ADD)
    ]


def no_feeds_in_channels() -> Part:
    """Why a channel has no feeds, and what to do instead."""
    return paragraph(
        line("A channel has no feeds of its own: it reads what everyone here reads. Nothing changed."),
        line("An admin can add a feed for everyone: ", code("/radar sources add https://journal.example/feed.xml")),
        HOW_TO_ADD,
    )


def _listed(asked: Asked) -> Reply:
    own = asked.ears.store.sources.followed(asked.heard.team, asked.heard.user)
    if not own:
        return [paragraph(line("You have added no feeds of your own."), HOW_TO_ADD)]
    pages = paged({"Your feeds, last 24 hours": told_lines(asked, own, standings(asked, own))})
    remove = line("Remove one by its number: ", code("/radar feed remove 1"))
    more = [paragraph(line("The rest: ", code("/radar sources")))] if len(pages) > 1 else []
    return [*pages[0], *more, paragraph(HOW_TO_ADD, remove)]


def _add(asked: Asked, typed: str) -> Part:
    if not typed:
        return paragraph(line("Say which feed. Nothing changed."), HOW_TO_ADD)
    try:
        name, label = feed_meant(typed, asked.ears.label_of)
    except Refused as mistake:
        return paragraph(line(mistake.sentence, " Nothing changed."))
    sources, team, user = asked.ears.store.sources, asked.heard.team, asked.heard.user
    found = standings(asked, sources.readable(team, user)).get(name)
    if found and not found.stopped:
        return _already(found.label, own=name in sources.followed(team, user))
    try:
        new = sources.follow(name, label, team, user, asked.now, MOST_FEEDS)
    except TooManySources as many:
        return paragraph(
            line(f"You have {many.limit} feeds of your own, and more are not possible. Nothing changed."),
            line("Remove one first: ", code("/radar feed remove 1"), ". Their numbers: ", code("/radar feeds")),
        )
    if not new:
        return _already(label, own=True)
    asked.ears.wake()
    return paragraph(*_added(asked, name, label))


def _added(asked: Asked, name: str, label: str) -> list[Line]:
    shows = code("/radar feeds")
    lines = [
        line("Added ", bold(label), " to your feeds. I read it now, for you alone; ", shows, " shows how it stands."),
        line("Stored as ", code(name)),
    ]
    if not asked.queries():
        lines.append(line("Your radar is empty: tell me what to look for in it with ", code("/radar add …")))
    return lines


def _remove(asked: Asked, typed: str) -> Part:
    sources, team, user = asked.ears.store.sources, asked.heard.team, asked.heard.user
    own = sources.followed(team, user)
    if not typed:
        return paragraph(line("Say which one: ", code("/radar feed remove 1"), " or its address. Nothing changed."))
    labels = {name: found.label for name, found in standings(asked, own).items()}
    name = chosen(typed, labels, own, asked.ears.label_of)
    if not name or not sources.unfollow(name, team, user, asked.now):
        return paragraph(
            line("That is not one of your feeds. Nothing changed."),
            line("See them with their numbers: ", code("/radar feeds")),
        )
    return paragraph(
        line("Removed ", bold(labels.get(name, name)), " from your feeds."),
        line("To have it back: ", code(f"/radar feed add {name.removeprefix('feed:')}")),
    )


def _already(label: str, *, own: bool) -> Part:
    if own:
        return paragraph(line(bold(label), " is already among your feeds. Nothing changed."))
    return paragraph(line("Everyone here reads ", bold(label), " already, and so do you. Nothing changed."))
