"""A strict Messages API on loopback: it refuses what the real one refuses, and fails in every way the real one can."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

KEY = "sk-ant-test-0000"
VERSION = "2026-10-21"
MODELS = {"claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"}
_FIELDS = {"model", "max_tokens", "messages", "system", "output_config", "cache_control", "metadata", "stop_sequences"}
_EFFORTS = {"low", "medium", "high", "xhigh", "max"}
_UNSUPPORTED = {"minimum", "maximum", "minLength", "maxLength", "pattern", "maxItems", "multipleOf", "oneOf", "not"}


@dataclass(frozen=True)
class Reply:
    """What goes back: a whole HTTP answer, sent at once, in slow pieces, or cut in the middle."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds_a_piece: float = 0.0
    cut_after: int | None = None


Responder = Callable[[Mapping[str, Any]], Reply]


def message(
    text: str, *, stop_reason: str | None = "end_turn", content: list[Any] | None = None, **usage: int
) -> Reply:
    """A reply of the model."""
    body = {
        "id": "msg_0001",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [{"type": "text", "text": text}] if content is None else content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {"input_tokens": 1_000, "output_tokens": 200} | usage,
    }
    return Reply(json.dumps(body).encode(), headers={"content-type": "application/json"})


def error(status: int, kind: str, sentence: str = "", **headers: str) -> Reply:
    """A failure as the API words it."""
    body = {"type": "error", "error": {"type": kind, "message": sentence or kind}, "request_id": "req_0001"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps(body).encode(), status, {"content-type": "application/json"} | named)


class AnthropicAPI:
    """The server; ``requests`` are the bodies it accepted, ``refusals`` the sentences it refused others with."""

    def __init__(self, responder: Responder, *, strict: bool = True) -> None:
        self.responder = responder
        self.strict = strict
        self.requests: list[Mapping[str, Any]] = []
        self.refusals: list[str] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        serve = partial(self._server.serve_forever, poll_interval=0.01)
        self._thread = threading.Thread(target=serve, name="fake Anthropic", daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; a second time does nothing."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    @contextmanager
    def running(self) -> Iterator["AnthropicAPI"]:
        """Serve until the end of the block."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def answer(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply:
        """Judge one request and let the responder answer it."""
        refused = self._refused(path, headers, raw)
        if refused is not None:
            with self._lock:
                self.refusals.append(json.loads(refused.body)["error"]["message"])
            return refused
        body = json.loads(raw)
        with self._lock:
            self.requests.append(body)
        return self.responder(body)

    def _refused(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply | None:
        if path != "/v1/messages":
            return error(404, "not_found_error", f"no such path: {path}")
        try:
            body = json.loads(raw)
        except ValueError:
            return error(400, "invalid_request_error", "the body is not JSON")
        return self._refused_by_content(headers, body) if self.strict else None

    def _refused_by_content(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> Reply | None:
        if headers.get("x-api-key") or headers.get("authorization") != f"Bearer {KEY}":
            return error(401, "authentication_error", "send the key as a Bearer token")
        if headers.get("anthropic-version") != VERSION:
            return error(400, "invalid_request_error", f"anthropic-version must be {VERSION}")
        if body.get("model") not in MODELS:
            return error(404, "not_found_error", f"model: {body.get('model')}")
        fault = next(_faults(body), "")
        return error(400, "invalid_request_error", fault) if fault else None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self._send(api.answer(self.path, headers, raw))

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                body = reply.body if reply.cut_after is None else reply.body[: reply.cut_after]
                size = max(1, len(body) // 20) if reply.seconds_a_piece else len(body) or 1
                try:
                    for start in range(0, len(body), size):
                        self.wfile.write(body[start : start + size])
                        self.wfile.flush()
                        time.sleep(reply.seconds_a_piece)
                except OSError:
                    self.close_connection = True
                if reply.cut_after is not None:
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the library uses
                return

        return Handler


def _faults(body: Mapping[str, Any]) -> Iterator[str]:
    """Why the real API would answer 400."""
    yield from (f"{name}: unexpected field" for name in sorted(body.keys() - _FIELDS))
    if not isinstance(body.get("max_tokens"), int) or not 1 <= body["max_tokens"] <= 128_000:
        yield "max_tokens: a number from 1 to 128000"
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or messages[0].get("role") != "user":
        yield "messages: the first must be the user's"
        return
    if messages[-1].get("role") == "assistant":
        yield "messages: the model does not support assistant message prefill"
    yield from (f"messages: {fault}" for item in messages for fault in _content_faults(item.get("content")))
    if "system" in body:
        yield from (f"system: {fault}" for fault in _content_faults(body["system"]))
    yield from _output_faults(body.get("output_config", {}))


def _content_faults(content: Any) -> Iterator[str]:
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
    if not isinstance(blocks, list) or not blocks:
        yield "content must be a text or a list of blocks"
        return
    for block in blocks:
        if block.get("type") != "text" or not str(block.get("text", "")).strip():
            yield "text blocks must hold text"
        if block.get("citations"):
            yield "citations are not allowed here"


def _output_faults(config: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"output_config.{name}: unexpected field" for name in sorted(config.keys() - {"effort", "format"}))
    if "effort" in config and config["effort"] not in _EFFORTS:
        yield "output_config.effort: unknown"
    if "format" not in config:
        return
    if set(config["format"]) != {"type", "schema"} or config["format"]["type"] != "json_schema":
        yield "output_config.format: must be a json_schema"
        return
    try:
        Draft202012Validator.check_schema(config["format"]["schema"])
    except SchemaError as mistake:
        yield f"output_config.format.schema: {mistake.message}"
    yield from _schema_faults(config["format"]["schema"])


def _schema_faults(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from _schema_faults(item)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        yield "output_config.format.schema: additionalProperties must be false"
    if schema.get("minItems", 0) > 1:
        yield "output_config.format.schema: minItems may be 0 or 1"
    for name in sorted(_UNSUPPORTED & schema.keys()):
        yield f"output_config.format.schema: {name} is not supported"
    for name, value in schema.items():
        yield from _schema_faults(list(value.values()) if name == "properties" else value if name != "enum" else None)
