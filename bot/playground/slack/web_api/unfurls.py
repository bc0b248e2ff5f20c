"""chat.unfurl: previews of links that people share."""

from typing import Any

from bot.playground.slack import posting
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.state import State
from bot.playground.slack.strict import Problems, check_blocks
from bot.playground.slack.web_api.methods import Given, Method


def _found(state: State, given: Given) -> tuple[Conversation, Message]:
    channel, ts = given.get("channel"), given.get("ts")
    if given.get("unfurl_id"):
        parts = given["unfurl_id"].split(".", 2)
        channel, ts = (parts[1], parts[2]) if len(parts) == 3 else ("", "")
    conversation = state.conversations.get(channel or "")
    message = conversation.get(ts or "") if conversation else None
    if conversation is None or message is None:
        raise ApiError("cannot_find_message")
    return conversation, message


def unfurl(state: State, given: Given) -> dict[str, Any]:
    """chat.unfurl"""
    conversation, message = _found(state, given)
    if not given["unfurls"]:
        raise ApiError("missing_unfurls")
    problems = Problems()
    attachments = []
    for url, preview in given["unfurls"].items():
        if url.replace("&", "&amp;") not in message["text"] and url not in message["text"]:
            raise ApiError("cannot_unfurl_url")
        if not isinstance(preview, dict):
            raise ApiError("invalid_unfurls_format")
        if "blocks" in preview:
            check_blocks(preview["blocks"], "message", f"/unfurls/{url}/blocks", problems)
        attachments.append({"from_url": url, "app_id": state.workspace.app_id, **preview})
    if problems:
        raise ApiError("invalid_unfurls_format", messages=problems.messages)
    posting.edit(state, conversation, message["ts"], {"attachments": attachments})
    state.record("chat.unfurl", channel=conversation.id, ts=message["ts"], arguments=given)
    return {}


METHODS = {
    "chat.unfurl": Method(
        unfurl,
        {
            "channel": "string",
            "ts": "string",
            "unfurl_id": "string",
            "source": "string",
            "unfurls": "object!",
            "metadata": "object",
            "user_auth_required": "boolean",
            "user_auth_message": "string",
            "user_auth_url": "string",
            "user_auth_blocks": "array",
        },
        ("links:write",),
    ),
}
