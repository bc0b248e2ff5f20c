"""Makes one HTTP exchange over pinned connections, and names what can go wrong with it."""

import ssl
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from bot.fetching.failures import FetchFailure
from bot.fetching.hops import Exchange
from bot.fetching.limits import Allowance, Limits
from bot.fetching.network import PinnedNetwork, Resolve
from bot.fetching.web_address import shown_host

_CONNECTIONS = 64


class Wire:
    """A pool of pinned connections; safe to use from many threads."""

    def __init__(
        self,
        limits: Limits,
        resolve: Resolve,
        network: httpcore.NetworkBackend | None,
        tls: ssl.SSLContext | None,
        exempt: Collection[str],
    ) -> None:
        self._limits = limits
        self._network = PinnedNetwork(resolve, network or httpcore.SyncBackend(), _endpoints(exempt))
        # Built by hand, so that no proxy, certificate or credential comes in from the environment.
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_CONNECTIONS // 4,
            keepalive_expiry=5.0,
            network_backend=self._network,
        )

    @contextmanager
    def exchange(self, request: httpx.Request, allowance: Allowance) -> Iterator[Exchange]:
        """Send ``request`` and give its answer while it is open.  Raises ``FetchFailure``."""
        host = allowance.host = shown_host(request.url)
        with self._network.spending(allowance):
            reply = self._sent(request, host, allowance)
            try:
                yield Exchange(
                    reply.status, _joined(reply.headers), _body(reply, host, allowance), _cookies(reply.headers)
                )
            finally:
                reply.close()

    def close(self) -> None:
        """Close every connection that is kept open."""
        self._pool.close()

    def _sent(self, request: httpx.Request, host: str, allowance: Allowance) -> httpcore.Response:
        try:
            return self._sent_once_or_again(request, allowance)
        except httpcore.TimeoutException as error:
            raise allowance.late() from error
        except httpcore.NetworkError as error:
            raise FetchFailure("connection", f"The connection to {host} was lost.") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchFailure("protocol", f"{host} sent an answer that is not proper HTTP.") from error

    def _sent_once_or_again(self, request: httpx.Request, allowance: Allowance) -> httpcore.Response:
        left = allowance.seconds_left()
        # The network shortens each of these to what is left at that moment.
        timeouts = {"connect": self._limits.connect_seconds, "read": left, "write": left, "pool": left}
        before = (allowance.connections, allowance.received)
        try:
            return self._pool.handle_request(_plain(request, timeouts))
        except (httpcore.NetworkError, httpcore.RemoteProtocolError):
            if (allowance.connections, allowance.received) != before:
                raise
            # The server had closed a kept connection just as it was used: nothing was asked yet.
            return self._pool.handle_request(_plain(request, timeouts))


def _plain(request: httpx.Request, timeouts: dict[str, float]) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        extensions={"timeout": timeouts},
    )


def _body(reply: httpcore.Response, host: str, allowance: Allowance) -> Iterator[bytes]:
    try:
        yield from reply.iter_stream()
    except httpcore.TimeoutException as error:
        raise allowance.late() from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchFailure("truncated", f"The answer of {host} stopped before its end.") from error


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = _text(raw_name).lower(), _text(raw_value)
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def _cookies(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str, ...]:
    # A cookie has to go back in a header, so one that is not ASCII is of no use.
    lines = (value for name, value in headers if name.lower() == b"set-cookie")
    return tuple(line.decode("ascii") for line in lines if line.isascii())


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _endpoints(origins: Collection[str]) -> frozenset[tuple[str, int]]:
    urls = [httpx.URL(origin) for origin in origins]
    return frozenset((shown_host(url), url.port or {"http": 80, "https": 443}[url.scheme]) for url in urls)
