"""What the bot hears: one Slack surface a file, each only reads, stores, calls the jobs and answers."""

from slack_bolt import App

from bot.listeners import (
    confirmations,
    feedback,
    home,
    incidents,
    intake,
    leftovers,
    radar_command,
    reading_lists,
    settings_modal,
    shortcuts,
    threads,
)
from bot.listeners.ears import Ears
from bot.listeners.intake import resume

__all__ = ["Ears", "register_all", "resume"]


def register_all(app: App, ears: Ears) -> None:
    """Let the app hear everything; what no other listener takes comes last."""
    intake.register(app, ears)
    incidents.register(app)
    radar_command.register(app, ears)
    for surface in (reading_lists, threads, feedback, confirmations, home, settings_modal, shortcuts, leftovers):
        surface.register(app, ears)
