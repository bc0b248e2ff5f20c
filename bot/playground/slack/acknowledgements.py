"""What Slack does with an acknowledgement: shows its message, or moves the modal on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.records import Ack, ResponseUrl
from bot.playground.slack.responses import check_response, respond
from bot.playground.slack.state import State
from bot.playground.slack.views import View
from bot.playground.slack.web_api.views import refuse_bad_view, show_modal

_RESPONSE_ACTIONS = ("errors", "update", "push", "clear")


def _guarded(state: State, what: str, act: Callable[[Any], str], ack: Ack) -> Ack:
    """Act on an answer; a mistake in it becomes the error of the acknowledgement."""
    with state.changing():
        try:
            error = act(ack.body)
        except ApiError as refused:
            error = " ".join([f"the acknowledgement was refused: {refused.code}", *refused.messages])
        if error:
            state.warn(f"{what}: {error}")
        return replace(ack, error=error)


def notice(state: State, user: str, what: str, ack: Ack) -> None:
    """Tell the person on the page that the bot did not answer."""
    if not ack.ok and user == state.workspace.me:
        state.show({"type": "notice", "text": f"{what} did not work: {ack.error}."})


def answer_command(state: State, ack: Ack, command: str, right: ResponseUrl) -> Ack:
    """Show the message that came with the acknowledgement of a command."""

    def act(body: Any) -> str:
        if body is not None:
            content = check_response({"text": body} if isinstance(body, str) else body)
            respond(state, "ack", right, content)
        return ""

    if ack.ok:
        ack = _guarded(state, command, act, ack)
    notice(state, right.user, command, ack)
    return ack


def answer_submission(state: State, ack: Ack, user: str, view: View) -> Ack:
    """Close the modal, or do with it what the acknowledgement says."""

    def act(body: Any) -> str:
        if body is None:
            state.views.close(user)
            show_modal(state, user)
            return ""
        if not isinstance(body, dict) or body.get("response_action") not in _RESPONSE_ACTIONS:
            return f"response_action must be one of {', '.join(_RESPONSE_ACTIONS)}"
        return _move_on(state, user, view, body)

    if ack.ok:
        ack = _guarded(state, view["callback_id"] or "modal", act, ack)
    notice(state, user, "Submitting", ack)
    return ack


def _move_on(state: State, user: str, view: View, body: dict[str, Any]) -> str:
    action = body["response_action"]
    if action == "errors":
        return _field_errors(state, user, view, body.get("errors"))
    if action == "clear":
        state.views.clear(user)
    else:
        new = body.get("view")
        if not isinstance(new, dict):
            return f"response_action {action} needs a view"
        refuse_bad_view(new, "modal")
        if action == "push":
            state.views.push(user, new)
        else:
            state.views.update(view["id"], new, None)
    show_modal(state, user)
    return ""


def _field_errors(state: State, user: str, view: View, errors: Any) -> str:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        return "response_action errors needs an object of errors"
    for block_id, text in errors.items():
        if block_id not in inputs:
            return f"errors names {block_id}, which is not an input block of the view"
        if not isinstance(text, str) or not text:
            return f"the error of {block_id} must be a sentence"
    if user == state.workspace.me:
        state.show({"type": "errors", "errors": errors})
    return ""
