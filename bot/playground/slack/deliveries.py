"""Hands events, commands and interactions to the bot, and waits three seconds for each to be acknowledged."""

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.playground.slack.records import Ack
from bot.playground.slack.state import State

EVENTS = "events_api"
COMMANDS = "slash_commands"
INTERACTIVE = "interactive"

NO_ANSWER = "no acknowledgement within {seconds:g} s"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One attempt to deliver one thing."""

    kind: str
    payload: dict[str, Any]
    retry_attempt: int = 0
    retry_reason: str = ""
    envelope_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def accepts_response(self) -> bool:
        """Whether the acknowledgement may carry an answer."""
        return self.kind != EVENTS


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for an envelope, or why nothing did."""

    body: dict[str, Any] | str | None = None
    error: str = ""
    reason: str = "timeout"
    no_retry: bool = False


Done = Callable[[Reply], None]


class Courier(Protocol):
    """A way to the bot: a socket or signed requests."""

    def carry(self, envelope: Envelope, seconds: float, done: Done) -> None:
        """Deliver from inside the event loop; call `done` once, at the latest after so many seconds."""


Digest = Callable[[Ack], Ack]


@dataclass(slots=True)
class _Errand:
    envelope: Envelope
    future: "Future[Ack]"
    digest: Digest | None
    begun: float
    attempts: int = 1


class Deliveries:
    """Delivers through a courier, redelivers events, and logs every acknowledgement."""

    def __init__(self, state: State, *, ack_seconds: float, retry_delays: Sequence[float]) -> None:
        self._state = state
        self._ack_seconds = ack_seconds
        self._retry_delays = tuple(retry_delays)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._courier: Courier | None = None
        self._open: set[Future[Ack]] = set()

    def start(self, loop: asyncio.AbstractEventLoop, courier: Courier) -> None:
        """Deliver through this courier from now on."""
        self._loop, self._courier = loop, courier

    def stop(self) -> None:
        """Let nobody wait for an answer that can no longer come."""
        for future in list(self._open):
            if not future.done():
                future.set_result(Ack("", 0.0, error="the loopback Slack was stopped"))

    def send(self, envelope: Envelope, digest: Digest | None = None) -> "Future[Ack]":
        """Start a delivery. `digest` acts on what the bot answered before anybody else learns of it."""
        if self._loop is None:
            raise RuntimeError("start the loopback Slack before anything happens in it")
        future: Future[Ack] = Future()
        self._open.add(future)
        errand = _Errand(envelope, future, digest, time.perf_counter())
        self._loop.call_soon_threadsafe(self._carry, errand)
        return future

    def _carry(self, errand: _Errand) -> None:
        if self._courier is not None:
            self._courier.carry(errand.envelope, self._ack_seconds, lambda reply: self._back(errand, reply))

    def _back(self, errand: _Errand, reply: Reply) -> None:
        error = reply.error
        if error == "timeout":
            error = NO_ANSWER.format(seconds=self._ack_seconds)
        seconds = time.perf_counter() - errand.begun
        envelope = errand.envelope
        ack = Ack(envelope.kind, seconds, reply.body, error, errand.attempts, envelope.payload)
        if error and not reply.no_retry and self._again(errand, reply):
            self._log(ack)
            return
        if errand.digest:
            ack = errand.digest(ack)
        self._log(ack)
        self._open.discard(errand.future)
        if not errand.future.done():
            errand.future.set_result(ack)

    def _again(self, errand: _Errand, reply: Reply) -> bool:
        """Plan the next attempt of an event that was not acknowledged."""
        tried = errand.attempts - 1
        if errand.envelope.kind != EVENTS or tried >= len(self._retry_delays) or self._loop is None:
            return False
        errand.envelope = replace(
            errand.envelope,
            envelope_id=str(uuid.uuid4()),
            retry_attempt=errand.envelope.retry_attempt + 1,
            retry_reason=reply.reason,
        )
        errand.attempts += 1
        errand.begun = time.perf_counter()
        self._loop.call_later(self._retry_delays[tried], self._carry, errand)
        return True

    def _log(self, ack: Ack) -> None:
        with self._state.changing():
            self._state.acks.append(ack)
