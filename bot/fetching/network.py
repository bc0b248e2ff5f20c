"""Connections that go to vetted addresses only, and to exactly the address that was vetted."""

import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import chain, zip_longest
from typing import Any

import httpcore

from bot.fetching.addresses import is_literal, is_public
from bot.fetching.failures import FetchFailure
from bot.fetching.limits import Allowance
from bot.fetching.web_address import NOT_ALLOWED

Resolve = Callable[[str], Sequence[str]]
_MOST_ADDRESSES = 4


def system_resolve(host: str) -> Sequence[str]:
    """The addresses of ``host`` as the system's resolver gives them.  Raises ``OSError``."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PinnedNetwork(httpcore.NetworkBackend):
    """Looks a host up once, refuses it if any of its addresses is not public, and connects to what it saw.

    The TLS name stays the host's. ``loopback`` lists the (address, port) pairs that are exempt.
    """

    def __init__(
        self, resolve: Resolve, network: httpcore.NetworkBackend, loopback: Collection[tuple[str, int]]
    ) -> None:
        self._resolve = resolve
        self._network = network
        self._loopback = loopback
        self._current = threading.local()

    @contextmanager
    def spending(self, allowance: Allowance) -> Iterator[None]:
        """Charge ``allowance`` for everything this thread does on the network."""
        self._current.allowance = allowance
        try:
            yield
        finally:
            del self._current.allowance

    def allowance(self) -> Allowance:
        """What this thread's fetch may still spend."""
        current: Allowance = self._current.allowance
        return current

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first vetted address that answers.  Raises ``FetchFailure``."""
        for address in self._vetted(host, port):
            try:
                stream = self._network.connect_tcp(
                    address, port, _within(timeout, self.allowance()), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            self.allowance().connections += 1
            return MeteredStream(stream, self.allowance, host)
        raise FetchFailure("connection", f"No connection to {host} could be made.")

    def _vetted(self, host: str, port: int) -> Sequence[str]:
        if (host, port) in self._loopback:
            return [host]
        addresses = [host] if is_literal(host) else self._looked_up(host)
        if not all(is_public(address) for address in addresses):
            # Not permanent: a name may be moved, and a broken resolver may answer with a private address.
            raise FetchFailure("blocked", NOT_ALLOWED)
        return _families_in_turn(addresses)[:_MOST_ADDRESSES]

    def _looked_up(self, host: str) -> Sequence[str]:
        answer: Future[Sequence[str]] = Future()

        def look_up() -> None:
            try:
                answer.set_result(self._resolve(host))
            except (OSError, UnicodeError) as error:
                answer.set_exception(error)

        # The system's resolver knows no deadline, so it runs beside us and may be left behind.
        threading.Thread(target=look_up, name="name-lookup", daemon=True).start()
        try:
            addresses = answer.result(self.allowance().seconds_left())
        except TimeoutError:
            addresses = []
        except (OSError, UnicodeError) as error:
            raise FetchFailure("dns", f"The name {host} could not be looked up.") from error
        if not addresses:
            raise FetchFailure("dns", f"The name {host} could not be looked up.")
        return addresses


class MeteredStream(httpcore.NetworkStream):
    """A connection on which every read counts against the deadline and the bytes of the fetch that reads."""

    def __init__(self, inner: httpcore.NetworkStream, allowance: Callable[[], Allowance], host: str) -> None:
        self._inner = inner
        self._allowance = allowance
        self._host = host

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read at most ``max_bytes`` before the deadline."""
        allowance = self._allowance()
        data = self._inner.read(max_bytes, _within(timeout, allowance))
        allowance.spend(len(data))
        allowance.seconds_left()  # what came too late is late, even if it came all at once
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send ``buffer`` before the deadline."""
        self._inner.write(buffer, _within(timeout, self._allowance()))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Secure the connection under the host's own name.  Raises ``FetchFailure``."""
        try:
            secured = self._inner.start_tls(ssl_context, server_hostname, _within(timeout, self._allowance()))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                sentence = f"The certificate of {self._host} could not be verified."
            else:
                sentence = f"No secure connection to {self._host} could be made."
            raise FetchFailure("tls", sentence) from error
        return MeteredStream(secured, self._allowance, self._host)

    def get_extra_info(self, info: str) -> Any:
        """What the inner stream knows about itself."""
        return self._inner.get_extra_info(info)


def _within(timeout: float | None, allowance: Allowance) -> float:
    left = allowance.seconds_left()
    return left if timeout is None else min(timeout, left)


def _families_in_turn(addresses: Sequence[str]) -> list[str]:
    # A host with four dead IPv6 addresses must not hide its IPv4 one.
    six = [address for address in addresses if ":" in address]
    four = [address for address in addresses if ":" not in address]
    pairs = zip_longest(six, four) if ":" in addresses[0] else zip_longest(four, six)
    return [address for address in chain.from_iterable(pairs) if address is not None]
