"""Runs an ASGI application on 127.0.0.1 in a thread of its own, with connections that can be cut."""

import asyncio
import os
import socket
import struct
import threading
import weakref
from collections.abc import MutableMapping

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
Client = tuple[str, int]
Transports = MutableMapping[Client, asyncio.Transport]


class Serving:
    """A uvicorn server in a background thread."""

    def __init__(self, port: int) -> None:
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._transports: Transports = weakref.WeakValueDictionary()
        self._server: _PromptServer | None = None
        self._thread: threading.Thread | None = None

    def start(self, app: ASGIApp) -> None:
        """Serve the application until `stop`; it learns of its event loop through its lifespan."""
        config = uvicorn.Config(
            app,
            http=_remembering(self._transports),
            ws="websockets-sansio",
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            timeout_keep_alive=60,
        )
        self._server = _PromptServer(config, self._transports)
        self._thread = threading.Thread(target=self._run, args=(self._server,), name="slack", daemon=True)
        self._thread.start()

    def _run(self, server: "_PromptServer") -> None:
        asyncio.run(server.serve(sockets=[self._socket]))

    def stop(self) -> None:
        """Stop serving and wait for the end."""
        if self._server and self._thread:
            self._server.leave()
            self._thread.join(10)
        self._socket.close()

    def cut(self, client: Client, *, reset: bool = False) -> None:
        """Break the connection of this client at once, by a reset if wanted; called inside the event loop."""
        transport = self._transports.get((client[0], client[1]))
        if transport is None:
            return
        if reset:
            linger = struct.pack("ii", 1, 0)
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        transport.abort()


class _PromptServer(uvicorn.Server):
    """Leaves as soon as it is told to; uvicorn itself looks only ten times a second."""

    def __init__(self, config: uvicorn.Config, transports: Transports) -> None:
        super().__init__(config)
        self._transports = transports
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """Stop, from any thread."""
        self.should_exit = True
        if self._loop:
            self._loop.call_soon_threadsafe(self._leaving.set)

    async def main_loop(self) -> None:
        """Serve until it is time to leave."""
        self._loop = asyncio.get_running_loop()
        seconds = 0
        while not await self.on_tick(seconds * 10):
            seconds += 1
            try:
                async with asyncio.timeout(1):
                    await self._leaving.wait()
            except TimeoutError:
                continue

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to every connection and break those that do not leave."""
        for server in self.servers:
            server.close()
        await asyncio.sleep(0.005)  # whoever was accepted a moment ago gets a connection that can be closed
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._tasks_done(0.05)
        for transport in list(self._transports.values()):
            transport.abort()
        await self._tasks_done(0.2)
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    async def _tasks_done(self, seconds: float) -> None:
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=seconds)


def _listening(port: int) -> socket.socket:
    # the protocol has to be named: asyncio switches off Nagle's delay only where it reads IPPROTO_TCP
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(1024)
    except OSError as taken:
        listening.close()
        raise OSError(taken.errno, f"port {port} of {HOST} cannot be used, choose another: {taken.strerror}") from None
    return listening


def _remembering(transports: Transports) -> type[H11Protocol]:
    class Remembered(H11Protocol):
        """Keeps hold of the transport, so that the connection can be broken."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            transports[transport.get_extra_info("peername")] = transport
            super().connection_made(transport)

    return Remembered
