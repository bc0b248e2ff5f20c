"""The routes of the playground's page: its files, its state, its live feed and what it asks for."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.playground.slack.controls import Front
from bot.playground.slack.page_acts import Asked, PageActs
from bot.playground.slack.page_feed import PageFeed
from bot.playground.slack.page_state import page_state
from bot.playground.slack.state import State

FOLDER = Path(__file__).parent.parent / "page"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}


class PageRoutes:
    """Everything that the page talks to."""

    def __init__(self, state: State, acts: PageActs, feed: PageFeed, front: Front) -> None:
        self._state = state
        self._acts = acts
        self._feed = feed
        self._front = front
        self._controls = {control.id: control for control in front.controls}

    def routes(self) -> list[BaseRoute]:
        """The routes, for a Starlette application."""
        acts = self._acts
        asked = {
            "say": acts.say,
            "act": acts.act,
            "submit": acts.submit,
            "close": acts.close,
            "home": acts.home,
            "messages": acts.messages,
            "shortcut": acts.shortcut,
        }
        return [
            Route("/", self._index),
            Route("/static/{name}", self._static),
            Route("/archives/{conversation}/{message}", _archive),
            Route("/page/state", self._page_state),
            Route("/page/control", self._control, methods=["POST"]),
            *(Route(f"/page/{name}", _answering(act), methods=["POST"]) for name, act in asked.items()),
            WebSocketRoute("/page/live", self._feed.serve),
        ]

    async def _index(self, request: Request) -> Response:
        return _file("index.html", request)

    async def _static(self, request: Request) -> Response:
        return _file(request.path_params["name"], request)

    async def _page_state(self, _request: Request) -> Response:
        state = page_state(self._state, self._front)
        return JSONResponse(state, headers={"Cache-Control": "no-store"})

    async def _control(self, request: Request) -> Response:
        async def run(asked: Asked) -> str:
            control = self._controls.get(str(asked.get("id")))
            if control is None:
                raise ValueError("There is no such button.")
            sentence = await run_in_threadpool(control.run)
            with self._state.changing():
                self._state.show({"type": "clock", "clock": self._state.clock().isoformat()})
            return sentence

        return await _answering(run)(request)


def _answering(act: Callable[[Asked], Awaitable[str | None]]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads a JSON object, acts on it, and answers in the form of the page."""

    async def endpoint(request: Request) -> Response:
        try:
            asked: Any = await request.json()
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            return JSONResponse({"ok": False, "error": "The request must be a JSON object."}, 400)
        try:
            text = await act(asked)
        except ValueError as wrong:
            return JSONResponse({"ok": False, "error": str(wrong)}, 400)
        return JSONResponse({"ok": True} | ({"text": text} if text else {}))

    return endpoint


async def _archive(request: Request) -> Response:
    """A permanent link of a message opens its conversation on the page."""
    return RedirectResponse(f"/#{request.path_params['conversation']}", 303)


def _file(name: str, request: Request) -> Response:
    path = FOLDER / name
    if path.parent != FOLDER or path.suffix not in _TYPES or not path.is_file():
        return Response("There is no such file.", 404, media_type="text/plain")
    return Response(path.read_bytes(), headers=_headers(path, request))


def _headers(path: Path, request: Request) -> dict[str, str]:
    host = request.headers.get("host", "")
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Type": _TYPES[path.suffix],
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
