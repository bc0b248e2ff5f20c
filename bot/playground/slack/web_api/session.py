"""api.test, auth.test and apps.connections.open: who is calling, and where to listen."""

from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State
from bot.playground.slack.web_api.methods import Given, Method


def api_test(_state: State, given: Given) -> dict[str, Any]:
    """api.test"""
    if given.get("error"):
        raise ApiError(given["error"], args=given)
    return {"args": given}


def auth_test(state: State, _given: Given) -> dict[str, Any]:
    """auth.test"""
    workspace = state.workspace
    return {
        "url": state.url + "/",
        "team": workspace.name,
        "user": state.users[workspace.bot_user].name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(state: State, _given: Given) -> dict[str, Any]:
    """apps.connections.open"""
    return {"url": state.socket_url()}


METHODS = {
    "api.test": Method(api_test, {"error": "string", "foo": "string"}, caller="none"),
    "auth.test": Method(auth_test, {}),
    "apps.connections.open": Method(connections_open, {}, ("connections:write",), caller="app"),
}
