"""The playground: one command, and everything a newcomer would try works on the first try."""

import subprocess
import sys
from datetime import date

from bot.cli.playground import next_day, playground
from bot.playground import week


def test_one_round_trip_over_the_wire_is_printed_and_succeeds() -> None:
    command = [sys.executable, "-m", "bot", "playground", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ One round trip" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_week_can_be_played_day_by_day_and_nothing_is_told_twice() -> None:
    with playground() as (slack, bot):
        assert not slack.command("add diffusion model*").error
        for _ in range(4):
            assert next_day(bot).startswith("It is ")
            today = bot.clock().astimezone(week.ZONE).date()
            title = f"{today:%A} {today.day} {today:%B %Y}"
            slack.wait_for_post(title, timeout=60)
        assert "ends here" in next_day(bot)
        reader = bot.store.subscribers.due(bot.clock().replace(year=2027), 10)[0]
        told = [entry.paper_id for number in range(1, 5) for entry in bot.store.digests.papers(number)]
        assert len(told) == len(set(told)) > 30
        latest = bot.store.digests.latest(reader.id)
        assert latest is not None
        assert latest.local_date == date(2026, 6, 12)
        assert slack.warnings == []
