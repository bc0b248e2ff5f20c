"""``channel``: the same verbs for the radar of the channel they are typed in."""

from collections.abc import Mapping

from bot.blocks import Part, code, line, paragraph
from bot.listeners.radar_command import words
from bot.listeners.radar_command.own_feeds import no_feeds_in_channels
from bot.listeners.radar_command.verbs import Asked, Reply, Verb, find_verbs, verb
from bot.listeners.whereabouts import is_direct, is_member

_ASKS_FOR_HELP = {"", "help", "commands", "usage", "?", "-h", "--help", "-help"}


@verb("channel <verb> …", "the channel's radar: add, list, remove, now, schedule, pause …")
def channel(asked: Asked) -> Reply:
    """Carry out a verb for this channel's radar, where the bot is a member."""
    word, rest = words.split(asked.rest)
    verbs = {name: each for name, each in find_verbs().items() if each.in_channels}
    if is_direct(asked.heard.channel, asked.heard.payload):
        return [_not_a_channel()]
    if word in ("feed", "feeds"):
        return [no_feeds_in_channels()]
    chosen = verbs.get(word)
    if chosen is None:
        return [_how(verbs) if word in _ASKS_FOR_HELP else _which(word, verbs)]
    if not is_member(asked.heard.client, asked.heard.channel):
        return [_not_there()]
    return chosen.run(Asked(asked.ears, asked.heard, rest, asked.now, asked.heard.channel))


def _not_a_channel() -> Part:
    return paragraph(
        line("This is a direct message, so there is no channel radar here. Nothing changed."),
        line("Type ", code("/radar channel add …"), " in the channel itself; your own radar is ", code("/radar add …")),
    )


def _how(verbs: Mapping[str, Verb]) -> Part:
    listed = sorted(set(verbs.values()), key=lambda each: each.name)
    return paragraph(
        line("This channel has a radar of its own: its briefings come here. Invite me, then type one of these."),
        *(line(code(f"/radar channel {each.usage}"), f" {each.about}") for each in listed),
        line("For example ", code("/radar channel add diffusion models")),
    )


def _which(word: str, verbs: Mapping[str, Verb]) -> Part:
    names = ", ".join(sorted({each.name for each in verbs.values()}))
    meant = words.nearest(word, verbs)
    guess = line("Did you mean ", code(f"/radar channel {verbs[meant].name}"), "?") if meant else ()
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
