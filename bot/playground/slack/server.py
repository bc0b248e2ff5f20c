"""The loopback Slack itself: one object that starts it, stops it, and is people's hands and eyes."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp

from bot.playground.slack import events, responses
from bot.playground.slack.acts import Acts
from bot.playground.slack.api_endpoint import ApiEndpoint, Tokens
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.controls import Control, Front
from bot.playground.slack.deliveries import EVENTS, Deliveries, Envelope
from bot.playground.slack.faults import FaultPlan, Faults
from bot.playground.slack.guard import LoopbackOnly
from bot.playground.slack.http_delivery import HttpDelivery
from bot.playground.slack.manifest import read_manifest
from bot.playground.slack.pace import Pace
from bot.playground.slack.page_acts import PageActs
from bot.playground.slack.page_feed import PageFeed
from bot.playground.slack.page_routes import PageRoutes
from bot.playground.slack.records import Ack
from bot.playground.slack.serving import HOST, Serving
from bot.playground.slack.sights import Sights
from bot.playground.slack.socket_mode import SocketMode
from bot.playground.slack.state import State
from bot.playground.slack.terms import Terms
from bot.playground.slack.upkeep import Upkeep
from bot.playground.slack.web_api.files import receive
from bot.playground.slack.workspace import Workspace, default_workspace


class LoopbackSlack(Acts, Sights, Upkeep):
    """A Slack on 127.0.0.1 that an unmodified bot runs on.

    Without `events_url` it speaks Socket Mode; with one it posts signed requests there.
    `faults` is a `Faults`, or any function of a method and its arguments; without one, `faults` is empty.
    """

    def __init__(  # noqa: PLR0913 - each is an independent switch with a default
        self,
        *,
        manifest: Mapping[str, Any] | None = None,
        workspace: Workspace | None = None,
        clock: Callable[[], datetime] | None = None,
        events_url: str | None = None,
        hint: str = "",
        controls: Sequence[Control] = (),
        port: int = 0,
        faults: FaultPlan | None = None,
        terms: Terms | None = None,
    ) -> None:
        terms = terms or Terms()
        state = State(workspace or default_workspace(), read_manifest(manifest), clock or _now)
        deliveries = Deliveries(state, ack_seconds=terms.ack_seconds, retry_delays=terms.retry_delays)
        Acts.__init__(self, state, deliveries)
        Sights.__init__(self, state)
        Upkeep.__init__(self, state, deliveries)
        self.faults = faults if isinstance(faults, Faults) else Faults()
        self._plan: FaultPlan = faults or self.faults
        self.signing_secret = secrets.token_hex(16)
        self._http = HttpDelivery(events_url, self.signing_secret) if events_url else None
        self._connect(port, terms)
        self._routes = self._all_routes(Front(hint, tuple(controls), moving_clock=clock is not None))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()

    def _connect(self, port: int, terms: Terms) -> None:
        """Let the state know its addresses, its terms and the way to the bot."""
        state = self._state
        if terms.scopes is not None:
            state.scopes = frozenset(terms.scopes)
        if terms.posts_per_second:
            state.pace = Pace(state.clock, terms.posts_per_second, terms.burst)
        self._serving = Serving(port)
        state.url = f"http://{HOST}:{self._serving.port}"
        self._socket_mode = SocketMode(state, partial(self._serving.cut, reset=True))
        state.socket_url = self._socket_mode.ticket_url
        state.announce = self._announce
        self._tokens = Tokens(
            bot=f"xoxb-{secrets.token_hex(12)}", app=f"xapp-1-{state.workspace.app_id}-{secrets.token_hex(12)}"
        )

    @property
    def bot_token(self) -> str:
        """The token with which the bot calls the Web API."""
        return self._tokens.bot

    @property
    def app_token(self) -> str:
        """The token with which the bot opens a socket."""
        return self._tokens.app

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._state.url

    @property
    def api_url(self) -> str:
        """Where the Web API is; this is what `SLACK_API_URL` names."""
        return f"{self._state.url}/api/"

    @property
    def connections(self) -> int:
        """How many sockets of the bot take envelopes."""
        return self._socket_mode.connections

    def start(self) -> None:
        """Begin to serve; when this returns, everything works."""
        self._serving.start(self._app())
        if not self._ready.wait(10):
            raise RuntimeError("the loopback Slack did not start within 10 s")

    def stop(self) -> None:
        """Stop serving."""
        self._deliveries.stop()
        self._serving.stop()

    def __enter__(self) -> "LoopbackSlack":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def refresh_connections(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to make way for a new one, as Slack does now and then."""
        self._in_loop(lambda: self._socket_mode.refresh(reason))

    def drop_connections(self) -> None:
        """Break every socket without a word."""
        self._in_loop(self._socket_mode.cut)

    def wait_for_connection(self, count: int = 1, timeout: float = 10) -> None:
        """Wait until the bot listens."""
        self.wait_for(lambda: self.connections >= count, timeout)

    def verify_url(self) -> tuple[int, str]:
        """Ask the bot's address to prove itself; answers the status and the body."""
        if self._http is None or self._loop is None:
            raise RuntimeError("url verification needs an events_url and a started server")
        body = b'{"token":"verification-token-of-old","challenge":"%s","type":"url_verification"}'
        challenge = secrets.token_hex(12).encode()
        sent = self._http.post("application/json", body % challenge)
        response = asyncio.run_coroutine_threadsafe(sent, self._loop).result(10)
        return response.status_code, response.text

    def _announce(self, event: dict[str, Any]) -> "Future[Ack]":
        return self._deliveries.send(Envelope(EVENTS, events.envelope(self._state, event)))

    def _in_loop(self, act: Callable[[], None]) -> None:
        if self._loop is None:
            raise RuntimeError("start the loopback Slack before anything happens in it")
        done = threading.Event()
        self._loop.call_soon_threadsafe(act)
        self._loop.call_soon_threadsafe(done.set)
        done.wait(10)

    def _app(self) -> ASGIApp:
        return LoopbackOnly(Starlette(routes=self._routes, lifespan=self._lifespan))

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._deliveries.start(self._loop, self._http or self._socket_mode)
        self._ready.set()
        yield
        if self._http:
            await self._http.close()

    def _all_routes(self, front: Front) -> list[BaseRoute]:
        api = ApiEndpoint(self._state, self._tokens, self._plan, self._serving.cut)
        acts = PageActs(self._state, self._interactions)
        page = PageRoutes(self._state, acts, PageFeed(self._state), front)
        return [
            Mount("/api", app=api),
            WebSocketRoute("/link/", self._socket_mode.serve),
            Route("/response/{team}/{token}", self._response_url, methods=["POST"]),
            Route("/upload/{file_id}", self._upload, methods=["POST"]),
            Route("/files/{file_id}", self._file),
            *page.routes(),
        ]

    async def _response_url(self, request: Request) -> Response:
        try:
            content = await request.json()
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        with self._state.changing():
            try:
                responses.redeem(self._state, request.path_params["token"], content)
            except ApiError as refused:
                self._state.warn(" ".join([f"response_url: {refused.code}", *refused.messages]))
                gone = refused.code in ("used_url", "expired_url", "invalid_url")
                return JSONResponse(refused.body(), 404 if gone else 400)
        return JSONResponse({"ok": True})

    async def _upload(self, request: Request) -> Response:
        content = await request.body()
        with self._state.changing():
            taken = receive(self._state, request.path_params["file_id"], content)
        return PlainTextResponse(f"OK - {len(content)}" if taken else "unexpected file", 200 if taken else 400)

    async def _file(self, request: Request) -> Response:
        """A private file for the bot's token; without it, or without the scope, a page to sign in, as Slack does."""
        with self._state.lock:
            kept = self._state.uploads.get(request.path_params["file_id"])
            scopes = self._state.scopes
            allowed = scopes is None or "files:read" in scopes
        if request.headers.get("authorization") != f"Bearer {self._tokens.bot}" or not allowed:
            return HTMLResponse("<!DOCTYPE html><html><body>Sign in</body></html>")
        if kept is None or kept["content"] is None:
            return PlainTextResponse("not found", 404)
        return Response(kept["content"], media_type="text/plain")


def _now() -> datetime:
    return datetime.now(UTC)
