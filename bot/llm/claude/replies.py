"""The replies we ask for: their JSON schemas with the sentence ids of one request, and the check of what came back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_MOST_IDS = 200

Reply = TypeVar("Reply", bound=BaseModel)


class _Lenient(BaseModel):
    """Unknown fields are left aside: a schema-less server adds its own."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Note(_Lenient):
    """A sentence and the ids of the sentences that prove it."""

    text: str
    refs: tuple[str, ...] = ()


class Analysis(_Lenient):
    """Notes on one paper."""

    takeaway: Note
    findings: tuple[Note, ...] = ()
    limits: Note | None = None


class Connection(_Lenient):
    """What joins papers."""

    title: str
    claims: tuple[Note, ...] = ()


class First(_Lenient):
    """The paper to read first, and why."""

    paper: str
    why: Note


class Synthesis(_Lenient):
    """The top of a briefing."""

    headline: Note | None
    themes: tuple[Connection, ...] = ()
    read_first: First | None = None


class Reading(_Lenient):
    """An answer."""

    status: Literal["answered", "partly", "not_in_paper"]
    claims: tuple[Note, ...] = Field(default=())


def read(kind: type[Reply], text: str) -> Reply:
    """The reply in ``text``, also inside a code fence or after a preamble.  Raises ``ValueError``."""
    start = text.find("{")
    if start < 0:
        raise ValueError("there is no JSON object in the reply")
    value, _ = json.JSONDecoder().raw_decode(text, start)
    try:
        return kind.model_validate(value)
    except ValidationError as mistake:
        raise ValueError(f"{mistake.error_count()} fields are wrong") from mistake


def analysis_schema(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of an ``Analysis`` of a paper with these sentences."""
    note = _note(ids)
    return _object({"takeaway": note, "findings": _list(note), "limits": _nullable(note)})


def synthesis_schema(ids: Sequence[str], papers: Sequence[str]) -> dict[str, Any]:
    """The schema of a ``Synthesis`` of these papers."""
    note = _note(ids)
    theme = _object({"title": {"type": "string"}, "claims": _list(note)})
    first = _object({"paper": {"type": "string", "enum": list(papers)}, "why": note})
    return _object({"headline": note, "themes": _list(theme), "read_first": first})


def answer_schema(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of a ``Reading``."""
    status = {"type": "string", "enum": ["answered", "partly", "not_in_paper"]}
    return _object({"status": status, "claims": _list(_note(ids))})


def _note(ids: Sequence[str]) -> dict[str, Any]:
    ref: dict[str, Any] = {"type": "string"}
    if len(ids) <= _MOST_IDS:  # a long list costs more than a wrong id, which the checks catch anyway
        ref["enum"] = list(ids)
    return _object({"text": {"type": "string"}, "refs": _list(ref) | {"minItems": 1}})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"type": "null"}]}
