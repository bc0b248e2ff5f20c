"""conversations.*: opening, listing and looking at conversations."""

from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation
from bot.playground.slack.state import State
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method
from bot.playground.slack.web_api.pages import page

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_ANY_READ = ("channels:read", "groups:read", "im:read", "mpim:read")


def described(state: State, conversation: Conversation) -> dict[str, Any]:
    """A conversation the way Slack describes it."""
    shared = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.is_archived,
        "is_im": conversation.kind == "im",
        "is_org_shared": False,
        "context_team_id": state.workspace.team_id,
    }
    if conversation.kind == "im":
        return {**shared, "user": conversation.user, "is_user_deleted": False, "priority": 0}
    return {
        **shared,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": conversation.kind == "channel",
        "is_group": conversation.kind == "group",
        "is_mpim": False,
        "is_private": conversation.kind == "group",
        "is_general": conversation.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": state.bot_is_in(conversation),
        "creator": state.workspace.me,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": conversation.purpose, "creator": "", "last_set": 0},
    }


def open_conversation(state: State, given: Given) -> dict[str, Any]:
    """conversations.open"""
    if given.get("channel"):
        conversation = access.visible(state, given["channel"])
    else:
        conversation = _with_users(state, given.get("users", []))
    body: dict[str, Any] = {"id": conversation.id}
    if given.get("return_im"):
        body = described(state, conversation)
    return {"channel": body, "no_op": True, "already_open": True}


def _with_users(state: State, users: list[str]) -> Conversation:
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        raise ApiError("not_supported")
    person = state.users.get(users[0])
    if person is None:
        raise ApiError("user_not_found")
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    return state.open_direct(person.id)


def info(state: State, given: Given) -> dict[str, Any]:
    """conversations.info"""
    conversation = access.readable(state, given["channel"], "read")
    body = described(state, conversation)
    if given.get("include_num_members") and conversation.kind != "im":
        body["num_members"] = len(conversation.members)
    if given.get("include_locale"):
        body["locale"] = "en-US"
    return {"channel": body}


def list_all(state: State, given: Given) -> dict[str, Any]:
    """conversations.list"""
    return _listed(state, given, member="")


def of_user(state: State, given: Given) -> dict[str, Any]:
    """users.conversations"""
    return _listed(state, given, member=given.get("user") or state.workspace.bot_user)


def _listed(state: State, given: Given, member: str) -> dict[str, Any]:
    types = given.get("types") or ["public_channel"]
    if not set(types) <= set(_TYPES):
        raise ApiError("invalid_types")
    kinds = {_TYPES[one] for one in types}
    for kind in kinds & set(access.KINDS):
        access.demand(state, f"{access.KINDS[kind]}:read")
    chosen = [
        described(state, one)
        for one in state.conversations.values()
        if one.kind in kinds
        and (one.kind == "channel" or state.bot_is_in(one))
        and not (given.get("exclude_archived") and one.is_archived)
        and (not member or member in one.members)
    ]
    some, more = page(chosen, given, 100)
    return {"channels": list(some), "response_metadata": more}


def members(state: State, given: Given) -> dict[str, Any]:
    """conversations.members"""
    conversation = access.readable(state, given["channel"], "read")
    some, more = page(sorted(conversation.members), given, 100)
    return {"members": list(some), "response_metadata": more}


def join(state: State, given: Given) -> dict[str, Any]:
    """conversations.join"""
    conversation = access.visible(state, given["channel"])
    if conversation.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if conversation.is_archived:
        raise ApiError("is_archived")
    conversation.members.add(state.workspace.bot_user)
    state.record("conversations.join", channel=conversation.id, arguments=given)
    return {"channel": described(state, conversation)}


_LISTING = {
    "cursor": "string",
    "exclude_archived": "boolean",
    "limit": "integer",
    "team_id": "string",
    "types": "strings",
}

METHODS = {
    "conversations.open": Method(
        open_conversation,
        {"channel": "string", "users": "strings", "return_im": "boolean", "prevent_creation": "boolean"},
        ("im:write", "mpim:write", "channels:manage", "groups:write"),
    ),
    "conversations.info": Method(
        info,
        {"channel": "string!", "include_locale": "boolean", "include_num_members": "boolean"},
        _ANY_READ,
    ),
    "conversations.list": Method(list_all, _LISTING, _ANY_READ),
    "users.conversations": Method(of_user, {**_LISTING, "user": "string"}, _ANY_READ),
    "conversations.members": Method(members, {"channel": "string!", "cursor": "string", "limit": "integer"}, _ANY_READ),
    "conversations.join": Method(join, {"channel": "string!"}, ("channels:join",)),
}
