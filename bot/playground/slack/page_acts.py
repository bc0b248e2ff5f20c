"""What the page asks for: saying, pressing, submitting, opening. Each raises ValueError with a sentence."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from bot.playground.slack import posting, responses
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.elements_used import chosen, find_element
from bot.playground.slack.interactions import Interactions
from bot.playground.slack.records import Ack
from bot.playground.slack.state import State
from bot.playground.slack.views import View

Asked = Mapping[str, Any]


class PageActs:
    """Ada's hands on the page."""

    def __init__(self, state: State, interactions: Interactions) -> None:
        self._state = state
        self._interactions = interactions
        self._me = state.workspace.me

    async def say(self, asked: Asked) -> None:
        """Write a message, or a slash command when it begins with a slash."""
        text, thread_ts = str(asked.get("text", "")), asked.get("thread_ts")
        if not text.strip():
            raise ValueError("There is nothing to send: the message is empty.")
        conversation = self._conversation(asked)
        if text.startswith("/"):
            await self._command(conversation, text, thread_ts)
            return
        with self._state.changing():
            posting.person_says(self._state, conversation, self._me, text, thread_ts)

    async def _command(self, conversation: Conversation, text: str, thread_ts: str | None) -> None:
        command, _, rest = text.partition(" ")
        if thread_ts:
            raise ValueError(f"{command} cannot be used in a thread. Use it in the conversation itself.")
        if self._state.manifest.command(command) is None:
            raise ValueError(f"{command} is not a command of this app. Try /radar help.")
        await _done(self._interactions.command(self._me, conversation, command, rest))

    async def act(self, asked: Asked) -> None:
        """Use a button or menu of a message or view."""
        action = asked.get("action") or {}
        used = (str(action.get("action_id", "")), asked.get("block_id"))
        if asked.get("view_id"):
            view = self._view(asked)
            choice = _choice(view["blocks"], used, action)
            await _done(self._interactions.act_on_view(self._me, view, used, choice))
            return
        conversation = self._conversation(asked)
        message = self._message(conversation, asked)
        choice = _choice(message.get("blocks", []), used, action)
        await _done(self._interactions.act_on_message(self._me, conversation, message, used, choice))

    async def submit(self, asked: Asked) -> None:
        """Submit a modal."""
        await _done(self._interactions.submit(self._me, self._view(asked), asked.get("values") or {}))

    async def close(self, asked: Asked) -> None:
        """Dismiss a modal."""
        coming = self._interactions.close(self._me, self._view(asked))
        if coming:
            await _done(coming)

    async def home(self, _asked: Asked) -> None:
        """Open the Home tab of the app."""
        await _done(self._interactions.open_home(self._me, "home"))

    async def messages(self, _asked: Asked) -> None:
        """Open the Messages tab of the app."""
        await _done(self._interactions.open_home(self._me, "messages"))

    async def shortcut(self, asked: Asked) -> None:
        """Choose a message shortcut."""
        conversation = self._conversation(asked)
        message = self._message(conversation, asked)
        await _done(self._interactions.shortcut(self._me, str(asked.get("callback_id")), conversation, message))

    def _conversation(self, asked: Asked) -> Conversation:
        with self._state.lock:
            conversation = self._state.conversations.get(str(asked.get("conversation")))
        if conversation is None:
            raise ValueError("There is no such conversation.")
        return conversation

    def _message(self, conversation: Conversation, asked: Asked) -> Message:
        ts = str(asked.get("ts"))
        with self._state.lock:
            found = conversation.get(ts) or responses.find_ephemeral(self._state, self._me, ts)
        if found is None:
            raise ValueError("This message is gone.")
        return found

    def _view(self, asked: Asked) -> View:
        with self._state.lock:
            view = self._state.views.get(str(asked.get("view_id")))
        if view is None:
            raise ValueError("This view is no longer open.")
        return view


def _choice(blocks: list[dict[str, Any]], used: tuple[str, str | None], action: Asked) -> Any:
    found = find_element(blocks, *used)
    if found is None:
        raise ValueError("This button is no longer there.")
    return chosen(action, found[1])


async def _done(coming: "Future[Ack]") -> Ack:
    return await asyncio.wrap_future(coming)
