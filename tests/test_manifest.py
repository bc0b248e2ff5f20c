"""The manifest: what it asks of a workspace is what the bot uses, no more and no less."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LISTENERS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "listeners").rglob("*.py"))
BOT = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "bot").rglob("*.py")
    if "playground" not in path.parts and "cli" not in path.parts
)

USES = {
    "app_mentions:read": "app_mention",
    "assistant:write": "assistant_threads_setSuggestedPrompts|assistant_threads_setStatus",
    "channels:history": r"conversations\.history|conversations\.replies",
    "channels:read": "conversations_info",
    "chat:write": r"chat\.postMessage",
    "commands": r"\.command\(",
    "files:read": "url_private",
    "groups:history": r"conversations\.history|conversations\.replies",
    "groups:read": "conversations_info",
    "im:history": r"conversations\.history|conversations\.replies",
    "im:write": r"conversations\.open",
    "users:read": r"users\.info|users_info",
}


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))


def heard_events() -> set[str]:
    return set(re.findall(r'\.event\(\s*"([a-z_]+)"', LISTENERS))


def test_every_subscribed_event_has_a_listener_and_back(manifest: Any) -> None:
    subscribed = {name.split(".")[0] for name in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert heard_events() == subscribed


def test_every_scope_has_a_use(manifest: Any) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert sorted(scopes) == sorted(USES)
    assert [scope for scope in scopes if not re.search(USES[scope], BOT)] == []


def test_every_command_and_shortcut_has_a_listener(manifest: Any) -> None:
    for command in manifest["features"]["slash_commands"]:
        assert f'"{command["command"]}"' in LISTENERS
        assert len(command["command"]) <= 32
    for shortcut in manifest["features"]["shortcuts"]:
        assert f'"{shortcut["callback_id"]}"' in LISTENERS
        assert len(shortcut["name"]) <= 24


def test_the_words_fit_slack(manifest: Any) -> None:
    display = manifest["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 174 <= len(display["long_description"]) <= 4000
    view = manifest["features"]["agent_view"]
    assert len(view["agent_description"]) <= 300
    assert len(view["suggested_prompts"]) <= 4
