"""Cutting a long answer into pages, with the cursors that Slack hands out."""

import base64
from collections.abc import Sequence
from typing import Any, TypeVar

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.web_api.methods import Given

T = TypeVar("T")


def page(items: Sequence[T], given: Given, default: int, most: int = 1000) -> tuple[Sequence[T], dict[str, Any]]:
    """One page of the items, and the `response_metadata` that leads to the next."""
    start = read_cursor(given.get("cursor"))
    limit = given.get("limit") or default
    if not 1 <= limit <= most:
        raise ApiError("invalid_limit")
    end = start + limit
    return items[start:end], {"next_cursor": write_cursor(end) if end < len(items) else ""}


def write_cursor(position: int) -> str:
    """An opaque word for a place."""
    return base64.urlsafe_b64encode(f"next:{position}".encode()).decode()


def read_cursor(cursor: str | None) -> int:
    """The place that a cursor stands for."""
    if not cursor:
        return 0
    try:
        word, _, position = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if word != "next":
            raise ValueError(word)
        return int(position)
    except ValueError:
        raise ApiError("invalid_cursor") from None
