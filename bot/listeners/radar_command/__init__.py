"""``/radar``: reads the verb, finds it in the registry, and answers privately."""

import re
from collections.abc import Mapping

from slack_bolt import App

from bot.blocks import Part, bold, code, line, paragraph
from bot.listeners.answering import acknowledge
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.radar_command import words
from bot.listeners.radar_command.verbs import Asked, Reply, Verb, find_verbs

_ASKS_FOR_HELP = {"", "?", "-h", "--help", "-help", "/help"}


def register(app: App, ears: Ears) -> None:
    """Answer ``/radar``, whatever name the command has in the app's settings."""
    verbs = find_verbs()

    def answer(ears: Ears, heard: Heard) -> None:
        text = str(heard.payload.get("text") or "")
        acknowledge(heard.ack, reply_to(verbs, Asked(ears, heard, text, ears.clock())))

    app.command(re.compile(r".+"))(listen(ears, answer))


def reply_to(verbs: Mapping[str, Verb], asked: Asked) -> Reply:
    """Carry out what was typed, or say which verb is nearest to it."""
    word, rest = words.split(asked.rest)
    found = verbs.get("help" if word in _ASKS_FOR_HELP else word)
    if found is None:
        return [unknown(word, verbs, asked.rest)]
    return found.run(Asked(asked.ears, asked.heard, rest, asked.now, asked.channel))


def unknown(word: str, verbs: Mapping[str, Verb], typed: str) -> Part:
    """A word that is no verb: the nearest one, and how to watch for the word itself."""
    meant = words.nearest(word, verbs)
    rest = words.split(typed)[1]
    said = line("I do not know the command ", code(word[:60]), ".")
    if meant:
        again = f"/radar {verbs[meant].name} {rest[:100]}".strip()
        return paragraph(said, line("Did you mean ", code(again), "?"))
    return paragraph(
        said,
        line("To look for papers about it, type ", code(f"/radar add {typed.strip()[:100]}"), "."),
        line("All commands: ", code("/radar help"), bold("")),
    )
