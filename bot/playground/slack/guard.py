"""Refuses requests that did not come from this machine's own pages: no DNS rebinding, no foreign sites."""

from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

LOCAL = ("127.0.0.1", "localhost")


class LoopbackOnly:
    """Lets pass what names 127.0.0.1 or localhost as its host and, if it has one, as its origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan" or _is_local(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)
        else:
            sentence = "This server answers pages of 127.0.0.1 and localhost alone."
            await JSONResponse({"ok": False, "error": sentence}, 403)(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    origin = headers.get(b"origin", b"").decode("latin-1")
    if _name_of(f"//{host}") not in LOCAL:
        return False
    return not origin or origin in (f"http://{name}{_port_of(host)}" for name in LOCAL)


def _name_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _port_of(host: str) -> str:
    _, colon, port = host.rpartition(":")
    return colon + port
