"""The events that Slack sends to the app, as the Events API words them."""

import secrets
from concurrent.futures import Future
from typing import Any

from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.records import Ack
from bot.playground.slack.state import State

Event = dict[str, Any]
Told = list[Future[Ack]]

_WORDS = {"channel": "channels", "group": "groups", "im": "im"}


def envelope(state: State, event: Event, event_id: str | None = None) -> dict[str, Any]:
    """The body in which an event travels, over a socket and over HTTP alike."""
    team = state.workspace.team_id
    return {
        "token": "verification-token-of-old",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": state.workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or f"Ev0{secrets.token_hex(4).upper()}",
        "event_time": int(state.clock().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": state.workspace.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def _placed(state: State, conversation: Conversation, event: Event) -> Event:
    return {
        **event,
        "channel": conversation.id,
        "channel_type": conversation.kind,
        "event_ts": event.get("event_ts") or state.stamps.next(),
    }


def _heard(state: State, conversation: Conversation, event: Event) -> Told:
    """Send a message event, if the bot is there to hear it."""
    if not state.bot_is_in(conversation):
        return []
    told = state.emit(f"message.{_WORDS[conversation.kind]}", _placed(state, conversation, event))
    return [told] if told else []


def message_posted(state: State, conversation: Conversation, message: Message) -> Told:
    """A new message; one that mentions the bot in a channel is told twice, as Slack does."""
    event = {key: value for key, value in message.items() if key != "metadata"}
    told = _heard(state, conversation, {**event, "event_ts": message["ts"]})
    mention = f"<@{state.workspace.bot_user}>"
    mentioned = mention in message["text"] and "bot_id" not in message
    if mentioned and conversation.kind != "im" and state.bot_is_in(conversation):
        told += _mentioned(state, conversation, event)
    return told


def _mentioned(state: State, conversation: Conversation, message: Message) -> Told:
    kept = ("user", "text", "ts", "thread_ts", "team", "blocks", "client_msg_id", "edited")
    event = {"type": "app_mention", **{key: message[key] for key in kept if key in message}}
    event |= {"channel": conversation.id, "event_ts": message["ts"]}
    told = state.emit("app_mention", event)
    return [told] if told else []


def message_changed(state: State, conversation: Conversation, now: Message, before: Message) -> Told:
    """A message was edited."""
    ts = state.stamps.next()
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": ts, "event_ts": ts}
    return _heard(state, conversation, {**event, "message": now, "previous_message": before})


def message_deleted(state: State, conversation: Conversation, before: Message) -> Told:
    """A message was deleted."""
    ts = state.stamps.next()
    event = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": ts, "event_ts": ts}
    return _heard(state, conversation, {**event, "deleted_ts": before["ts"], "previous_message": before})


def reaction(state: State, conversation: Conversation, kind: str, user: str, name: str, ts: str) -> Told:
    """A reaction was added or removed: `kind` is reaction_added or reaction_removed."""
    message = conversation.get(ts) or {}
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": conversation.id, "ts": ts},
        "item_user": message.get("user", ""),
        "event_ts": state.stamps.next(),
    }
    told = state.emit(kind, event) if state.bot_is_in(conversation) else None
    return [told] if told else []


def home_opened(state: State, user: str, tab: str) -> Told:
    """A person opened the App Home, at its Home tab or its Messages tab."""
    event: Event = {
        "type": "app_home_opened",
        "user": user,
        "channel": state.open_direct(user).id,
        "tab": tab,
        "event_ts": state.stamps.next(),
    }
    view = state.views.homes.get(user)
    if view is not None and tab == "home":
        event["view"] = view
    told = state.emit("app_home_opened", event)
    return [told] if told else []


def links_shared(state: State, conversation: Conversation, message: Message, urls: list[str]) -> Told:
    """A message holds links of a domain that the app unfurls."""
    links = [
        {"url": url, "domain": domain}
        for url in urls
        for domain in state.manifest.unfurl_domains
        if _belongs(url, domain)
    ]
    if not links:
        return []
    event = {
        "type": "link_shared",
        "user": message["user"],
        "channel": conversation.id,
        "message_ts": message["ts"],
        "links": links,
        "source": "conversations_history",
        "unfurl_id": f"C.{conversation.id}.{message['ts']}",
        "is_bot_user_member": state.bot_is_in(conversation),
        "event_ts": state.stamps.next(),
    }
    if "thread_ts" in message:
        event["thread_ts"] = message["thread_ts"]
    told = state.emit("link_shared", event)
    return [told] if told else []


def _belongs(url: str, domain: str) -> bool:
    host = url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].lower()
    return host == domain or host.endswith("." + domain)
