"""What tests let people do, waiting each time until the bot has acknowledged it."""

import copy
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from bot.playground.slack import events, posting
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.deliveries import EVENTS, Deliveries, Envelope
from bot.playground.slack.elements_used import find_element, held
from bot.playground.slack.fields import Values
from bot.playground.slack.interactions import Interactions
from bot.playground.slack.named_blocks import elements_in
from bot.playground.slack.records import Ack
from bot.playground.slack.state import State
from bot.playground.slack.views import View
from bot.playground.slack.web_api.files import dropped
from bot.playground.slack.web_api.reactions import set_reaction


class Acts:
    """The hands of the people in the workspace. `user` is Ada and `channel` her DM with the bot, if not given.

    A channel is named by its id, by its name, or by a person's id for their DM with the bot.
    """

    def __init__(self, state: State, deliveries: Deliveries) -> None:
        self._state = state
        self._deliveries = deliveries
        self._interactions = Interactions(state, deliveries)

    def _user(self, user: str | None) -> str:
        return user or self._state.workspace.me

    def _place(self, channel: str | None, user: str | None) -> Conversation:
        with self._state.lock:
            return self._state.find(channel or self._user(user))

    # -- speaking --

    def say(
        self,
        text: str,
        *,
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
        wait: bool = True,
    ) -> Message:
        """Write a message; `@name` and `<@U…>` mention, addresses become links, the rest is escaped."""
        place = self._place(channel, user)
        with self._state.changing():
            message, told = posting.person_says(self._state, place, self._user(user), text, thread_ts)
        _settle(told, wait=wait)
        return copy.deepcopy(message)

    def drop(self, name: str, content: bytes, *, text: str = "", user: str | None = None, wait: bool = True) -> Message:
        """Drop a file in the direct message with the bot."""
        place = self._place(None, user)
        with self._state.changing():
            files = [dropped(self._state, name, content)]
            message, told = posting.person_says(self._state, place, self._user(user), text, None, files)
        _settle(told, wait=wait)
        return copy.deepcopy(message)

    def mention(
        self, text: str, *, channel: str, user: str | None = None, thread_ts: str | None = None, wait: bool = True
    ) -> Message:
        """Write a message that begins with a mention of the bot."""
        line = f"<@{self._state.workspace.bot_user}> {text}"
        return self.say(line, channel=channel, user=user, thread_ts=thread_ts, wait=wait)

    def edit(self, message: Message, text: str, *, channel: str | None = None, wait: bool = True) -> None:
        """Change what a person wrote."""
        place = self._place(channel, message["user"])
        edited = {"user": message["user"], "ts": self._state.stamps.next()}
        with self._state.changing():
            told = posting.edit(self._state, place, message["ts"], {"text": text, "edited": edited})
        _settle(told, wait=wait)

    def delete(self, message: Message, *, channel: str | None = None, wait: bool = True) -> None:
        """Delete a message."""
        place = self._place(channel, message["user"])
        with self._state.changing():
            told = posting.delete(self._state, place, message["ts"])
        _settle(told, wait=wait)

    def react(self, name: str, message: Message, *, channel: str | None = None, user: str | None = None) -> None:
        """Add an emoji to a message."""
        place = self._place(channel, user)
        with self._state.changing():
            set_reaction(self._state, place, message, self._user(user), name, on=True)

    # -- using the app --

    def send_command(
        self, text: str = "", *, command: str = "/radar", user: str | None = None, channel: str | None = None
    ) -> "Future[Ack]":
        """Type a slash command and do not wait."""
        return self._interactions.command(self._user(user), self._place(channel, user), command, text)

    def command(
        self, text: str = "", *, command: str = "/radar", user: str | None = None, channel: str | None = None
    ) -> Ack:
        """Type a slash command."""
        return self.send_command(text, command=command, user=user, channel=channel).result()

    def press(
        self,
        action_id: str,
        choice: Any = None,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view: View | None = None,
        block_id: str | None = None,
        user: str | None = None,
    ) -> Ack:
        """Use a button, menu or picker: of this view, of this message, or of the newest message that has it.

        `choice` is the value of the option, a list of values, or a text, date, time or id.
        """
        who, used = self._user(user), (action_id, block_id)
        if view is not None:
            return self._interactions.act_on_view(who, view, used, choice).result()
        place = self._place(channel, user)
        with self._state.lock:
            message = self._seen(place, who, ts, used)
        return self._interactions.act_on_message(who, place, message, used, choice).result()

    def _seen(self, place: Conversation, user: str, ts: str | None, used: tuple[str, str | None]) -> Message:
        whispered = [one for one in self._state.ephemerals.get(user, []) if one["channel"] == place.id]
        for message in sorted([*place.everything(), *whispered], key=_by_time, reverse=True):
            if ts in (None, message["ts"]) and find_element(message.get("blocks", []), *used):
                return message
        raise ValueError(f"no message in {place.name} has an element {used[0]!r}")

    def submit(
        self, values: Mapping[str, Any] | None = None, *, view: View | None = None, user: str | None = None
    ) -> Ack:
        """Submit the modal on top, or this one, with what stands in its fields.

        Values go by block_id or action_id; each is what `press` takes as a choice.
        """
        who = self._user(user)
        with self._state.lock:
            modal = view or self._state.views.top(who)
            if modal is None:
                raise ValueError("no modal is open")
            typed = _typed_values(modal, values or {})
        return self._interactions.submit(who, modal, typed).result()

    def close(self, *, user: str | None = None) -> Ack | None:
        """Dismiss the modal on top."""
        who = self._user(user)
        with self._state.lock:
            modal = self._state.views.top(who)
        if modal is None:
            raise ValueError("no modal is open")
        coming = self._interactions.close(who, modal)
        return coming.result() if coming else None

    def shortcut(
        self, callback_id: str, *, message: Message | None = None, channel: str | None = None, user: str | None = None
    ) -> Ack:
        """Choose a message shortcut, or a global one when no message is given."""
        place = self._place(channel, user) if message else None
        return self._interactions.shortcut(self._user(user), callback_id, place, message).result()

    def open_home(self, *, user: str | None = None) -> Ack:
        """Open the Home tab of the app."""
        return self._interactions.open_home(self._user(user), "home").result()

    def open_messages(self, *, user: str | None = None) -> Ack:
        """Open the Messages tab of the app."""
        return self._interactions.open_home(self._user(user), "messages").result()

    # -- raw --

    def issue_trigger(self, *, user: str | None = None) -> str:
        """A fresh trigger id, as if this person had just done something."""
        with self._state.lock:
            return self._state.triggers.issue(self._user(user))

    def send_event(
        self, event: dict[str, Any], *, event_id: str | None = None, retry_num: int = 0, retry_reason: str = ""
    ) -> "Future[Ack]":
        """Send an event just as it is, whether or not the manifest asks for it, and do not wait."""
        with self._state.lock:
            payload = events.envelope(self._state, event, event_id)
        return self._deliveries.send(Envelope(EVENTS, payload, retry_num, retry_reason))

    def deliver_event(
        self, event: dict[str, Any], *, event_id: str | None = None, retry_num: int = 0, retry_reason: str = ""
    ) -> Ack:
        """Send an event just as it is, whether or not the manifest asks for it."""
        coming = self.send_event(event, event_id=event_id, retry_num=retry_num, retry_reason=retry_reason)
        return coming.result()


def _settle(told: list["Future[Ack]"], *, wait: bool) -> None:
    if wait:
        for coming in told:
            coming.result()


def _by_time(message: Message) -> str:
    return str(message["ts"])


def _typed_values(view: View, values: Mapping[str, Any]) -> Values:
    typed: Values = {}
    left = set(values)
    for block in view["blocks"]:
        for element in elements_in(block):
            for name in (block["block_id"], element.get("action_id", "")):
                if name in left:
                    left.discard(name)
                    now = {"type": element["type"], **held(element, values[name])}
                    typed.setdefault(block["block_id"], {})[element["action_id"]] = now
    if left:
        raise ValueError(f"the modal has no field {', '.join(sorted(left))}")
    return typed
