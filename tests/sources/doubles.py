"""A web of one page and a parser without a child, for tests of adapters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from bot.ports.sources import Memory, Response, SourceFailure

NOTHING_KNOWN = Memory(known=lambda keys: frozenset())


@dataclass
class Pages:
    """A web of several pages: each address, or its beginning, and what answers there, in order (the last for ever).

    An answer is a body, or a failure that is raised; the longest beginning that fits answers.
    """

    answers: Mapping[str, Sequence[bytes | SourceFailure]]
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/xml"})
    asked: list[str] = field(default_factory=list)

    def get(self, url: str, *, accept: str = "", etag: str = "", last_modified: str = "") -> Response:
        beginnings = [beginning for beginning in self.answers if url.startswith(beginning)]
        if not beginnings:
            raise SourceFailure("not_found", f"there is nothing at {url}")
        chosen = max(beginnings, key=len)
        before = sum(max((b for b in self.answers if u.startswith(b)), key=len) == chosen for u in self.asked)
        self.asked.append(url)
        answer = self.answers[chosen][min(before, len(self.answers[chosen]) - 1)]
        if isinstance(answer, SourceFailure):
            raise answer
        return Response(url, 200, self.headers, answer)


@dataclass
class Web:
    """Answers every address with one body, or with "not modified" to whoever has its etag; remembers what was asked."""

    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/xml", "etag": '"e1"'})
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def get(self, url: str, *, accept: str = "", etag: str = "", last_modified: str = "") -> Response:
        self.asked.append({"url": url, "accept": accept, "etag": etag, "last_modified": last_modified})
        unchanged = bool(etag) and etag == self.headers.get("etag")
        return Response(url, 304 if unchanged else 200, self.headers, b"" if unchanged else self.body, unchanged)


class InProcess:
    """Parses where it stands, and fails like the child does."""

    def run(self, parser: str, body: bytes, **arguments: str) -> Any:
        module, _, name = parser.partition(":")
        try:
            return getattr(import_module(module), name)(body, **arguments)
        except ValueError as error:
            raise SourceFailure("malformed", str(error)) from error
