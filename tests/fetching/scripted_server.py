"""A loopback web server that answers each path exactly as a test wrote it, byte by byte."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

Script = Callable[[socket.socket], None]


def reply(
    status: int = 200,
    body: bytes = b"",
    headers: Iterable[tuple[str, str]] | Mapping[str, str] = (),
    *,
    length: int | None = -1,
) -> Script:
    """An answer; ``length`` overrides the Content-Length, ``None`` leaves it out."""
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    if length is not None:
        pairs.append(("Content-Length", str(len(body) if length < 0 else length)))
    head = "".join(f"{name}: {value}\r\n" for name, value in pairs)

    def send(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 {status} Scripted\r\n{head}\r\n".encode("latin-1") + body)

    return send


def raw(data: bytes) -> Script:
    """Exactly ``data``."""
    return lambda connection: connection.sendall(data)


class ScriptedServer:
    """Serves ``scripts`` by path and keeps every request it got, head and all."""

    def __init__(self, scripts: Mapping[str, Script] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.scripts: dict[str, Script] = dict(scripts or {})
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.hellos: list[bytes] = []
        self.connections = 0
        self.dripped = 0
        self.closing = threading.Event()
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def url(self, path: str) -> str:
        return self.origin + path

    def drip(self, head: bytes, piece: bytes, pause: float = 0.02) -> Script:
        """``head`` at once, then ``piece`` again and again until the reader or the test ends."""

        def send(connection: socket.socket) -> None:
            connection.sendall(head)
            while not self.closing.wait(pause):
                connection.sendall(piece)
                self.dripped += len(piece)

        return send

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        try:
            secured = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with secured:
                while self._answer(secured):
                    pass
        except OSError:
            connection.close()

    def _answer(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data:
                return False
            head += data
            if head[:1] == b"\x16":  # somebody wants to talk TLS: keep what they said and hang up
                self.hellos.append(head)
                return False
        lines = head.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        fields = (line.partition(": ") for line in lines[1:] if line)
        self.requests.append((path, {name.lower(): value for name, _, value in fields}))
        script = self.scripts[path.partition("?")[0]]
        script(connection)
        return script.__qualname__.startswith("reply.") and not self.closing.is_set()
