"""Reads the reply of a child that may lie."""

import json
from typing import Any, cast

from bot.parsing.failures import SENTENCES, Kind, ParseFailure

_MOST_PARTS = 400_000
_LONGEST_SENTENCE = 300


def result_of(reply: dict[str, Any]) -> Any:
    """The result in ``reply``.  Raises ``ParseFailure`` if there is none."""
    if "result" in reply:
        return reply["result"]
    kind = reply.get("failure")
    if kind not in SENTENCES:
        raise ParseFailure("crash", detail="no result")
    said = _plain(reply.get("sentence")) if kind == "malformed" else ""
    raise ParseFailure(cast(Kind, kind), said, _plain(reply.get("detail")))


def read_reply(message: bytearray) -> dict[str, Any]:
    """Read one JSON object.  Raises ``ParseFailure`` for anything else, and for one that would fill the memory."""
    # Three bytes of JSON can become sixty of objects; the parts are counted before any is made.
    if sum(message.count(mark) for mark in (b",", b"[", b"{")) > _MOST_PARTS:
        raise ParseFailure("too_large", detail="too many parts")
    try:
        text = message.decode("ascii")
        message.clear()
        reply = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseFailure("crash", detail="reply is not JSON") from error
    if not isinstance(reply, dict):
        raise ParseFailure("crash", detail="reply is not an object")
    return reply


def _plain(said: object) -> str:
    text = " ".join(said.split()) if isinstance(said, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:_LONGEST_SENTENCE]
