"""Socket Mode: the websockets over which the bot hears of events and acknowledges them."""

import asyncio
import json
import random
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.slack.deliveries import Done, Envelope, Reply
from bot.playground.slack.state import State

MOST_CONNECTIONS = 10
_HANG_UP = ""
_KNOWN_KEYS = {"envelope_id", "payload"}


@dataclass(eq=False, slots=True)
class _Line:
    """One open websocket."""

    socket: WebSocket
    outgoing: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    waiting: set[str] = field(default_factory=set)
    leaving: bool = False


@dataclass(slots=True)
class _Waiting:
    envelope: Envelope
    done: Done
    timer: asyncio.TimerHandle
    line: _Line | None = None


class SocketMode:
    """Keeps the connections of the app; each envelope goes to one of them, at random."""

    def __init__(self, state: State, cut: Callable[[tuple[str, int]], None]) -> None:
        self._state = state
        self._cut = cut
        self._tickets: set[str] = set()
        self._lines: list[_Line] = []
        self._waiting: dict[str, _Waiting] = {}
        self._held: deque[str] = deque()
        self._late: set[str] = set()

    def ticket_url(self) -> str:
        """The address for one new connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        host = self._state.url.removeprefix("http://")
        return f"ws://{host}/link/?ticket={ticket}&app_id={self._state.workspace.app_id}"

    @property
    def connections(self) -> int:
        """How many connections take envelopes now."""
        return sum(not line.leaving for line in self._lines)

    # -- the way out: called inside the event loop --

    def carry(self, envelope: Envelope, seconds: float, done: Done) -> None:
        """Send an envelope, or keep it until somebody connects; wait so long for its acknowledgement."""
        loop = asyncio.get_running_loop()
        timer = loop.call_later(seconds, self._finish, envelope.envelope_id, Reply(error="timeout"))
        waiting = _Waiting(envelope, done, timer)
        self._waiting[envelope.envelope_id] = waiting
        self._route(waiting)

    def _route(self, waiting: _Waiting) -> None:
        lines = [line for line in self._lines if not line.leaving]
        if not lines:
            self._held.append(waiting.envelope.envelope_id)
            return
        line = random.choice(lines)
        waiting.line = line
        line.waiting.add(waiting.envelope.envelope_id)
        line.outgoing.put_nowait(_frame(waiting.envelope))

    def _finish(self, envelope_id: str, reply: Reply) -> None:
        waiting = self._waiting.pop(envelope_id, None)
        if waiting is None:
            return
        waiting.timer.cancel()
        if waiting.line:
            waiting.line.waiting.discard(envelope_id)
        if reply.error == "timeout":
            self._late.add(envelope_id)
            if waiting.line is None:
                reply = Reply(error="the bot is not connected", reason="timeout")
        waiting.done(reply)

    def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to make way for a new one; it is closed when the new one is there."""
        for line in self._lines:
            line.leaving = True
            line.outgoing.put_nowait(_farewell(reason))

    def cut(self) -> None:
        """Break every connection without a word.

        They are reset: at a plain end of stream the client of the SDK spins until its next ping.
        """
        for line in list(self._lines):
            if line.socket.client:
                self._cut((line.socket.client.host, line.socket.client.port))

    # -- the way in --

    async def serve(self, socket: WebSocket) -> None:
        """Talk to one connection until it ends."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        line = _Line(socket)
        crowded = self.connections >= MOST_CONNECTIONS
        self._greet(line, crowded=crowded)
        writer = asyncio.create_task(_write(line))
        try:
            await self._listen(line)
        finally:
            writer.cancel()
            self._lost(line)

    def _greet(self, line: _Line, *, crowded: bool) -> None:
        if crowded:
            line.outgoing.put_nowait(_farewell("too_many_websockets"))
            return
        with self._state.changing():
            self._lines.append(line)
        hello = {
            "type": "hello",
            "num_connections": self.connections,
            "debug_info": {"host": "applink-loopback", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._state.workspace.app_id},
        }
        line.outgoing.put_nowait(json.dumps(hello))
        for old in self._lines:
            if old.leaving:
                old.outgoing.put_nowait(_HANG_UP)
        held = [self._waiting[one] for one in self._held if one in self._waiting]
        self._held.clear()
        for waiting in held:
            self._route(waiting)

    async def _listen(self, line: _Line) -> None:
        while True:
            try:
                text = await line.socket.receive_text()
            except (WebSocketDisconnect, KeyError):  # a binary frame has no text
                return
            self._heard(text)

    def _heard(self, text: str) -> None:
        frame = _read(text)
        if frame is None:
            self._warn("a frame that is not an acknowledgement came over the socket")
            return
        envelope_id = frame["envelope_id"]
        waiting = self._waiting.get(envelope_id)
        if waiting is None:
            late = envelope_id in self._late
            self._warn(f"{'late' if late else 'unknown or repeated'} acknowledgement of {envelope_id}")
            return
        payload = frame.get("payload")
        if payload and not waiting.envelope.accepts_response:
            self._warn("an event was acknowledged with a payload, which Slack ignores")
            payload = None
        self._finish(envelope_id, Reply(payload or None))

    def _lost(self, line: _Line) -> None:
        with self._state.changing():
            if line in self._lines:
                self._lines.remove(line)
        for envelope_id in () if line.leaving else tuple(line.waiting):
            self._finish(envelope_id, Reply(error="the connection was lost"))

    def _warn(self, sentence: str) -> None:
        with self._state.changing():
            self._state.warn(sentence)


async def _write(line: _Line) -> None:
    while (text := await line.outgoing.get()) != _HANG_UP:
        await line.socket.send_text(text)
    await line.socket.close()


def _farewell(reason: str) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-loopback"}})


def _frame(envelope: Envelope) -> str:
    frame: dict[str, Any] = {
        "envelope_id": envelope.envelope_id,
        "payload": envelope.payload,
        "type": envelope.kind,
        "accepts_response_payload": envelope.accepts_response,
    }
    if not envelope.accepts_response:
        frame |= {"retry_attempt": envelope.retry_attempt, "retry_reason": envelope.retry_reason}
    return json.dumps(frame)


def _read(text: str) -> dict[str, Any] | None:
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    if not isinstance(frame, dict) or not isinstance(frame.get("envelope_id"), str):
        return None
    return frame if set(frame) <= _KNOWN_KEYS else None
