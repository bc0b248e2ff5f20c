"""chat.*: posting, changing and deleting messages."""

from typing import Any

from bot.playground.slack import posting
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation
from bot.playground.slack.state import State
from bot.playground.slack.strict import Problems, check_message
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method

_CONTENT = {
    "text": "string",
    "blocks": "array",
    "attachments": "array",
    "markdown_text": "string",
    "as_user": "boolean",
    "link_names": "boolean",
    "parse": "string",
}
_AUTHOR = {"icon_emoji": "string", "icon_url": "string", "username": "string"}


def refuse_bad_content(given: Given, *, empty: bool = False) -> None:
    """Refuse content that Slack would not take."""
    problems = Problems()
    check_message(given, problems)
    if empty and problems.code == "no_text":
        problems.code = ""
    if problems.messages:
        raise ApiError("invalid_blocks", messages=problems.messages, errors=list(problems.messages))
    if problems.code:
        raise ApiError(problems.code)


def _authored(state: State, given: Given, message: dict[str, Any]) -> None:
    names = [key for key in _AUTHOR if given.get(key)]
    if names and state.scopes is not None and "chat:write.customize" not in state.scopes:
        state.warn(f"{', '.join(names)} without the scope chat:write.customize: Slack ignores them")
    elif given.get("username"):
        message |= {"username": given["username"], "subtype": "bot_message"}


def post_message(state: State, given: Given) -> dict[str, Any]:
    """chat.postMessage"""
    conversation = access.postable(state, given["channel"])
    if state.pace:
        state.pace.take(conversation.id)
    refuse_bad_content(given)
    content = dict(given)
    if given.get("thread_ts"):
        content["thread_ts"] = access.thread_root(state, conversation, given["thread_ts"])
    posting.warn_without_text(state, "chat.postMessage", content)
    message = posting.bot_message(state, content)
    _authored(state, given, message)
    if given.get("reply_broadcast") and "thread_ts" in message:
        message["subtype"] = "thread_broadcast"
    posting.publish(state, conversation, message)
    state.record("chat.postMessage", channel=conversation.id, ts=message["ts"], message=message, arguments=given)
    return {"channel": conversation.id, "ts": message["ts"], "message": message, **_textless(given)}


def _textless(given: Given) -> dict[str, Any]:
    """The warning with which Slack answers blocks that have no text beside them."""
    if (given.get("text") or "").strip() or given.get("markdown_text"):
        return {}
    warning = "missing_text_in_message"
    return {"warning": warning, "response_metadata": {"warnings": [warning]}}


def update(state: State, given: Given) -> dict[str, Any]:
    """chat.update"""
    conversation = access.visible(state, given["channel"])
    before = access.own_message(state, conversation, given["ts"], "cant_update_message")
    cleared = given.get("metadata") == {}
    refuse_bad_content({**given, "metadata": None} if cleared else given, empty="metadata" in given)
    posting.warn_without_text(state, "chat.update", given)
    changes = posting.written(given)
    if not (given.get("text") or given.get("blocks") or given.get("markdown_text")):
        del changes["text"]
    for key in ("blocks", "attachments", "metadata"):
        if key in given and not given[key]:
            changes[key] = given[key]
    changes["edited"] = {"user": state.workspace.bot_user, "ts": state.stamps.next()}
    changes.pop("thread_ts", None)
    posting.edit(state, conversation, given["ts"], changes)
    message = {**before, **changes}
    state.record("chat.update", channel=conversation.id, ts=given["ts"], message=message, arguments=given)
    return {"channel": conversation.id, "ts": given["ts"], "text": message["text"], "message": message}


def delete(state: State, given: Given) -> dict[str, Any]:
    """chat.delete"""
    conversation = access.visible(state, given["channel"])
    before = access.own_message(state, conversation, given["ts"], "cant_delete_message")
    posting.delete(state, conversation, given["ts"])
    state.record("chat.delete", channel=conversation.id, ts=given["ts"], message=before, arguments=given)
    return {"channel": conversation.id, "ts": given["ts"]}


def post_ephemeral(state: State, given: Given) -> dict[str, Any]:
    """chat.postEphemeral"""
    conversation = access.postable(state, given["channel"])
    if given["user"] not in conversation.members:
        raise ApiError("user_not_in_channel")
    refuse_bad_content(given)
    content = dict(given)
    if given.get("thread_ts"):
        content["thread_ts"] = access.thread_root(state, conversation, given["thread_ts"])
    posting.warn_without_text(state, "chat.postEphemeral", content)
    message = posting.whisper(state, conversation, given["user"], content)
    state.record(
        "chat.postEphemeral",
        channel=conversation.id,
        ts=message["ts"],
        user=given["user"],
        message=message,
        arguments=given,
    )
    return {"message_ts": message["ts"]}


def permalink(state: State, conversation: Conversation, ts: str, thread_ts: str | None) -> str:
    """The address of a message; it opens on the playground's page."""
    link = f"{state.url}/archives/{conversation.id}/p{ts.replace('.', '')}"
    if thread_ts and thread_ts != ts:
        link += f"?thread_ts={thread_ts}&cid={conversation.id}"
    return link


def get_permalink(state: State, given: Given) -> dict[str, Any]:
    """chat.getPermalink"""
    conversation = access.visible(state, given["channel"])
    message = conversation.get(given["message_ts"])
    if message is None:
        raise ApiError("message_not_found")
    link = permalink(state, conversation, message["ts"], message.get("thread_ts"))
    return {"channel": conversation.id, "permalink": link}


METHODS = {
    "chat.postMessage": Method(
        post_message,
        {
            "channel": "string!",
            **_CONTENT,
            **_AUTHOR,
            "thread_ts": "string",
            "reply_broadcast": "boolean",
            "unfurl_links": "boolean",
            "unfurl_media": "boolean",
            "mrkdwn": "boolean",
            "metadata": "object",
            "client_msg_id": "string",
        },
        ("chat:write",),
    ),
    "chat.update": Method(
        update,
        {
            "channel": "string!",
            "ts": "string!",
            **_CONTENT,
            "file_ids": "strings",
            "reply_broadcast": "boolean",
            "metadata": "object",
        },
        ("chat:write",),
    ),
    "chat.delete": Method(delete, {"channel": "string!", "ts": "string!", "as_user": "boolean"}, ("chat:write",)),
    "chat.postEphemeral": Method(
        post_ephemeral,
        {"channel": "string!", "user": "string!", **_CONTENT, **_AUTHOR, "thread_ts": "string"},
        ("chat:write",),
    ),
    "chat.getPermalink": Method(get_permalink, {"channel": "string!", "message_ts": "string!"}),
}
