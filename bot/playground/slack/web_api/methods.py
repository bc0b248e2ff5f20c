"""What a Web API method is: what it takes, which scopes it needs, what it does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State

Given = dict[str, Any]
Run = Callable[[State, Given], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Web API.

    `takes` names every argument and its type, required ones with a trailing `!`:
    `string`, `boolean`, `integer`, `array`, `object`, `strings` (a comma list).
    Any one of `scopes` is enough.
    """

    run: Run
    takes: Mapping[str, str]
    scopes: tuple[str, ...] = ()
    caller: str = "bot"  # whose token: bot, app or none


def read_arguments(method: Method, raw: Mapping[str, Any]) -> Given:
    """Turn what came in the request into typed arguments, or refuse it."""
    given: Given = {}
    mistakes: list[str] = []
    for name, value in raw.items():
        if (name in _EVERYWHERE and name not in method.takes) or value is None:
            continue
        kind = method.takes.get(name)
        if kind is None:
            mistakes.append(f"[ERROR] unknown argument: {name}")
            continue
        try:
            given[name] = _READERS[kind.rstrip("!")](value)
        except ValueError as wrong:
            mistakes.append(f"[ERROR] {wrong} [json-pointer:/{name}]")
    for name, kind in method.takes.items():
        if kind.endswith("!") and name not in given:
            mistakes.append(f"[ERROR] missing required field: {name}")
    if mistakes:
        raise ApiError("invalid_arguments", messages=mistakes)
    return given


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("1", "true", "True"):
        return True
    if value in ("0", "false", "False"):
        return False
    raise ValueError("must be a boolean")


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("must be an integer")
    try:
        return int(value)
    except ValueError:
        raise ValueError("must be an integer") from None


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("must be valid JSON") from None


def _array(value: Any) -> list[Any]:
    value = _decoded(value)
    if not isinstance(value, list):
        raise ValueError("must be an array")
    return value


def _object(value: Any) -> dict[str, Any]:
    value = _decoded(value)
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    return value


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    raise ValueError("must be a comma separated list")


# Bolt adds the team of a request to every call that it makes while it handles it
_EVERYWHERE = ("token", "team_id")

_READERS: Mapping[str, Callable[[Any], Any]] = {
    "string": _string,
    "boolean": _boolean,
    "integer": _integer,
    "array": _array,
    "object": _object,
    "strings": _strings,
}
