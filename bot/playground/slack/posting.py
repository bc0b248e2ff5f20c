"""Puts messages of the bot and of people into conversations, and tells everybody who should know."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from bot.playground.slack import events
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.named_blocks import named_blocks
from bot.playground.slack.records import Ack
from bot.playground.slack.state import State
from bot.playground.slack.typed_text import Typed, typed

NO_FALLBACK = "This content can't be displayed."


def bot_message(state: State, content: Mapping[str, Any]) -> Message:
    """A message of the bot with this content, not stored yet."""
    workspace = state.workspace
    message: Message = {
        "user": workspace.bot_user,
        "type": "message",
        "ts": state.stamps.next(),
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
        "bot_profile": {
            "id": workspace.bot_id,
            "app_id": workspace.app_id,
            "name": state.users[workspace.bot_user].name,
            "icons": {},
            "deleted": False,
            "updated": 0,
            "team_id": workspace.team_id,
        },
    }
    return message | written(content)


def written(content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a message that come from what the bot wrote."""
    markdown = content.get("markdown_text")
    blocks = [{"type": "markdown", "text": markdown}] if markdown else content.get("blocks")
    fields: dict[str, Any] = {"text": markdown or content.get("text") or (NO_FALLBACK if blocks else "")}
    if blocks:
        fields["blocks"] = named_blocks(blocks)
    for key in ("attachments", "metadata", "thread_ts", "files"):
        if content.get(key):
            fields[key] = content[key]
    return fields


def warn_without_text(state: State, method: str, content: Mapping[str, Any]) -> None:
    """Note a message whose blocks have no text beside them: a screen reader gets nothing."""
    if content.get("blocks") and not (content.get("text") or "").strip():
        state.warn(f"{method}: blocks without `text`; notifications and screen readers get nothing")


def publish(state: State, conversation: Conversation, message: Message) -> list[Future[Ack]]:
    """Store a message, show it on the page and tell the bot."""
    conversation.add(message)
    show(state, conversation, message["ts"])
    if message.get("thread_ts", message["ts"]) != message["ts"]:
        show(state, conversation, message["thread_ts"])
    return events.message_posted(state, conversation, message)


def show(state: State, conversation: Conversation, ts: str) -> None:
    """Show the present form of a message on the page."""
    message = conversation.get(ts)
    if message is not None and state.watchers and state.is_shown(conversation):
        state.show({"type": "message", "conversation": conversation.id, "message": message})


def whisper(state: State, conversation: Conversation, user: str, content: Mapping[str, Any]) -> Message:
    """Show one person a message that nobody else sees and that is not stored."""
    message = bot_message(state, content) | {"is_ephemeral": True, "channel": conversation.id}
    state.ephemerals.setdefault(user, []).append(message)
    if state.watchers and user == state.workspace.me:
        state.show({"type": "message", "conversation": conversation.id, "message": message})
    return message


def edit(state: State, conversation: Conversation, ts: str, changes: Mapping[str, Any]) -> list[Future[Ack]]:
    """Change a stored message."""
    before = conversation.get(ts)
    if before is None:
        return []
    now = {**before, **changes}
    conversation.replace(now)
    show(state, conversation, ts)
    return events.message_changed(state, conversation, now, before)


def delete(state: State, conversation: Conversation, ts: str) -> list[Future[Ack]]:
    """Delete a stored message."""
    before = conversation.remove(ts)
    if before is None:
        return []
    left = conversation.get(ts)
    if left is None and state.is_shown(conversation):
        state.show({"type": "delete", "conversation": conversation.id, "ts": ts})
    elif left is not None:
        show(state, conversation, ts)
    if "thread_ts" in before and before["thread_ts"] != ts:
        show(state, conversation, before["thread_ts"])
    return events.message_deleted(state, conversation, before)


def _typed_message(state: State, user: str, line: Typed) -> Message:
    return {
        "client_msg_id": str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)),
        "type": "message",
        "user": user,
        "text": line.text,
        "ts": state.stamps.next(),
        "team": state.workspace.team_id,
        "blocks": line.blocks,
    }


def person_says(
    state: State,
    conversation: Conversation,
    user: str,
    text: str,
    thread_ts: str | None,
    files: Sequence[Message] = (),
) -> tuple[Message, list[Future[Ack]]]:
    """A person writes a message, in a conversation or below one of its messages."""
    if conversation.is_archived:
        raise ValueError(f"#{conversation.name} is archived: nobody can write there any more")
    parent = conversation.get(thread_ts) if thread_ts else None
    if thread_ts and parent is None:
        raise ValueError("the message that this answers is not there any more")
    line = typed(text, state.users.values())
    message = _typed_message(state, user, line)
    if files:
        message |= {"subtype": "file_share", "files": list(files), "upload": False}
    if parent:
        message["thread_ts"] = parent.get("thread_ts", parent["ts"])
        message["parent_user_id"] = parent.get("user", "")
    told = publish(state, conversation, message)
    return message, told + events.links_shared(state, conversation, message, line.urls)
