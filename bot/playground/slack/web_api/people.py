"""users.*, team.info and bots.info: who is here and what time it is for them."""

from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State
from bot.playground.slack.web_api.methods import Given, Method
from bot.playground.slack.web_api.pages import page
from bot.playground.slack.workspace import User


def described(state: State, user: User, *, locale: bool) -> dict[str, Any]:
    """A person the way Slack describes one."""
    now = state.clock().astimezone(ZoneInfo(user.tz))
    offset = now.utcoffset()
    profile = {"real_name": user.real_name, "display_name": user.name, "team": state.workspace.team_id}
    if user.email and (state.scopes is None or "users:read.email" in state.scopes):
        profile["email"] = user.email
    body: dict[str, Any] = {
        "id": user.id,
        "team_id": state.workspace.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if not user.deleted:
        body |= {
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": now.tzname() or user.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": user.is_admin,
            "is_owner": user.is_admin,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
        }
    return body | ({"locale": user.locale} if locale else {})


def info(state: State, given: Given) -> dict[str, Any]:
    """users.info"""
    user = state.users.get(given["user"])
    if user is None:
        raise ApiError("user_not_found")
    return {"user": described(state, user, locale=bool(given.get("include_locale")))}


def list_all(state: State, given: Given) -> dict[str, Any]:
    """users.list"""
    some, more = page(list(state.users.values()), given, 1000)
    locale = bool(given.get("include_locale"))
    members = [described(state, user, locale=locale) for user in some]
    return {"members": members, "cache_ts": int(state.clock().timestamp()), "response_metadata": more}


def team(state: State, _given: Given) -> dict[str, Any]:
    """team.info"""
    workspace = state.workspace
    body = {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain, "url": state.url + "/"}
    return {"team": body}


def bot(state: State, given: Given) -> dict[str, Any]:
    """bots.info"""
    workspace = state.workspace
    if given.get("bot", workspace.bot_id) != workspace.bot_id:
        raise ApiError("bot_not_found")
    body = {
        "id": workspace.bot_id,
        "deleted": False,
        "name": state.users[workspace.bot_user].name,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user,
        "icons": {},
    }
    return {"bot": body}


METHODS = {
    "users.info": Method(info, {"user": "string!", "include_locale": "boolean"}, ("users:read",)),
    "users.list": Method(
        list_all,
        {"cursor": "string", "include_locale": "boolean", "limit": "integer", "team_id": "string"},
        ("users:read",),
    ),
    "team.info": Method(team, {"team": "string", "domain": "string"}, ("team:read",)),
    "bots.info": Method(bot, {"bot": "string", "team_id": "string"}, ("users:read",)),
}
