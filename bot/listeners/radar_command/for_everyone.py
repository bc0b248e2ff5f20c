"""What everyone in a workspace reads: its list, and the changes an admin makes to it."""

from collections.abc import Sequence

from bot.blocks import Part, bold, code, line, paragraph
from bot.blocks.spans import Line
from bot.listeners.radar_command.addresses import Refused
from bot.listeners.radar_command.admins import refused
from bot.listeners.radar_command.meant import chosen, source_meant
from bot.listeners.radar_command.standing import standings
from bot.listeners.radar_command.verbs import Asked
from bot.ports.store import TooManySources

MOST_ADDED = 100
HOW_TO_ADD = line("Admins add a source for everyone: ", code("/radar sources add arxiv:cs.CL"))


def everyones(asked: Asked) -> Sequence[str]:
    """What everyone here reads: first what whoever runs the bot set up, then what admins added, as they did."""
    sources, team = asked.ears.store.sources, asked.heard.team
    added = sources.followed(team, "")
    given = [name for name in standings(asked, sources.readable(team, "")) if name not in added]
    return [*given, *added]


def add(asked: Asked, typed: str) -> Part:
    """Let everyone in the workspace read a source, if an admin asks for it."""
    if not typed:
        return paragraph(line("Say which source. Nothing changed."), *examples())
    try:
        name, label = source_meant(typed, asked.ears.label_of)
    except Refused as mistake:
        return paragraph(line(mistake.sentence), line("Nothing changed. These are sources:"), *examples())
    found = standings(asked, asked.ears.store.sources.readable(asked.heard.team, "")).get(name)
    if found and not found.stopped:
        return paragraph(line("Everyone here reads ", bold(found.label), " already. Nothing changed."))
    return refused(asked) or _add(asked, name, found.label if found else label)


def remove(asked: Asked, typed: str) -> Part:
    """End that everyone in the workspace reads a source, if an admin asks for it."""
    if not typed:
        return paragraph(line("Say which one: ", code("/radar sources remove 2"), " or its name. Nothing changed."))
    order = everyones(asked)
    labels = {name: found.label for name, found in standings(asked, order).items()}
    name = chosen(typed, labels, order, asked.ears.label_of)
    if not name:
        return _not_there()
    return refused(asked) or _remove(asked, name, labels.get(name, name))


def examples() -> tuple[Line, ...]:
    """How sources are written."""
    return (
        line(code("/radar sources add arxiv:cs.CL"), " a category of arXiv"),
        line(code("/radar sources add biorxiv"), " a preprint server"),
        line(code("/radar sources add https://journal.example/feed.xml"), " a journal's feed"),
    )


def _add(asked: Asked, name: str, label: str) -> Part:
    try:
        new = asked.ears.store.sources.follow(name, label, asked.heard.team, "", asked.now, MOST_ADDED)
    except TooManySources as many:
        return paragraph(
            line(f"A workspace adds at most {many.limit} sources, and yours has so many. Nothing changed."),
            line("Remove one first: ", code("/radar sources remove 2"), ". Their numbers: ", code("/radar sources")),
        )
    if not new:
        return paragraph(line("Everyone here reads ", bold(label), " already. Nothing changed."))
    asked.ears.wake()
    shows = code("/radar sources")
    return paragraph(
        line("Added ", bold(label), " for everyone here. I read it now; ", shows, " shows how it stands."),
        line("Stored as ", code(name)),
    )


def _remove(asked: Asked, name: str, label: str) -> Part:
    sources, team = asked.ears.store.sources, asked.heard.team
    ended = sources.unfollow(name, team, "", asked.now)
    if name in sources.readable(team, ""):
        return paragraph(
            line(bold(label), " is set up for everyone by whoever runs this bot, and read as before."),
            line("They can take it out of the setting ", code("RADAR_SOURCES"), "."),
        )
    if not ended:
        return _not_there()
    return paragraph(
        line("Removed ", bold(label), ". It is no longer read for everyone here; the papers it brought stay."),
        line("To have it back: ", code(f"/radar sources add {name}")),
    )


def _not_there() -> Part:
    return paragraph(
        line("That is not one of the sources everyone here reads. Nothing changed."),
        line("See them with their numbers: ", code("/radar sources")),
    )
