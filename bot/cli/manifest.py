"""The app's manifest, where the bot runs from a checkout that has it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def read() -> Mapping[str, Any]:
    """The manifest as data; empty when the file is not there."""
    if not MANIFEST.exists():
        return {}
    loaded: Mapping[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return loaded


def bot_scopes() -> Sequence[str]:
    """The scopes the bot asks for."""
    scopes: Sequence[str] = read().get("oauth_config", {}).get("scopes", {}).get("bot", ())
    return scopes
