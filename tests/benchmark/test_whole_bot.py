"""The whole bot on a loopback Slack: a dropped list is fetched with the token, judged and answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from bot.playground.slack import LoopbackSlack
from bot.playground.slack.terms import Terms
from bot.settings import read
from bot.wiring.bot import build

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
REFS = b"@misc{a, title={Privacy in tea}}\n@misc{b, title={Diffusion in tea}}"


@contextmanager
def running(folder: Path, terms: Terms | None = None) -> Iterator[LoopbackSlack]:
    """The bot at work on an empty recording."""
    (folder / "index.json").write_text('{"entries": []}', encoding="utf-8")
    with LoopbackSlack(manifest=yaml.safe_load(MANIFEST.read_text(encoding="utf-8")), terms=terms) as slack:
        environment = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{folder / 'radar.sqlite3'}",
            "RADAR_REPLAY": str(folder),
            "RADAR_SOURCES": "biorxiv",
        }
        bot = build(read(environment))
        bot.work()
        hang_up = bot.listen()
        slack.wait_for_connection()
        yield slack
        hang_up()
        assert bot.stop()
        assert slack.warnings == []


def test_a_dropped_list_is_answered_in_its_thread(tmp_path: Path) -> None:
    with running(tmp_path) as slack:
        slack.command("add privacy")
        said = slack.drop("refs.bib", REFS)
        slack.wait_for_post("The radar finds 1 of 2 papers", timeout=30)
        assert len(slack.bot_messages(thread_ts=said["ts"])) == 2


def test_an_app_without_the_scope_is_told_which_one_it_lacks(tmp_path: Path) -> None:
    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"]
    without = Terms(scopes=tuple(scope for scope in scopes if scope != "files:read"))
    with running(tmp_path, without) as slack:
        slack.drop("refs.bib", REFS)
        assert slack.wait_for_post("the app needs the scope files:read", timeout=30)
