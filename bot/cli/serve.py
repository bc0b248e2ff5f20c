"""``run``, ``web`` and ``worker``: start, wait for a signal, stop in order."""

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot import settings
from bot.settings import Settings, SettingsMistake

if TYPE_CHECKING:
    from bot.wiring.bot import Bot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none: the environment says everything."""


def run(options: argparse.Namespace) -> int:
    """Listen, work, or both, until SIGTERM or SIGINT; then end what is in hand within 25 seconds."""
    listening, working = options.command != "worker", options.command != "web"
    configured = settings.read()
    needed = missing(configured, listening=listening)
    if needed:
        raise SettingsMistake(needed)
    log_to_stderr(configured.radar_log)
    from bot.wiring.bot import build

    bot = build(configured)
    told = _on_signal()
    if working:
        bot.work()
    stop_listening = _listen(bot, configured) if listening else _nothing
    print("AcademicHub Radar is running; press Ctrl-C to stop.", file=sys.stderr)
    told.wait()
    stop_listening()
    return 0 if bot.stop() else 1


def missing(configured: Settings, *, listening: bool) -> tuple[str, ...]:
    """One sentence for each setting a real workspace needs and does not have."""
    sentences = []
    if not configured.slack_bot_token.get_secret_value():
        sentences.append("SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions.")
    if listening and not configured.socket_mode and not configured.slack_signing_secret.get_secret_value():
        sentences.append(
            "SLACK_APP_TOKEN is missing: make an app-level token (xapp-…) with connections:write under Basic "
            "Information, or set SLACK_SIGNING_SECRET to receive signed requests over HTTP instead."
        )
    return tuple(sentences)


def log_to_stderr(level: str) -> None:
    """Log one line an event, without texts; libraries only warn, since at DEBUG they log bodies and tokens."""
    logging.basicConfig(level="WARNING", format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("bot").setLevel(level)


def _listen(bot: "Bot", configured: Settings) -> Callable[[], None]:
    """Begin to hear Slack over a socket, or over HTTP; answers how to stop."""
    if configured.socket_mode:
        return bot.listen()
    import uvicorn

    from bot.listeners.endpoint import endpoint

    site = endpoint(bot.app, bot.store.ready)
    server = uvicorn.Server(uvicorn.Config(site, host="0.0.0.0", port=configured.port, log_level="warning"))  # noqa: S104 - Slack calls from outside
    thread = threading.Thread(target=server.run, name="http", daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(10)

    return stop


def _on_signal() -> threading.Event:
    told = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: told.set())
    return told


def _nothing() -> None:
    """For a process that does not listen."""
