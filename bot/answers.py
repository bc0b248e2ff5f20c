"""Reads the JSON of an interface, or says in a sentence what came instead."""

import json
from typing import Any


def loaded(body: bytes, service: str) -> Any:
    """What ``service`` answered.  Raises ``ValueError`` with a sentence for anything but JSON."""
    instead = f"{service} answered with something else than data:"
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        what = "an XML document" if start.lower().startswith(b"<?xml") else "a web page"
        raise ValueError(f"{instead} {what} (an error, or a check for robots?).")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{instead} it is no JSON, or broke off in it.") from error


def answer(body: bytes, service: str) -> dict[str, Any]:
    """The object ``service`` answered with.  Raises ``ValueError`` with a sentence for anything else."""
    found = loaded(body, service)
    if not isinstance(found, dict):
        raise ValueError(f"{service} answered with JSON of another form than its list.")
    return found
