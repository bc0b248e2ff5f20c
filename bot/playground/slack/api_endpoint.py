"""Answers requests to the Web API: token, scopes, arguments, faults, then the method itself."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.faults import AFTER, Fault, FaultPlan
from bot.playground.slack.pace import RateLimitedError
from bot.playground.slack.records import Call
from bot.playground.slack.request_body import arguments_of
from bot.playground.slack.state import State
from bot.playground.slack.web_api import METHODS
from bot.playground.slack.web_api.access import demand
from bot.playground.slack.web_api.methods import Method, read_arguments

MOST_BODY_BYTES = 4_000_000
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that this workspace knows."""

    bot: str
    app: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer."""

    status: int
    headers: Headers
    body: bytes


class ApiEndpoint:
    """The ASGI application below `/api/`."""

    def __init__(
        self, state: State, tokens: Tokens, faults: FaultPlan, drop: Callable[[tuple[str, int]], None]
    ) -> None:
        self._state = state
        self._tokens = tokens
        self._faults = faults
        self._drop = drop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or fail as the faults say."""
        name = scope["path"].rpartition("/")[2]
        headers = {key: value.decode("latin-1") for key, value in scope["headers"]}
        body = await read_body(receive)
        raw, refusal = _raw_arguments(headers, body, scope["query_string"])
        fault = self._faults(name, raw)
        if fault and fault.when != AFTER:
            self._log_failure(name, raw, fault)
            if await self._fails(fault, scope, send):
                return
        reply = self._reply(name, headers, raw, refusal)
        if fault and fault.when == AFTER and await self._fails(fault, scope, send):
            return
        await _send(send, reply)

    async def _fails(self, fault: Fault, scope: Scope, send: Send) -> bool:
        await _hold_up(fault)
        if fault.drop:
            self._drop(scope["client"])
            await asyncio.sleep(0.001)  # the server has to notice, or it tries to send an error page
        elif fault.status:
            headers = [(name.lower().encode(), value.encode()) for name, value in fault.headers]
            await _send(send, Reply(fault.status, headers, fault.body.encode()))
        return fault.answers

    def _reply(self, name: str, headers: Mapping[bytes, str], raw: dict[str, Any], refusal: ApiError | None) -> Reply:
        token = headers.get(b"authorization", "").removeprefix("Bearer ").strip() or raw.get("token", "")
        with self._state.changing():
            try:
                if refusal:
                    raise refusal
                answer = {"ok": True, **self._carry_out(name, token, raw)}
            except ApiError as refused:
                self._log(name, raw, refused.code)
                return _json_reply(refused.body(), self._scope_headers(name), refused)
            self._log(name, raw, "")
            return _json_reply(answer, self._scope_headers(name), None)

    def _carry_out(self, name: str, token: Any, raw: dict[str, Any]) -> dict[str, Any]:
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        self._admit(method, token)
        return method.run(self._state, read_arguments(method, raw))

    def _admit(self, method: Method, token: Any) -> None:
        if method.caller == "none":
            return
        if not token:
            raise ApiError("not_authed")
        wanted, other = self._tokens.bot, self._tokens.app
        if method.caller == "app":
            wanted, other = other, wanted
        if token == other:
            raise ApiError("not_allowed_token_type")
        if token != wanted:
            raise ApiError("invalid_auth")
        if self._state.token_error:
            raise ApiError(self._state.token_error)
        if method.caller == "bot":
            demand(self._state, *method.scopes)

    def _scope_headers(self, name: str) -> Headers:
        method = METHODS.get(name)
        granted = ",".join(sorted(self._state.scopes)) if self._state.scopes is not None else ""
        headers = [(b"x-oauth-scopes", granted.encode())] if granted else []
        if method and method.scopes:
            headers.append((b"x-accepted-oauth-scopes", ",".join(method.scopes).encode()))
        return headers

    def _log_failure(self, name: str, raw: Mapping[str, Any], fault: Fault) -> None:
        if fault.answers:
            with self._state.changing():
                self._log(name, raw, fault.named)

    def _log(self, name: str, raw: Mapping[str, Any], error: str) -> None:
        arguments = {key: value for key, value in raw.items() if key != "token"}
        self._state.calls.append(Call(name, self._state.clock(), arguments, error))


async def _hold_up(fault: Fault) -> None:
    end = asyncio.get_running_loop().time() + fault.seconds
    while not (fault.until and fault.until.is_set()):
        left = end - asyncio.get_running_loop().time()
        if left <= 0:
            return
        await asyncio.sleep(min(left, 0.005) if fault.until else left)


def _raw_arguments(headers: Mapping[bytes, str], body: bytes, query: bytes) -> tuple[dict[str, Any], ApiError | None]:
    try:
        return arguments_of(headers.get(b"content-type", ""), body, query), None
    except ApiError as refused:
        return {}, refused


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request, up to a limit."""
    body = bytearray()
    while True:
        message: Message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BODY_BYTES or not message.get("more_body"):
            return bytes(body[:MOST_BODY_BYTES])


def _json_reply(answer: dict[str, Any], headers: Headers, refused: ApiError | None) -> Reply:
    headers = [(b"content-type", b"application/json; charset=utf-8"), *headers]
    if isinstance(refused, RateLimitedError):
        return Reply(429, [*headers, (b"retry-after", str(refused.retry_after).encode())], _dump(answer))
    return Reply(200, headers, _dump(answer))


def _dump(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()


async def _send(send: Send, reply: Reply) -> None:
    length = (b"content-length", str(len(reply.body)).encode())
    await send({"type": "http.response.start", "status": reply.status, "headers": [*reply.headers, length]})
    await send({"type": "http.response.body", "body": reply.body})
