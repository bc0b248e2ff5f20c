"""conversations.history and conversations.replies: reading messages back."""

from collections.abc import Iterable
from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Message
from bot.playground.slack.state import State
from bot.playground.slack.timestamps import microseconds
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method
from bot.playground.slack.web_api.pages import page

_END = 10**18
_MOST = 999


def _window(given: Given) -> tuple[int, int]:
    """The first and the last microsecond that may be shown."""
    bounds = {}
    for name, default in (("oldest", 0), ("latest", _END)):
        value = given.get(name)
        at = default if value in (None, "", "now") else microseconds(value or "")
        if at is None:
            raise ApiError(f"invalid_ts_{name}")
        bounds[name] = at
    shift = 0 if given.get("inclusive") else 1
    oldest, latest = bounds["oldest"], bounds["latest"]
    return oldest + shift if oldest else 0, latest - shift if latest < _END else _END


def _shown(messages: Iterable[Message], given: Given) -> list[Message]:
    if given.get("include_all_metadata"):
        return list(messages)
    return [{key: value for key, value in one.items() if key != "metadata"} for one in messages]


def history(state: State, given: Given) -> dict[str, Any]:
    """conversations.history"""
    conversation = access.readable(state, given["channel"], "history")
    oldest, latest = _window(given)
    keys = conversation.front(oldest, latest)[::-1]
    some, more = page(keys, given, 100, _MOST)
    return {
        "messages": _shown(conversation.pick(some), given),
        "has_more": bool(more["next_cursor"]),
        "pin_count": 0,
        "response_metadata": more,
    }


def replies(state: State, given: Given) -> dict[str, Any]:
    """conversations.replies"""
    conversation = access.readable(state, given["channel"], "history")
    parent = conversation.get(given["ts"])
    if parent is None:
        raise ApiError("thread_not_found")
    thread = conversation.thread(str(parent.get("thread_ts", parent["ts"])))
    oldest, latest = _window(given)
    wanted = [one for one in thread[1:] if oldest <= (microseconds(one["ts"]) or 0) <= latest]
    some, more = page(wanted, given, _MOST, _MOST + 1)
    return {
        "messages": _shown([*thread[:1], *some], given),
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


_READING = {
    "channel": "string!",
    "cursor": "string",
    "inclusive": "boolean",
    "include_all_metadata": "boolean",
    "limit": "integer",
    "latest": "string",
    "oldest": "string",
}
_SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS = {
    "conversations.history": Method(history, _READING, _SCOPES),
    "conversations.replies": Method(replies, {**_READING, "ts": "string!"}, _SCOPES),
}
