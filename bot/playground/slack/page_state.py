"""What the page shows when it opens."""

from typing import Any

from bot.playground.slack.controls import Front
from bot.playground.slack.conversations import Conversation
from bot.playground.slack.page_feed import page_message
from bot.playground.slack.state import State
from bot.playground.slack.workspace import User


def page_state(state: State, front: Front) -> dict[str, Any]:
    """The whole state of the page, as Ada sees it."""
    with state.lock:
        me = state.users[state.workspace.me]
        shown = [one for one in state.conversations.values() if state.is_shown(one)]
        return {
            "workspace": {"name": state.workspace.name},
            "me": {"id": me.id, "name": me.name, "real_name": me.real_name},
            "users": {one.id: _user(one) for one in state.users.values()},
            "conversations": [_conversation(state, one) for one in shown],
            "messages": {one.id: _messages(state, one, me.id) for one in shown},
            "home": state.views.homes.get(me.id),
            "modal": state.views.top(me.id),
            "commands": [
                {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
                for one in state.manifest.commands or ()
            ],
            "shortcuts": [
                {"callback_id": one.callback_id, "name": one.name, "type": one.type}
                for one in state.manifest.shortcuts or ()
                if one.type == "message"
            ],
            "hint": front.hint,
            "clock": state.clock().isoformat() if front.moving_clock else None,
            "controls": [{"id": one.id, "label": one.label, "title": one.title} for one in front.controls],
        }


def _user(user: User) -> dict[str, Any]:
    shown = {"id": user.id, "name": user.name, "real_name": user.real_name}
    return {**shown, "is_bot": user.is_bot, "tz": user.tz}


def _conversation(state: State, conversation: Conversation) -> dict[str, str]:
    if conversation.kind == "im":
        bot = state.users[state.workspace.bot_user]
        return {"id": conversation.id, "name": bot.name, "kind": "app"}
    return {"id": conversation.id, "name": conversation.name, "kind": "channel"}


def _messages(state: State, conversation: Conversation, user: str) -> list[dict[str, Any]]:
    whispered = [one for one in state.ephemerals.get(user, []) if one["channel"] == conversation.id]
    every = sorted([*conversation.everything(), *whispered], key=lambda one: str(one["ts"]))
    return [page_message(one) for one in every]
