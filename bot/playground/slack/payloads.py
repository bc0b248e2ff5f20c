"""What Slack sends when a person uses a command, a button, a menu, a shortcut or a modal."""

from collections.abc import Mapping
from typing import Any

from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.state import State

Payload = dict[str, Any]

_SHOWN_AS = {"im": "directmessage", "group": "privategroup"}


def channel_name(conversation: Conversation) -> str:
    """The name of a conversation as payloads give it."""
    return _SHOWN_AS.get(conversation.kind, conversation.name)


def slash_command(
    state: State, user: str, conversation: Conversation, command: str, text: str, response_url: str
) -> Payload:
    """A slash command: every value is a string, as in the form that Slack posts."""
    workspace = state.workspace
    return {
        "token": "verification-token-of-old",
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": user,
        "user_name": state.users[user].name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": state.triggers.issue(user),
    }


def _interaction(state: State, kind: str, user: str) -> Payload:
    workspace = state.workspace
    person = state.users[user]
    return {
        "type": kind,
        "user": {
            "id": user,
            "username": person.name,
            "name": person.name,
            "team_id": workspace.team_id,
        },
        "api_app_id": workspace.app_id,
        "token": "verification-token-of-old",
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": state.triggers.issue(user),
    }


def message_action(
    state: State,
    user: str,
    conversation: Conversation,
    message: Message,
    actions: list[Mapping[str, Any]],
    response_url: str,
) -> Payload:
    """A button or menu of a message was used."""
    ephemeral = bool(message.get("is_ephemeral"))
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    payload = {
        **_interaction(state, "block_actions", user),
        "container": container,
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "state": {"values": state.fields_of(conversation, message)},
        "response_url": response_url,
        "actions": actions,
    }
    if not ephemeral:
        payload["message"] = message
    return payload


def view_action(state: State, user: str, view: Mapping[str, Any], actions: list[Mapping[str, Any]]) -> Payload:
    """A button or menu of a modal or of the App Home was used."""
    return {
        **_interaction(state, "block_actions", user),
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "actions": actions,
    }


def view_submission(state: State, user: str, view: Mapping[str, Any], response_urls: list[dict[str, str]]) -> Payload:
    """A modal was submitted."""
    return {**_interaction(state, "view_submission", user), "view": view, "response_urls": response_urls}


def view_closed(state: State, user: str, view: Mapping[str, Any]) -> Payload:
    """A modal was dismissed."""
    payload = _interaction(state, "view_closed", user)
    del payload["trigger_id"]
    return {**payload, "view": view, "is_cleared": False}


def global_shortcut(state: State, user: str, callback_id: str) -> Payload:
    """A global shortcut was chosen."""
    return {
        **_interaction(state, "shortcut", user),
        "callback_id": callback_id,
        "action_ts": state.stamps.next(),
    }


def message_shortcut(
    state: State, user: str, callback_id: str, conversation: Conversation, message: Message, response_url: str
) -> Payload:
    """A message shortcut was chosen."""
    return {
        **_interaction(state, "message_action", user),
        "callback_id": callback_id,
        "action_ts": state.stamps.next(),
        "message_ts": message["ts"],
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "message": message,
        "response_url": response_url,
    }
