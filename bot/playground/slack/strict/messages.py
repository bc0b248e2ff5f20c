"""Checks what a message is made of: its text, blocks, attachments and metadata."""

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.slack.strict.rules import Problems, string
from bot.playground.slack.strict.surfaces import MOST_MARKDOWN_CHARACTERS, check_blocks

MOST_TEXT_CHARACTERS = 40_000
MOST_METADATA_BYTES = 8_000
MOST_ATTACHMENTS = 100

_EVENT_TYPE = string(255, pattern=r"[A-Za-z0-9_.\-]+")


def check_message(content: Mapping[str, Any], problems: Problems) -> None:
    """Report what Slack would refuse in the content of a message."""
    text = content.get("text") or ""
    markdown = content.get("markdown_text") or ""
    if markdown and (text or content.get("blocks")):
        problems.fail("markdown_text_conflict")
    if not (text.strip() or markdown.strip() or content.get("blocks") or content.get("attachments")):
        problems.fail("no_text")
    if len(text) > MOST_TEXT_CHARACTERS or len(markdown) > MOST_MARKDOWN_CHARACTERS:
        problems.fail("msg_too_long")
    if content.get("blocks") is not None:
        check_blocks(content["blocks"], "message", "/blocks", problems)
    check_attachments(content.get("attachments"), problems)
    if content.get("metadata") is not None:
        check_metadata(content["metadata"], problems)


def check_attachments(attachments: Any, problems: Problems) -> None:
    """Report what is wrong with the old-style attachments; only their blocks are looked into."""
    if attachments is None:
        return
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        problems.fail("invalid_attachments")
        return
    if len(attachments) > MOST_ATTACHMENTS:
        problems.fail("too_many_attachments")
    for position, one in enumerate(attachments):
        if "blocks" in one:
            check_blocks(one["blocks"], "message", f"/attachments/{position}/blocks", problems)


def check_metadata(metadata: Any, problems: Problems) -> None:
    """Report metadata of the wrong shape or size."""
    if not isinstance(metadata, dict):
        problems.fail("invalid_metadata_format")
        return
    if set(metadata) != {"event_type", "event_payload"} or not isinstance(metadata["event_payload"], dict):
        problems.fail("invalid_metadata_schema")
        return
    found = Problems()
    _EVENT_TYPE(metadata["event_type"], "/metadata/event_type", found)
    if found or not all(_plain_value(value) for value in metadata["event_payload"].values()):
        problems.fail("invalid_metadata_schema")
    elif len(json.dumps(metadata).encode()) > MOST_METADATA_BYTES:
        problems.fail("metadata_too_large")


def _plain_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str | int | float | bool) for one in value)
    return isinstance(value, str | int | float | bool)
