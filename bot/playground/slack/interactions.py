"""What a person does with the app: commands, buttons, menus, modals, shortcuts, the App Home."""

from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial
from typing import Any

from bot.playground.slack import acknowledgements, events, payloads, responses
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.deliveries import COMMANDS, INTERACTIVE, Deliveries, Digest, Envelope
from bot.playground.slack.elements_used import find_element, held, worded
from bot.playground.slack.fields import HELD, Values, filled, first_values, unfilled
from bot.playground.slack.named_blocks import elements_in
from bot.playground.slack.records import Ack, ResponseUrl
from bot.playground.slack.state import State
from bot.playground.slack.views import View
from bot.playground.slack.web_api.views import show_modal

Coming = Future[Ack]


class Interactions:
    """Starts deliveries for what people do; each method answers with the acknowledgement to come."""

    def __init__(self, state: State, deliveries: Deliveries) -> None:
        self._state = state
        self._deliveries = deliveries

    def command(self, user: str, conversation: Conversation, command: str, text: str) -> Coming:
        """Type a slash command."""
        state = self._state
        with state.lock:
            if state.manifest.command(command) is None:
                raise ValueError(f"{command} is not a command of this app")
            address = responses.issue(state, conversation, user)
            payload = payloads.slash_command(state, user, conversation, command, text.strip(), address)
            right = ResponseUrl(conversation.id, user, state.clock())
        digest = partial(_command_answered, state, command, right)
        return self._deliveries.send(Envelope(COMMANDS, payload), digest)

    def act_on_message(
        self, user: str, conversation: Conversation, message: Message, used: tuple[str, str | None], choice: Any
    ) -> Coming:
        """Use a button or menu of a message: `used` names its action_id and block_id."""
        state = self._state
        with state.lock:
            block, element = _element(message.get("blocks", []), used)
            action = worded(block, element, choice, state.stamps.next())
            if element["type"] in HELD:
                key = (conversation.id, message["ts"])
                now = {element["action_id"]: {"type": element["type"], **held(element, choice)}}
                state.fields[key] = filled(state.fields.get(key, {}), {block["block_id"]: now})
            address = responses.issue(state, conversation, user, message)
            payload = payloads.message_action(state, user, conversation, message, [action], address)
        return self._send(payload, user, f"The button {element['action_id']}")

    def act_on_view(self, user: str, view: View, used: tuple[str, str | None], choice: Any) -> Coming:
        """Use a button or menu of a modal or of the App Home."""
        state = self._state
        with state.lock:
            block, element = _element(view["blocks"], used)
            action = worded(block, element, choice, state.stamps.next())
            if element["type"] in HELD:
                now = {element["action_id"]: {"type": element["type"], **held(element, choice)}}
                values = filled(view["state"]["values"], {block["block_id"]: now})
                view = state.views.keep({**view, "state": {"values": values}})
            if block["type"] == "input" and not block.get("dispatch_action"):
                return _settled(Ack(INTERACTIVE, 0.0))
            payload = payloads.view_action(state, user, _with_values(view, {}), [action])
        return self._send(payload, user, f"The button {element['action_id']}")

    def submit(self, user: str, view: View, given: Values) -> Coming:
        """Submit a modal; Slack itself asks for required fields first."""
        state = self._state
        with state.lock:
            full = _with_values(view, given)
            missing = unfilled(view["blocks"], full["state"]["values"])
            if missing:
                if user == state.workspace.me:
                    state.show({"type": "errors", "errors": missing})
                sentences = "; ".join(f"{block}: {text}" for block, text in missing.items())
                return _settled(Ack(INTERACTIVE, 0.0, error=f"not sent, {sentences}"))
            addresses = _response_urls(state, user, full)
            payload = payloads.view_submission(state, user, full, addresses)
        digest = partial(_submission_answered, state, user, view)
        return self._send(payload, user, "Submitting", digest)

    def close(self, user: str, view: View) -> Coming | None:
        """Dismiss the modal on top; the app hears of it if the view asks for that."""
        state = self._state
        with state.changing():
            state.views.close(user)
            show_modal(state, user)
            if not view["notify_on_close"]:
                return None
            payload = payloads.view_closed(state, user, view)
        return self._send(payload, user, "Closing")

    def shortcut(
        self, user: str, callback_id: str, conversation: Conversation | None, message: Message | None
    ) -> Coming:
        """Choose a shortcut: of a message, or a global one."""
        state = self._state
        kind = "message" if message else "global"
        with state.lock:
            if state.manifest.shortcut(callback_id, kind) is None:
                raise ValueError(f"{callback_id} is not a {kind} shortcut of this app")
            if message is None or conversation is None:
                payload = payloads.global_shortcut(state, user, callback_id)
            else:
                address = responses.issue(state, conversation, user, message)
                payload = payloads.message_shortcut(state, user, callback_id, conversation, message, address)
        return self._send(payload, user, f"The shortcut {callback_id}")

    def open_home(self, user: str, tab: str) -> Coming:
        """Open the App Home at its `home` or its `messages` tab."""
        with self._state.changing():
            told = events.home_opened(self._state, user, tab)
        return told[0] if told else _settled(Ack("", 0.0, error="the app does not listen to app_home_opened"))

    def _send(self, payload: dict[str, Any], user: str, what: str, digest: Digest | None = None) -> Coming:
        if not self._state.manifest.interactive:
            raise ValueError("interactivity is switched off in the manifest of this app")
        return self._deliveries.send(
            Envelope(INTERACTIVE, payload), digest or partial(_answered, self._state, user, what)
        )


def _answered(state: State, user: str, what: str, ack: Ack) -> Ack:
    acknowledgements.notice(state, user, what, ack)
    return ack


def _command_answered(state: State, command: str, right: ResponseUrl, ack: Ack) -> Ack:
    return acknowledgements.answer_command(state, ack, command, right)


def _submission_answered(state: State, user: str, view: View, ack: Ack) -> Ack:
    return acknowledgements.answer_submission(state, ack, user, view)


def _settled(ack: Ack) -> Coming:
    future: Coming = Future()
    future.set_result(ack)
    return future


def _element(blocks: list[dict[str, Any]], used: tuple[str, str | None]) -> tuple[dict[str, Any], dict[str, Any]]:
    found = find_element(blocks, *used)
    if found is None:
        raise ValueError(f"there is no element {used[0]!r} here")
    return found


def _with_values(view: View, given: Mapping[str, Mapping[str, dict[str, Any]]]) -> View:
    """The view with the state of all its fields."""
    known = first_values(view["blocks"])
    for block, actions in given.items():
        for action in actions:
            if action not in known.get(block, {}):
                raise ValueError(f"the modal has no field {block}/{action}")
    earlier = {
        block: {action: value for action, value in actions.items() if action in known.get(block, {})}
        for block, actions in view["state"]["values"].items()
    }
    values = filled(filled(known, earlier), {block: dict(actions) for block, actions in given.items()})
    return {**view, "state": {"values": {block: one for block, one in values.items() if one}}}


def _response_urls(state: State, user: str, view: View) -> list[dict[str, str]]:
    addresses = []
    for block in view["blocks"]:
        for element in elements_in(block):
            if element.get("response_url_enabled"):
                value = view["state"]["values"][block["block_id"]][element["action_id"]]
                channel = value.get("selected_conversation") or value.get("selected_channel")
                if channel:
                    address = responses.issue(state, state.conversation(channel), user)
                    entry = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    addresses.append({**entry, "channel_id": channel, "response_url": address})
    return addresses
