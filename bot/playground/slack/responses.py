"""What the bot answers to a command or an interaction: in the acknowledgement, or through a response_url."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.playground.slack import posting
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.records import ResponseUrl
from bot.playground.slack.state import State
from bot.playground.slack.strict import Problems, check_message

LIFETIME = timedelta(minutes=30)
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "blocks": list,
    "attachments": list,
    "response_type": str,
    "replace_original": bool,
    "delete_original": bool,
    "thread_ts": str,
    "mrkdwn": bool,
    "link_names": bool,
    "parse": str,
    "unfurl_links": bool,
    "unfurl_media": bool,
    "metadata": dict,
    "markdown_text": str,
}


def issue(state: State, conversation: Conversation, user: str, source: Message | None = None) -> str:
    """A response_url for what this person did here."""
    token = secrets.token_urlsafe(18)
    state.response_urls[token] = ResponseUrl(
        conversation.id,
        user,
        state.clock() + LIFETIME,
        source["ts"] if source else "",
        source.get("thread_ts", "") if source else "",
    )
    return f"{state.url}/response/{state.workspace.team_id}/{token}"


def redeem(state: State, token: str, content: Any) -> None:
    """Do what was posted to a response_url."""
    right = state.response_urls.get(token)
    if right is None:
        raise ApiError("invalid_url")
    if state.clock() > right.until:
        raise ApiError("expired_url")
    if right.uses_left < 1:
        raise ApiError("used_url")
    right.uses_left -= 1
    checked = check_response(content)
    respond(state, "response_url", right, checked)


def check_response(content: Any) -> dict[str, Any]:
    """Refuse an answer that Slack would not show."""
    if not isinstance(content, dict):
        raise ApiError("invalid_payload")
    mistakes = [f"[ERROR] unknown field: {key}" for key in content if key not in _TYPES]
    mistakes += [
        f"[ERROR] wrong type [json-pointer:/{key}]"
        for key, value in content.items()
        if key in _TYPES and value is not None and not isinstance(value, _TYPES[key])
    ]
    if content.get("response_type") not in (None, "ephemeral", "in_channel"):
        mistakes.append("[ERROR] must be ephemeral or in_channel [json-pointer:/response_type]")
    if mistakes:
        raise ApiError("invalid_arguments", messages=mistakes)
    if not content.get("delete_original"):
        problems = Problems()
        check_message(content, problems)
        if problems.messages:
            raise ApiError("invalid_blocks", messages=problems.messages)
        if problems.code:
            raise ApiError(problems.code)
    return content


def respond(state: State, method: str, right: ResponseUrl, content: Mapping[str, Any]) -> None:
    """Post, replace or delete, as the answer says."""
    conversation = state.conversations[right.channel]
    if content.get("delete_original"):
        _delete(state, conversation, right)
        message: Message | None = None
    elif content.get("replace_original") and right.source_ts:
        message = _replace(state, method, conversation, right, content)
    else:
        message = _post(state, method, conversation, right, content)
    state.record(
        method,
        channel=right.channel,
        ts=message["ts"] if message else right.source_ts,
        user=right.user,
        message=message,
        arguments=dict(content),
    )


def _post(
    state: State, method: str, conversation: Conversation, right: ResponseUrl, content: Mapping[str, Any]
) -> Message:
    posting.warn_without_text(state, method, content)
    placed = dict(content)
    if right.thread_ts and "thread_ts" not in placed:
        placed["thread_ts"] = right.thread_ts
    if content.get("response_type") != "in_channel":
        return posting.whisper(state, conversation, right.user, placed)
    message = posting.bot_message(state, placed)
    posting.publish(state, conversation, message)
    return message


def _replace(
    state: State, method: str, conversation: Conversation, right: ResponseUrl, content: Mapping[str, Any]
) -> Message:
    posting.warn_without_text(state, method, content)
    changes = {"blocks": [], "attachments": [], **posting.written(content)}
    whispered = find_ephemeral(state, right.user, right.source_ts)
    if whispered is None:
        posting.edit(state, conversation, right.source_ts, changes)
        return {**(conversation.get(right.source_ts) or {}), "ts": right.source_ts}
    now = {**whispered, **changes}
    seen = state.ephemerals[right.user]
    seen[seen.index(whispered)] = now
    if right.user == state.workspace.me:
        state.show({"type": "message", "conversation": conversation.id, "message": now})
    return now


def _delete(state: State, conversation: Conversation, right: ResponseUrl) -> None:
    whispered = find_ephemeral(state, right.user, right.source_ts)
    if whispered is None:
        posting.delete(state, conversation, right.source_ts)
        return
    state.ephemerals[right.user].remove(whispered)
    if right.user == state.workspace.me:
        state.show({"type": "delete", "conversation": conversation.id, "ts": right.source_ts})


def find_ephemeral(state: State, user: str, ts: str) -> Message | None:
    """The message that only this person sees."""
    return next((one for one in reversed(state.ephemerals.get(user, [])) if one["ts"] == ts), None)
