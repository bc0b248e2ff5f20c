"""The command line: every command says what it is for, and what is wrong in words."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main
from bot.playground.slack import LoopbackSlack


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "ANTHROPIC_API_KEY", "RADAR_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'radar.sqlite3'}")


def test_no_command_shows_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plaground"]) == 2
    assert "There is no command 'plaground'" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert COMMANDS[command][1].split(",")[0].split(":")[0].lower()[:20] in capsys.readouterr().out.lower().replace(
        "\n", " "
    )


def test_the_command_line_imports_nothing_heavy() -> None:
    look = (
        "import sys, bot.cli; print([m for m in ('sqlmodel', 'slack_bolt', 'httpx', 'anthropic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_running_without_tokens_says_which_and_where_to_find_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 1
    told = capsys.readouterr().err
    assert "SLACK_BOT_TOKEN is missing" in told
    assert "SLACK_APP_TOKEN is missing" in told


def test_the_check_names_everything_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline"]) == 1
    shown = capsys.readouterr().out
    assert "✗ SLACK_BOT_TOKEN is missing" in shown
    assert "✗ RADAR_CONTACT is missing" in shown
    assert "✓ The database can be written." in shown
    assert "✓ The fetcher refuses private addresses." in shown
    assert "✓ Feeds are parsed in a limited child process." in shown


def test_the_check_asks_slack_and_is_content_when_all_is_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.cli import manifest

    with LoopbackSlack(manifest=manifest.read()) as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("RADAR_CONTACT", "you@lab.example")
        assert main(["check"]) == 0, capsys.readouterr().out
    shown = capsys.readouterr().out
    assert "✓ Slack knows the bot token" in shown
    assert "✓ Slack opens a socket for the app token." in shown
    assert "✗" not in shown


def test_the_check_tells_a_revoked_token(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackSlack() as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-old")
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        assert main(["check"]) == 1
    assert "✗ Slack refused a token (invalid_auth)" in capsys.readouterr().out


def test_a_database_can_be_migrated_and_backed_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["migrate"]) == 0
    copy = tmp_path / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    assert copy.exists()
    assert main(["backup", str(copy)]) == 1
    assert main(["status"]) == 0
    assert "No message waits." in capsys.readouterr().out


def test_a_source_nobody_knows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "arxive:cs.CL"]) == 1
    assert "Did you mean arxiv?" in capsys.readouterr().err


def test_a_recorded_source_is_fetched_and_reported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.playground.week import RECORDED

    monkeypatch.setenv("RADAR_REPLAY", str(RECORDED))
    monkeypatch.setenv("RADAR_CLOCK", "2026-06-09T07:00Z")
    assert main(["fetch", "arxiv:quant-ph"]) == 0
    assert "arXiv quant-ph: ok" in capsys.readouterr().out
