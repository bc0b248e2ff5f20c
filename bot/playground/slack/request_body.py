"""Reads what a Web API request carries: its arguments, from JSON, a form or the query."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.slack.api_errors import ApiError


def arguments_of(content_type: str, body: bytes, query: bytes) -> dict[str, Any]:
    """The arguments of a call, as they came."""
    arguments: dict[str, Any] = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    if not body:
        return arguments
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        arguments |= _json(body)
    elif kind == "application/x-www-form-urlencoded":
        arguments |= _form(body)
    elif kind == "multipart/form-data":
        arguments |= _multipart(content_type, body)
    else:
        raise ApiError("invalid_post_type")
    return arguments


def _json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(read, dict):
        raise ApiError("json_not_object")
    return read


def _form(body: bytes) -> dict[str, Any]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:
        raise ApiError("invalid_form_data") from None


def _multipart(content_type: str, body: bytes) -> dict[str, Any]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    parts: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            parts[name] = content.decode("utf-8", "replace")
    return parts
