"""The signed HTTP endpoint: for installations that Slack reaches over the web instead of a socket."""

import json
from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_starlette_response
from slack_bolt.request import BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.ports.store import StoreFailure

MOST_BYTES = 1 << 20


def endpoint(app: App, ready: Callable[[], None]) -> Starlette:
    """The web application: ``POST /slack/events`` for what Slack sends, ``/livez`` and ``/readyz`` for operators."""

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        refused = _refusal(request, body)
        if refused is not None:
            return refused
        envelope = BoltRequest(body=body, query=request.url.query, headers=dict(request.headers))
        return to_starlette_response(await run_in_threadpool(app.dispatch, envelope))

    async def is_ready(_: Request) -> Response:
        try:
            await run_in_threadpool(ready)
        except StoreFailure as failure:
            return PlainTextResponse(failure.sentence, 503)
        return PlainTextResponse("ready")

    async def is_alive(_: Request) -> Response:
        return PlainTextResponse("alive")

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/livez", is_alive),
            Route("/readyz", is_ready),
        ]
    )


async def _body(request: Request) -> str | None:
    """The body as text, or nothing when it is larger than Slack ever sends."""
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > MOST_BYTES:
            return None
    return data.decode("utf-8", "replace")


def _refusal(request: Request, body: str) -> Response | None:
    """What Bolt would stumble over: it expects an integer timestamp, an ASCII signature and a JSON object."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16 and signature.isascii() and signature):
        return PlainTextResponse("not signed by Slack", 401)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            if not isinstance(json.loads(body), dict):
                return PlainTextResponse("not an object", 400)
        except ValueError:
            return PlainTextResponse("not JSON", 400)
    return None
