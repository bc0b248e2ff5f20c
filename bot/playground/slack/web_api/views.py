"""views.*: modals and the App Home."""

from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State
from bot.playground.slack.strict import Problems, check_view
from bot.playground.slack.views import View
from bot.playground.slack.web_api.methods import Given, Method


def refuse_bad_view(view: View, kind: str) -> None:
    """Refuse a view that Slack would not show."""
    problems = Problems()
    check_view(view, kind, problems)
    if problems.messages:
        raise ApiError("invalid_arguments", messages=problems.messages)
    if problems.code:
        raise ApiError(problems.code)


def show_modal(state: State, user: str) -> None:
    """Show a person the modal on top, or that there is none."""
    if user == state.workspace.me:
        state.show({"type": "modal", "view": state.views.top(user)})


def open_view(state: State, given: Given) -> dict[str, Any]:
    """views.open"""
    user = state.triggers.spend(given["trigger_id"])
    refuse_bad_view(given["view"], "modal")
    return _shown(state, "views.open", user, state.views.open(user, given["view"]))


def push(state: State, given: Given) -> dict[str, Any]:
    """views.push"""
    user = state.triggers.spend(given["trigger_id"])
    refuse_bad_view(given["view"], "modal")
    return _shown(state, "views.push", user, state.views.push(user, given["view"]))


def update(state: State, given: Given) -> dict[str, Any]:
    """views.update"""
    known = state.views.by_external_id(given["external_id"]) if given.get("external_id") else None
    view_id = known["id"] if known else given.get("view_id")
    before = state.views.get(view_id) if view_id else None
    if view_id is None or before is None:
        raise ApiError("not_found")
    refuse_bad_view(given["view"], before["type"])
    user, view = state.views.update(view_id, given["view"], given.get("hash"))
    return _shown(state, "views.update", user, view)


def publish(state: State, given: Given) -> dict[str, Any]:
    """views.publish"""
    if not state.manifest.home_tab:
        raise ApiError("not_enabled")
    user = given["user_id"]
    if user not in state.users or state.users[user].deleted:
        raise ApiError("user_not_found")
    refuse_bad_view(given["view"], "home")
    return _shown(state, "views.publish", user, state.views.publish(user, given["view"], given.get("hash")))


def _shown(state: State, method: str, user: str, view: View) -> dict[str, Any]:
    if view["type"] == "modal":
        show_modal(state, user)
    elif user == state.workspace.me:
        state.show({"type": "home", "view": view})
    state.record(method, user=user, message=view)
    return {"view": view}


METHODS = {
    "views.open": Method(open_view, {"trigger_id": "string!", "view": "object!"}),
    "views.push": Method(push, {"trigger_id": "string!", "view": "object!"}),
    "views.update": Method(update, {"view_id": "string", "external_id": "string", "hash": "string", "view": "object!"}),
    "views.publish": Method(publish, {"user_id": "string!", "view": "object!", "hash": "string"}),
}
