"""Signed HTTP delivery: the same payloads, posted to the address of the bot."""

import asyncio
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.playground.slack.deliveries import COMMANDS, EVENTS, Done, Envelope, Reply
from bot.playground.slack.signing import signed_headers

MOST_SECONDS = 60.0
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def wire(envelope: Envelope) -> tuple[str, bytes]:
    """The content type and the body of an envelope on the wire."""
    if envelope.kind == EVENTS:
        return _JSON, json.dumps(envelope.payload).encode()
    if envelope.kind == COMMANDS:
        return _FORM, urlencode(envelope.payload).encode()
    return _FORM, urlencode({"payload": json.dumps(envelope.payload)}).encode()


class HttpDelivery:
    """Posts every envelope to one address, signed."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=20)
        self._client = httpx.AsyncClient(trust_env=False, limits=limits, timeout=MOST_SECONDS)
        self._running: set[asyncio.Task[None]] = set()

    def carry(self, envelope: Envelope, seconds: float, done: Done) -> None:
        """Post an envelope from inside the event loop."""
        task = asyncio.create_task(self._carry(envelope, seconds, done))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._running:
            task.cancel()
        await self._client.aclose()

    async def post(self, content_type: str, body: bytes, retry: Envelope | None = None) -> httpx.Response:
        """Send one signed request."""
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        headers |= signed_headers(self._secret, body, int(time.time()))
        if retry and retry.retry_attempt:
            headers["X-Slack-Retry-Num"] = str(retry.retry_attempt)
            headers["X-Slack-Retry-Reason"] = retry.retry_reason
        return await self._client.post(self._url, content=body, headers=headers)

    async def _carry(self, envelope: Envelope, seconds: float, done: Done) -> None:
        content_type, body = wire(envelope)
        try:
            async with asyncio.timeout(seconds):
                response = await self.post(content_type, body, envelope)
        except TimeoutError:
            done(Reply(error="timeout", reason="http_timeout"))
        except httpx.HTTPError as broken:
            done(Reply(error=f"connection failed: {type(broken).__name__}", reason="connection_failed"))
        else:
            done(_read(response, envelope))


def _read(response: httpx.Response, envelope: Envelope) -> Reply:
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    if response.status_code != httpx.codes.OK:
        return Reply(error=f"http status {response.status_code}", reason="http_error", no_retry=no_retry)
    if not envelope.accepts_response or not response.content.strip():
        return Reply()
    if response.headers.get("content-type", "").startswith(_JSON):
        return _decoded(response)
    return Reply({"text": response.text})


def _decoded(response: httpx.Response) -> Reply:
    try:
        body: Any = response.json()
    except ValueError:
        return Reply(error="the acknowledgement is not valid JSON", reason="http_error")
    return Reply(body or None)
