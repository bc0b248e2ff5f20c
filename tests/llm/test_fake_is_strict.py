"""The fake refuses what the real API refuses, so that the bot cannot drift from it unnoticed."""

import json
from typing import Any

import httpx
import pytest

from tests.fakes import anthropic_minds as minds
from tests.fakes.anthropic_api import KEY, VERSION, AnthropicAPI, message

GOOD: dict[str, Any] = {"model": "claude-haiku-5-5", "max_tokens": 10, "messages": [{"role": "user", "content": "hi"}]}
HEADERS = {"authorization": f"Bearer {KEY}", "anthropic-version": VERSION, "content-type": "application/json"}
OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


def form(schema: dict[str, Any]) -> dict[str, Any]:
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


def status(body: dict[str, Any], headers: dict[str, str] | None = None, path: str = "/v1/messages") -> int:
    api = AnthropicAPI(minds.always(message("{}")))
    with api.running():
        url = f"{api.url}{path}"
        sent = httpx.post(
            url, content=json.dumps(body), headers=HEADERS if headers is None else headers, trust_env=False
        )
    return sent.status_code


def test_a_good_request_passes() -> None:
    assert status(GOOD | form(OBJECT)) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": 1.0},
        {"top_p": 1.0},
        {"top_k": 5},
        {"max_tokens": 0},
        {"max_tokens": "10"},
        {"messages": []},
        {"messages": [{"role": "assistant", "content": "hi"}]},
        {"messages": [*GOOD["messages"], {"role": "assistant", "content": "{"}]},
        {"messages": [{"role": "user", "content": ""}]},
        {"messages": [{"role": "user", "content": [{"type": "document", "source": {}}]}]},
        {"system": ""},
        {"output_config": {"effort": "huge"}},
        {"output_config": {"temperature": 1}},
        form({"type": "object", "properties": {}}),
        form(OBJECT | {"properties": {"a": {"type": "string", "maxLength": 5}}}),
        form(OBJECT | {"properties": {"a": {"type": "array", "items": {"type": "string"}, "minItems": 2}}}),
        form({"type": "nonsense"}),
        {"unknown": 1},
    ],
)
def test_a_bad_request_is_refused(change: dict[str, Any]) -> None:
    assert status(GOOD | change) == 400


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"authorization": "Bearer wrong"}, 401),
        ({"x-api-key": KEY}, 401),
        ({"anthropic-version": "2023-06-01"}, 400),
    ],
)
def test_wrong_headers_are_refused(change: dict[str, str], code: int) -> None:
    assert status(GOOD, HEADERS | change) == code


def test_an_unknown_model_or_path_is_not_found() -> None:
    assert status(GOOD | {"model": "claude-1"}) == 404
    assert status(GOOD, path="/v1/complete") == 404
