"""One request to Anthropic's Messages API and the text of its reply, whatever may go wrong on the way."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.llm.claude.failures import told
from bot.llm.claude.prompts import joined, schema_block
from bot.llm.claude.spending import Budget, price_of
from bot.ports.model import ModelFailure

if TYPE_CHECKING:
    import anthropic
    import httpx2

_LARGEST_REPLY = 4_000_000
_MOST_TOKENS = 16_000
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model: fixed instructions, the material, and the schema of the reply."""

    model: str
    system: str
    material: str
    schema: Mapping[str, Any]
    effort: str = "low"
    max_tokens: int = 4_000


@dataclass(frozen=True, slots=True)
class Server:
    """Where to send requests; ``structured`` says that it honours reply schemas."""

    api_key: str = field(repr=False)
    base_url: str = ""
    timeout: float = 60.0
    structured: bool = True

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine, where no proxy leads and nothing costs money."""
        return (urlsplit(self.base_url).hostname or "") in _LOCAL_HOSTS


class Wire:
    """Sends requests; safe to use from several threads."""

    def __init__(self, server: Server, budget: Budget, clock: Callable[[], datetime]) -> None:
        self._server = server
        self._budget = budget
        self._clock = clock
        self._opening = threading.Lock()
        self._opened: anthropic.Anthropic | None = None

    def send(self, request: Request) -> str:
        """The text of the reply; a reply that was cut for length is asked for once more with twice the room.

        Raises ``ModelFailure``.
        """
        text = self._send(request, request.max_tokens)
        if text is None:
            text = self._send(request, min(2 * request.max_tokens, _MOST_TOKENS))
        if text is None:
            raise ModelFailure("garbled")
        return text

    def close(self) -> None:
        """Let go of the connections."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _send(self, request: Request, max_tokens: int) -> str | None:
        price = price_of(request.model, local=self._server.is_local)
        characters = len(request.system) + len(request.material) + len(str(request.schema))
        with self._budget.call(price, characters, max_tokens) as bill:
            with told(self._clock()):
                message = self._client().messages.create(**self._arguments(request, max_tokens))
            usage = getattr(message, "usage", None)
            if usage is not None:
                bill.usd = price.of(usage.input_tokens or 0, usage.output_tokens or 0)
        return _text_of(message)

    def _arguments(self, request: Request, max_tokens: int) -> dict[str, Any]:
        """A server that may drop the schema in silence is told it in the prompt."""
        arguments: dict[str, Any] = {"model": request.model, "max_tokens": max_tokens, "system": request.system}
        if self._server.structured:
            form = {"type": "json_schema", "schema": dict(request.schema)}
            arguments["output_config"] = {"effort": request.effort, "format": form}
        else:
            arguments["system"] = joined(request.system, schema_block(request.schema))
        return arguments | {"messages": [{"role": "user", "content": request.material}]}

    def _client(self) -> "anthropic.Anthropic":
        """The client library takes seconds to import, so it waits for the first request."""
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> "anthropic.Anthropic":
        import anthropic
        import httpx2

        server = self._server
        if not server.api_key.strip():
            raise ModelFailure("key")
        web = httpx2.Client(
            timeout=server.timeout,
            trust_env=not server.is_local,
            event_hooks={"request": [_started], "response": [self._bounded]},
        )
        return anthropic.Anthropic(
            api_key=server.api_key.strip(),
            base_url=server.base_url or "https://api.anthropic.com",
            max_retries=0,  # the library would sleep for as long as any Retry-After says
            http_client=web,
            open_telemetry=False,
        )

    def _bounded(self, response: "httpx2.Response") -> None:
        """A timeout is per read; a reply that drips for ever must end as well."""
        import httpx2

        stream, until = response.stream, response.request.extensions["started"] + self._server.timeout

        class Bounded(httpx2.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                size = 0
                for chunk in stream:  # type: ignore[union-attr]
                    size += len(chunk)
                    if time.monotonic() > until or size > _LARGEST_REPLY:
                        raise httpx2.ReadTimeout("the reply takes too long", request=response.request)
                    yield chunk

            def close(self) -> None:
                stream.close()  # type: ignore[union-attr]

        response.stream = Bounded()


def _started(request: "httpx2.Request") -> None:
    request.extensions["started"] = time.monotonic()


def _text_of(message: Any) -> str | None:
    """The text of a complete reply; nothing when it was cut for length.  Raises ``ModelFailure``."""
    import anthropic

    if not isinstance(message, anthropic.types.Message):  # a gateway's web page comes as a plain string
        raise ModelFailure("garbled", retryable=True)
    reason = message.stop_reason
    if reason == "refusal":
        raise ModelFailure("refused")
    if reason == "model_context_window_exceeded":
        raise ModelFailure("too_long")
    if reason == "max_tokens":
        return None
    if reason not in ("end_turn", "stop_sequence"):
        raise ModelFailure("garbled", retryable=True)
    return "".join(block.text for block in message.content or () if block.type == "text")
