"""assistant.threads.*: what the bot is doing, and questions it suggests."""

from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State
from bot.playground.slack.strict.rules import Problems, array, record, string
from bot.playground.slack.timestamps import microseconds
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method

_LOADING = array(string(50), most=10)
_PROMPTS = array(record({"title": string(), "message": string()}), most=4)


def _refuse(problems: Problems) -> None:
    if problems:
        raise ApiError("invalid_arguments", messages=problems.messages)


def set_status(state: State, given: Given) -> dict[str, Any]:
    """assistant.threads.setStatus"""
    conversation = access.postable(state, given["channel_id"])
    if microseconds(given["thread_ts"]) is None:
        raise ApiError("invalid_thread_ts")
    problems = Problems()
    if "loading_messages" in given:
        _LOADING(given["loading_messages"], "/loading_messages", problems)
    _refuse(problems)
    state.record("assistant.threads.setStatus", channel=conversation.id, ts=given["thread_ts"], arguments=given)
    return {}


def set_suggested_prompts(state: State, given: Given) -> dict[str, Any]:
    """assistant.threads.setSuggestedPrompts"""
    conversation = access.postable(state, given["channel_id"])
    problems = Problems()
    _PROMPTS(given["prompts"], "/prompts", problems)
    _refuse(problems)
    if "thread_ts" in given:
        state.warn("assistant.threads.setSuggestedPrompts with thread_ts shows nothing in an agent's tab")
    state.record("assistant.threads.setSuggestedPrompts", channel=conversation.id, arguments=given)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(
        set_status,
        {
            "channel_id": "string!",
            "thread_ts": "string!",
            "status": "string!",
            "loading_messages": "array",
            "icon_emoji": "string",
            "icon_url": "string",
            "username": "string",
        },
        ("assistant:write", "chat:write"),
    ),
    "assistant.threads.setSuggestedPrompts": Method(
        set_suggested_prompts,
        {"channel_id": "string!", "thread_ts": "string", "title": "string", "prompts": "array!"},
        ("assistant:write",),
    ),
}
