"""reactions.*: emoji on messages."""

import re
from typing import Any

from bot.playground.slack import events, posting
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.state import State
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def _target(state: State, given: Given) -> tuple[Conversation, Message]:
    conversation = access.visible(state, given["channel"])
    if conversation.is_archived:
        raise ApiError("is_archived")
    if not state.bot_is_in(conversation):
        raise ApiError("not_in_channel")
    message = conversation.get(given["timestamp"])
    if message is None:
        raise ApiError("message_not_found")
    if not _NAME.fullmatch(given["name"]):
        raise ApiError("invalid_name")
    return conversation, message


def set_reaction(state: State, conversation: Conversation, message: Message, user: str, name: str, *, on: bool) -> bool:
    """Add or remove one person's reaction; say whether that changed anything."""
    reacted: dict[str, list[str]] = {one["name"]: list(one["users"]) for one in message.get("reactions", [])}
    users = reacted.setdefault(name, [])
    if (user in users) == on:
        return False
    if on:
        users.append(user)
    else:
        users.remove(user)
    reactions = [{"name": key, "users": who, "count": len(who)} for key, who in reacted.items() if who]
    conversation.replace({**message, "reactions": reactions})
    posting.show(state, conversation, message["ts"])
    events.reaction(state, conversation, "reaction_added" if on else "reaction_removed", user, name, message["ts"])
    return True


def add(state: State, given: Given) -> dict[str, Any]:
    """reactions.add"""
    conversation, message = _target(state, given)
    if not set_reaction(state, conversation, message, state.workspace.bot_user, given["name"], on=True):
        raise ApiError("already_reacted")
    state.record("reactions.add", channel=conversation.id, ts=message["ts"], arguments=given)
    return {}


def remove(state: State, given: Given) -> dict[str, Any]:
    """reactions.remove"""
    conversation, message = _target(state, given)
    if not set_reaction(state, conversation, message, state.workspace.bot_user, given["name"], on=False):
        raise ApiError("no_reaction")
    state.record("reactions.remove", channel=conversation.id, ts=message["ts"], arguments=given)
    return {}


_TAKES = {"channel": "string!", "timestamp": "string!", "name": "string!"}

METHODS = {
    "reactions.add": Method(add, _TAKES, ("reactions:write",)),
    "reactions.remove": Method(remove, _TAKES, ("reactions:write",)),
}
