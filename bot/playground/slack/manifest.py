"""What an app manifest promises: scopes, events, slash commands, shortcuts, App Home."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the manifest registers it."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A global or message shortcut as the manifest registers it."""

    callback_id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that change what Slack does; without one, everything is allowed."""

    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    commands: tuple[Command, ...] | None = None
    shortcuts: tuple[Shortcut, ...] | None = None
    unfurl_domains: tuple[str, ...] = ()
    home_tab: bool = True
    messages_tab: bool = True
    interactive: bool = True

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to this kind of event."""
        return self.events is None or event in self.events

    def command(self, name: str) -> Command | None:
        """The registered slash command of this name."""
        if self.commands is None:
            return Command(name)
        return next((one for one in self.commands if one.command == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        """The registered shortcut with this id."""
        if self.shortcuts is None:
            return Shortcut(callback_id, callback_id, kind)
        wanted = (callback_id, kind)
        return next((one for one in self.shortcuts if (one.callback_id, one.type) == wanted), None)


def read_manifest(manifest: Mapping[str, Any] | None) -> Manifest:
    """Take from a manifest what the loopback Slack acts on."""
    if manifest is None:
        return Manifest()
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home = features.get("app_home", {})
    return Manifest(
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(_command(one) for one in features.get("slash_commands", ())),
        shortcuts=tuple(
            Shortcut(one["callback_id"], one["name"], one["type"]) for one in features.get("shortcuts", ())
        ),
        unfurl_domains=tuple(features.get("unfurl_domains", ())),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
    )


def _command(entry: Mapping[str, Any]) -> Command:
    return Command(
        entry["command"],
        entry.get("description", ""),
        entry.get("usage_hint", ""),
        bool(entry.get("should_escape", False)),
    )
