"""Unpacks recorded exchanges: VCR cassettes of several dialects, with bodies as text, bytes, base64 or gzip."""

import base64
import binascii
import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

from tests.fakes.web import NOT_THERE, Answer, Asked

_FRAMING = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "status", "keep-alive"})
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded exchange, its body decoded."""

    method: str
    url: str
    answer: Answer


class _Lenient(yaml.SafeLoader):
    """Reads what an older Python wrote, without making anything but text of it."""


def _text(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", _text)


def recorded(path: Path) -> Iterator[Recorded]:
    """Every exchange of a cassette, in order."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lenient)
    for exchange in content.get("interactions") or content["http_interactions"]:
        asked, said = exchange["request"], exchange["response"]
        headers = {name.lower(): _one(value) for name, value in (said.get("headers") or {}).items()}
        plain = {name: value for name, value in headers.items() if name not in _FRAMING}
        answer = Answer(_body(said.get("body", said.get("content", ""))), _status(said), plain)
        yield Recorded(str(asked["method"]).upper(), str(asked["uri"]), answer)


def site_of(exchanges: Mapping[str, Answer]) -> Callable[[Asked], Answer]:
    """A web that answers like these exchanges: by host, path and the parameters that were recorded."""
    known = [(_place(url), answer) for url, answer in exchanges.items()]

    def site(asked: Asked) -> Answer:
        return next((answer for place, answer in known if place == _place(asked.url)), NOT_THERE)

    return site


def _place(url: str) -> tuple[str, str, frozenset[tuple[str, str]]]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), unquote(parts.path), frozenset(parse_qsl(parts.query))


def _one(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value).replace("\n", " ")


def _status(said: Mapping[str, Any]) -> int:
    told = said.get("status", said.get("status_code", 200))
    return int(told.get("code") or told["status_code"]) if isinstance(told, dict) else int(told)


def _body(told: Any) -> bytes:
    held = told.get("string", told.get("base64_string", "")) if isinstance(told, dict) else told
    body = held if isinstance(held, bytes) else str(held or "").encode()
    if isinstance(told, dict) and ("base64_string" in told or told.get("encoding") in ("ASCII-8BIT", "BINARY")):
        body = _from_base64(body)
    return _from_gzip(body)


def _from_base64(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error:
        return body


def _from_gzip(body: bytes) -> bytes:
    try:
        return gzip.decompress(body) if body.startswith(_GZIP) else body
    except (OSError, EOFError, zlib.error):
        return body
