"""``help`` and ``settings``: what can be typed, and the form for those who would rather not type."""

from collections.abc import Sequence
from functools import cache

from bot.blocks import Part, bold, code, italic, line, paragraph
from bot.listeners.radar_command.verbs import GROUPS, Asked, Reply, Verb, find_verbs, verb
from bot.listeners.settings_modal import open_settings

_EXAMPLES = ("add diffusion models", 'add "graph neural" OR GNN, au:mueller', "now")


@verb("help", "this list", aliases=("commands", "usage"), group="More")
def help_(asked: Asked) -> Reply:
    """List every verb; newcomers see how to begin first."""
    about = line(bold("A research radar: "), "queries that watch new papers, one briefing a day.")
    parts = [paragraph(about, line("Type ", code("/radar"), " and one of these."))]
    if not asked.queries():
        examples = [line("Try ", code(f"/radar {example}")) for example in _EXAMPLES]
        parts.append(paragraph(*examples))
    return [*parts, *_listed()]


@cache
def _listed() -> tuple[Part, ...]:
    """Every verb by group, and the words of the query language; the same for everyone."""
    verbs = list(dict.fromkeys(find_verbs().values()))
    groups = [_group(name, [each for each in verbs if each.group == name]) for name in GROUPS]
    channels = line("In a channel: ", code("/radar channel add …"), " edits that channel's radar.")
    language = "A query: words, “a phrase”, AND OR NOT ( ), immun*, ti: abs: au: cat: src:. Commas separate queries."
    return (*groups, paragraph(channels, line(italic(language))))


@verb("settings", "time, days and zone in a form", aliases=("preferences",), group="Briefing")
def settings(asked: Asked) -> Reply:
    """Open the form; Slack shows it in place of an answer."""
    open_settings(asked.ears, asked.heard)
    return ()


def _group(name: str, verbs: Sequence[Verb]) -> Part:
    return paragraph(line(bold(name)), *(line(code(each.usage), f" {each.about}") for each in verbs))
