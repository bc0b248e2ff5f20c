"""``channel``: the same verbs for the radar of the channel they are typed in."""

from collections.abc import Collection

from bot.blocks import Part, code, line, paragraph
from bot.listeners.radar_command import words
from bot.listeners.radar_command.verbs import Asked, Reply, find_verbs, verb
from bot.listeners.whereabouts import is_direct, is_member


@verb("channel <verb> …", "the channel's radar: add, list, remove, now, schedule, pause …")
def channel(asked: Asked) -> Reply:
    """Carry out a verb for this channel's radar, where the bot is a member."""
    word, rest = words.split(asked.rest)
    verbs = {name: each for name, each in find_verbs().items() if each.in_channels}
    if is_direct(asked.heard.channel, asked.heard.payload):
        return [_not_a_channel()]
    chosen = verbs.get(word)
    if chosen is None:
        return [_which(word, verbs)]
    if not is_member(asked.heard.client, asked.heard.channel):
        return [_not_there()]
    return chosen.run(Asked(asked.ears, asked.heard, rest, asked.now, asked.heard.channel))


def _not_a_channel() -> Part:
    return paragraph(
        line("This is a direct message, so there is no channel radar here. Nothing changed."),
        line("Type ", code("/radar channel add …"), " in the channel itself; your own radar is ", code("/radar add …")),
    )


def _which(word: str, verbs: Collection[str]) -> Part:
    names = ", ".join(sorted(verbs))
    meant = words.nearest(word, verbs)
    guess = line("Did you mean ", code(f"/radar channel {meant}"), "?") if meant and word else ()
    return paragraph(
        line("Say what to do with this channel's radar. It is always the channel you type in. Nothing changed."),
        line("There is ", code(names), ", such as ", code("/radar channel add diffusion models")),
        *([guess] if guess else []),
    )


def _not_there() -> Part:
    return paragraph(
        line("I am not in this channel, so I could not post here. Nothing changed."),
        line("Invite me with ", code("/invite @radar"), " (or Integrations → Add apps), then try again."),
    )
