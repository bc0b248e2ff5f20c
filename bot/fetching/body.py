"""Reads and decodes the body of an answer, never holding more than its caps."""

import zlib
from collections.abc import Iterable
from typing import Any

from bot.fetching.failures import FetchFailure
from bot.fetching.limits import Limits

_PLAIN = frozenset({"", "identity"})
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_FORMAT = 31
_MOST_MEMBERS = 64


def decoded(host: str, chunks: Iterable[bytes], encoding: str, limits: Limits) -> bytes:
    """The content of ``chunks``.  Raises ``FetchFailure`` when it is too large, cut, or encoded in another way."""
    name = encoding.strip().lower()
    if name in _GZIP:
        return _gunzipped(host, _capped(host, chunks, limits.wire_bytes), limits.decoded_bytes)
    if name not in _PLAIN:
        raise FetchFailure("encoding", f"{host} compressed its answer in a way that was not asked for.")
    return b"".join(_capped(host, chunks, min(limits.wire_bytes, limits.decoded_bytes)))


def too_large(host: str) -> FetchFailure:
    """The failure of an answer over a cap."""
    return FetchFailure("too_large", f"The answer of {host} is too large to read.")


def _capped(host: str, chunks: Iterable[bytes], limit: int) -> Iterable[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(host)
        yield chunk


def _gunzipped(host: str, chunks: Iterable[bytes], limit: int) -> bytes:
    members = Members(limit)
    try:
        for chunk in chunks:
            members.feed(chunk)
    except OverflowError as error:
        raise too_large(host) from error
    except zlib.error as error:
        raise FetchFailure("encoding", f"The answer of {host} is compressed, but broken.") from error
    if not members.complete:
        raise FetchFailure("truncated", f"The answer of {host} stopped before its end.")
    return bytes(members.content)


class Members:
    """Gzip members, one after the other, unpacked up to a limit."""

    def __init__(self, limit: int) -> None:
        self.content = bytearray()
        self._limit = limit
        self._begun = 0
        self._open: Any = None

    @property
    def complete(self) -> bool:
        """Whether every member that began has come to its end."""
        return self._open is None

    def feed(self, data: bytes) -> None:
        """Unpack ``data``.  Raises ``OverflowError`` over the limit, ``zlib.error`` for anything but gzip."""
        while data:
            if self._open is None:
                if self._begun and not data.strip(b"\0"):
                    return  # padding is allowed after the end
                self._begin()
            # One byte more than allowed is enough to know, and all that is ever unpacked.
            self.content += self._open.decompress(data, self._limit - len(self.content) + 1)
            if len(self.content) > self._limit:
                raise OverflowError
            data = self._open.unused_data
            if self._open.eof:
                self._open = None

    def _begin(self) -> None:
        self._begun += 1
        if self._begun > _MOST_MEMBERS:
            raise zlib.error("too many members")
        self._open = zlib.decompressobj(_GZIP_FORMAT)
