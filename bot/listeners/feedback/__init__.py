"""The buttons under a paper: discuss, save, more like this, not relevant, why; and what they offer to change."""

import re

from slack_bolt import App

from bot.listeners.ears import Ears, listen
from bot.listeners.feedback.discussing import discuss
from bot.listeners.feedback.explaining import explain
from bot.listeners.feedback.forgetting import FORGET, forget
from bot.listeners.feedback.mending import mend, undo
from bot.listeners.feedback.offering import REPAIR, UNDO
from bot.listeners.feedback.thumbs import dismiss, like, save

__all__ = ["register"]


def register(app: App, ears: Ears) -> None:
    """Hear the buttons under papers, those of a repair, and the one that forgets what was learnt."""
    app.action("paper_discuss")(listen(ears, discuss))
    app.action("paper_save")(listen(ears, save))
    app.action("paper_like")(listen(ears, like))
    app.action("paper_dismiss")(listen(ears, dismiss))
    app.action("paper_why")(listen(ears, explain))
    app.action(re.compile(f"{REPAIR}[a-z]+"))(listen(ears, mend))
    app.action(UNDO)(listen(ears, undo))
    app.action(FORGET)(listen(ears, forget))
