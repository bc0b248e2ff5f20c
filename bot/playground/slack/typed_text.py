"""What a person types, turned into the text and the rich_text block that Slack stores."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.playground.slack.workspace import User

_TOKEN = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)>"
    r"|<\#(?P<channel>[CG][A-Z0-9]+)(?:\|[^>]*)?>"
    r"|(?P<url>https?://[^\s<>|]+)"
    r"|(?<![\w.@/])(?P<bare>(?:[a-z0-9-]+\.)+(?:org|com|net|edu|io|gov)(?:/[^\s<>|]*)?)(?![\w@])"
    r"|(?<!\w)@(?P<name>[\w.-]*\w)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}'\""


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed message: escaped text, the rich_text block, the addresses in it."""

    text: str
    blocks: list[dict[str, Any]]
    urls: list[str]


def escape(text: str) -> str:
    """Escape the three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, users: Iterable[User]) -> Typed:
    """Read what a person typed: mentions and addresses become links, the rest is escaped."""
    names = {user.name.lower(): user.id for user in users}
    written: list[str] = []
    parts: list[dict[str, Any]] = []
    urls: list[str] = []
    end = 0
    for found in _TOKEN.finditer(text):
        token = _read(found, names)
        if token is None or found.start() < end:
            continue
        mark, part, length = token
        _plain(text[end : found.start()], written, parts)
        written.append(mark)
        parts.append(part)
        urls += [part["url"]] if "url" in part else []
        end = found.start() + length
    _plain(text[end:], written, parts)
    section = {"type": "rich_text_section", "elements": parts}
    block = {"type": "rich_text", "block_id": "typed", "elements": [section]}
    return Typed("".join(written), [block], urls)


def _plain(text: str, written: list[str], parts: list[dict[str, Any]]) -> None:
    if text:
        written.append(escape(text))
        parts.append({"type": "text", "text": text})


def _read(found: re.Match[str], names: dict[str, str]) -> tuple[str, dict[str, Any], int] | None:
    kind, whole = found.lastgroup, found[0]
    if kind == "user":
        return f"<@{found['user']}>", {"type": "user", "user_id": found["user"]}, len(whole)
    if kind == "channel":
        return f"<#{found['channel']}|>", {"type": "channel", "channel_id": found["channel"]}, len(whole)
    if kind == "name":
        user = names.get(found["name"].lower())
        return (f"<@{user}>", {"type": "user", "user_id": user}, len(whole)) if user else None
    address = whole.rstrip(_TRAILING)
    if kind == "bare":
        url = f"http://{address}"
        return f"<{escape(url)}|{escape(address)}>", {"type": "link", "url": url, "text": address}, len(address)
    return f"<{escape(address)}>", {"type": "link", "url": address}, len(address)
