"""``playground``: the unchanged bot on a Slack of this machine, a recorded week of papers, a clock you can turn."""

import argparse
import contextlib
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import settings
from bot.cli import manifest
from bot.cli.serve import log_to_stderr
from bot.clock import Clock
from bot.playground import week
from bot.playground.slack import Control, LoopbackSlack

if TYPE_CHECKING:
    from bot.wiring.bot import Bot

HINT = """Welcome! It is Monday, 8 June 2026, and the morning's papers are in. Put a query on your radar:
/radar add vision-language
/radar add "diffusion model*" AND NOT cat:cs.CV
then ask for your briefing:
/radar now
Reply in the briefing's thread to ask about a paper, or press Next day for tomorrow's briefing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve the page, and whether to only prove that everything works."""
    parser.add_argument("--port", type=int, default=8765, help="where the page is served on 127.0.0.1 (default 8765)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    parser.add_argument("--check", action="store_true", help="do one round trip over the wire, print it, and exit")


def run(options: argparse.Namespace) -> int:
    """Serve the playground until Ctrl-C, or do one round trip and exit."""
    log_to_stderr("WARNING")
    with playground(0 if options.check else options.port) as (slack, bot):
        if options.check:
            from bot.cli.round_trip import round_trip

            return round_trip(slack, bot, lambda: next_day(bot))
        print(f"The playground is open: {slack.url}\n\n{HINT}\n\nPress Ctrl-C to stop.")
        if not options.no_browser:
            webbrowser.open(slack.url)
        threading.Event().wait()
    return 0


@contextlib.contextmanager
def playground(port: int = 0) -> Iterator[tuple[LoopbackSlack, "Bot"]]:
    """The loopback Slack and the bot on it, running, with Monday's papers read."""
    from bot.wiring.bot import build

    clock = Clock(week.BEGINS)
    bots: list[Bot] = []
    control = Control("next-day", "Next day", "Turn the clock to tomorrow's briefing", lambda: next_day(bots[0]))
    with tempfile.TemporaryDirectory(prefix="radar-playground-") as folder:
        slack = LoopbackSlack(manifest=manifest.read() or None, clock=clock, hint=HINT, controls=[control], port=port)
        with slack:
            bot = build(configuration(slack, Path(folder)), clock)
            bots.append(bot)
            bot.enrol()
            while bot.reading.collector.step():
                """Monday's papers are there before anybody comes."""
            bot.work()
            hang_up = bot.listen()
            try:
                yield slack, bot
            finally:
                hang_up()
                bot.stop(5)


def configuration(slack: LoopbackSlack, folder: Path) -> settings.Settings:
    """The settings of a real installation, pointed at this machine."""
    return settings.read(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{folder / 'radar.sqlite3'}",
            "RADAR_SOURCES": ",".join(week.SOURCES),
            "RADAR_REPLAY": str(week.RECORDED),
            "RADAR_LOG": "WARNING",
        }
    )


def next_day(bot: "Bot") -> str:
    """Turn the clock to the next morning's briefing time and let the scheduler do the rest; answers what happened."""
    tomorrow = bot.clock().astimezone(week.ZONE).date() + timedelta(days=1)
    if tomorrow > week.LAST_DAY:
        return "The recording ends here: it holds the week of 8 June 2026. Start the playground again to replay it."
    morning = datetime.combine(tomorrow, week.MORNING, week.ZONE)
    bot.clock.advance_to(morning.astimezone(UTC))
    bot.scheduler.knock()
    return f"It is {morning:%A, %-d %B %Y, %H:%M}. New papers are being read; briefings follow."
