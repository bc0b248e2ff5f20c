"""What no listener is there for: acknowledged, so that Slack does not send it again and again."""

import re

from slack_bolt import App

from bot.blocks import line, paragraph
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard, listen

_ANY = re.compile(r".*", re.DOTALL)


def register(app: App, ears: Ears) -> None:
    """Take in the rest; this comes last."""
    app.event(_ANY)(listen(ears, nothing))
    app.action(_ANY)(listen(ears, old_button))
    app.view(_ANY)(listen(ears, nothing))
    app.view_closed(_ANY)(listen(ears, nothing))
    app.shortcut(_ANY)(listen(ears, nothing))


def nothing(_: Ears, heard: Heard) -> None:
    """Acknowledge, and leave it at that."""
    heard.ack()


def old_button(_: Ears, heard: Heard) -> None:
    """A link button needs no answer; one of an earlier version gets a sentence."""
    heard.ack()
    if heard.payload.get("type") == "button" and not heard.payload.get("url") and heard.body.get("response_url"):
        tell(heard.respond, [paragraph(line("This button is no longer in use. Type /radar help to see what is."))])
