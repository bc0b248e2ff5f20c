"""How quickly a crowd is answered: 500 slash commands of 500 persons at once over Socket Mode while 20 slow jobs run.

    python tests/bench/acks.py

The loopback Slack runs in a process of its own, as Slack does; the bot is the unchanged bot of the playground.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

COMMANDS = ("list", "help", "add topic {}", "schedule 08:{:02d}", "status")


def serve_slack(commands: int) -> None:
    """In a child: a loopback Slack that sends ``commands`` at once when told, and prints what came back."""
    from bot.cli import manifest
    from bot.playground.slack import LoopbackSlack, User

    with LoopbackSlack(manifest=manifest.read() or None) as slack:
        people = [User(f"U{number:08}", f"reader{number}", f"Reader {number}") for number in range(commands)]
        for person in people:
            slack.add_user(person)
        print(json.dumps({"api_url": slack.api_url, "bot": slack.bot_token, "app": slack.app_token}), flush=True)
        sys.stdin.readline()
        began = time.perf_counter()
        coming = [
            slack.send_command(COMMANDS[number % len(COMMANDS)].format(number % 60), user=person.id)
            for number, person in enumerate(people)
        ]
        acks = [ack.result() for ack in coming]
        seconds = sorted(ack.seconds for ack in acks)
        print(json.dumps({"seconds": seconds, "errors": sum(bool(ack.error) for ack in acks),
                          "wall": time.perf_counter() - began}), flush=True)  # fmt: skip


def measure(commands: int, slow_jobs: int) -> None:
    """Run the bot beside the loopback Slack and print the figures."""
    from bot import settings
    from bot.ports.jobs import Duty
    from bot.wiring.bot import build

    arguments = [sys.executable, __file__, "--serve", "--commands", str(commands)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as slack,
    ):
        assert slack.stdin is not None
        assert slack.stdout is not None
        place = json.loads(slack.stdout.readline())
        bot = build(
            settings.read(
                {
                    "SLACK_BOT_TOKEN": place["bot"],
                    "SLACK_APP_TOKEN": place["app"],
                    "SLACK_API_URL": place["api_url"],
                    "DATABASE_URL": f"sqlite:///{folder}/radar.sqlite3",
                    "RADAR_LOG": "WARNING",
                }
            )
        )
        stop = threading.Event()
        bot.jobs.start([Duty("slow", lambda: slow_job(stop), lanes=slow_jobs)])
        hang_up = bot.listen()
        slack.stdin.write("go\n")
        slack.stdin.flush()
        answer = json.loads(slack.stdout.readline())
        stop.set()
        hang_up()
        bot.stop(5)
    report(answer["seconds"], answer["errors"], answer["wall"], slow_jobs)


def slow_job(stop: threading.Event) -> bool:
    """A job that takes long, as one that waits for a model: mostly waiting, some work."""
    sum(range(20_000))
    stop.wait(0.05)
    return not stop.is_set()


def report(seconds: list[float], errors: int, wall: float, slow_jobs: int) -> None:
    """Print one line of figures."""
    p99 = seconds[int(len(seconds) * 0.99) - 1]
    late = sum(value > 3 for value in seconds)
    print(
        f"{len(seconds)} commands at once, {slow_jobs} slow jobs: ack p50 {statistics.median(seconds) * 1000:.0f} ms, "
        f"p99 {p99 * 1000:.0f} ms, worst {seconds[-1] * 1000:.0f} ms; {late} over 3 s, {errors} not acknowledged; "
        f"all within {wall:.2f} s ({datetime.now(UTC):%Y-%m-%d})"
    )


def main() -> None:
    """Measure, or be the child that plays Slack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--commands", type=int, default=500)
    parser.add_argument("--slow-jobs", type=int, default=20)
    options = parser.parse_args()
    if options.serve:
        serve_slack(options.commands)
    else:
        measure(options.commands, options.slow_jobs)


if __name__ == "__main__":
    main()
