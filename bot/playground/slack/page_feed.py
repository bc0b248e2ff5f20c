"""Tells every open page what changed, in the words of the page."""

import asyncio
import json
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.slack.conversations import Message
from bot.playground.slack.state import Change, State


def page_message(message: Message) -> dict[str, Any]:
    """A message the way the page takes it."""
    hidden = ("metadata", "bot_profile", "is_ephemeral", "channel", "client_msg_id")
    shown = {key: value for key, value in message.items() if key not in hidden}
    return {
        "user": None,
        "bot_id": None,
        **shown,
        "ephemeral": bool(message.get("is_ephemeral")),
    }


class PageFeed:
    """Pushes changes to the pages that are open; watches the state only while there are any."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._queues: set[asyncio.Queue[str]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def _watch(self, change: Change) -> None:
        if change["type"] == "message":
            change = {**change, "message": page_message(change["message"])}
        text = json.dumps(change)
        if self._loop:
            self._loop.call_soon_threadsafe(self._push, text)

    def _push(self, text: str) -> None:
        for queue in self._queues:
            queue.put_nowait(text)

    async def serve(self, socket: WebSocket) -> None:
        """Feed one page until it goes away."""
        await socket.accept()
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._join(queue)
        writer = asyncio.create_task(_write(socket, queue))
        try:
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, KeyError):
            return
        finally:
            writer.cancel()
            self._leave(queue)

    def _join(self, queue: "asyncio.Queue[str]") -> None:
        with self._state.changing():
            if not self._queues:
                self._state.watchers.append(self._watch)
            self._queues.add(queue)

    def _leave(self, queue: "asyncio.Queue[str]") -> None:
        with self._state.changing():
            self._queues.discard(queue)
            if not self._queues:
                self._state.watchers.remove(self._watch)


async def _write(socket: WebSocket, queue: "asyncio.Queue[str]") -> None:
    while True:
        await socket.send_text(await queue.get())
