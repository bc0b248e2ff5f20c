"""What is said to the model: fixed instructions, and papers as material in which nothing can act as a mark of ours."""

import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from bot.llm.claude.replies import Note
from bot.ports.model import Excerpt, Exchange, Objection

_LONGEST_SENTENCE = 900


@cache
def instructions(name: str) -> str:
    """The fixed text of ``analysis``, ``synthesis`` or ``answer``."""
    return files("bot.llm.claude.prompts").joinpath(f"{name}.md").read_text("utf-8")


def ids(paper: Excerpt, *, alone: bool = False) -> list[str]:
    """The ids of the sentences a claim may rest on; without the paper's when it is the only one."""
    prefix = "" if alone else f"{paper.ref}."
    return [f"{prefix}s{number}" for number in _shown(paper)]


def paper_block(paper: Excerpt, *, alone: bool = False) -> str:
    """A paper as material: one numbered sentence a line, without what was written for machines."""
    prefix = "" if alone else f"{paper.ref}."
    title = "" if 0 in paper.suspects else _inert(paper.title)
    lines = [f"{prefix}s{number}: {_inert(paper.sentences[number - 1])}" for number in _shown(paper)]
    opening = (
        f'<paper id="{paper.ref}" field="{_inert(paper.field)}" text="{"full" if paper.complete else "abstract"}">'
    )
    return "\n".join([opening, f"title: {title}", *lines, "</paper>"])


def notes_block(paper: Excerpt, notes: Sequence[Note]) -> str:
    """The checked notes on one paper as material."""
    lines = [f"- {_inert(note.text)} [{', '.join(note.refs)}]" for note in notes]
    return "\n".join([f'<notes id="{paper.ref}" field="{_inert(paper.field)}">', *lines, "</notes>"])


def history_block(history: Sequence[Exchange]) -> str:
    """Earlier turns as material."""
    turns = [f"asked: {_inert(turn.question)}\nanswered: {_inert(turn.answer)}" for turn in history]
    return "\n".join(["<history>", *turns, "</history>"]) if turns else ""


def question_block(question: str) -> str:
    """The question as material."""
    return f"<question>\n{_inert(question)}\n</question>"


def objections_block(objections: Sequence[Objection]) -> str:
    """What was wrong with the last proposal."""
    if not objections:
        return ""
    lines = [f"- {item.part}, “{_inert(item.text)}”: {item.reason}" for item in objections]
    return "\n".join(
        ["A check refused parts of your last reply. Write the whole reply again without these faults:", *lines]
    )


def schema_block(schema: Mapping[str, Any]) -> str:
    """The form of the reply, for servers that know of schemas only what the prompt says."""
    return f"Reply with one JSON object and nothing else. Its JSON schema:\n{json.dumps(schema, separators=(',', ':'))}"


def joined(*blocks: str) -> str:
    """The blocks of one request, empty ones left out."""
    return "\n\n".join(block for block in blocks if block)


def _shown(paper: Excerpt) -> list[int]:
    return [number for number in range(1, len(paper.sentences) + 1) if number not in paper.suspects]


def _inert(text: str) -> str:
    """On one line, with no sign that could open or close a mark."""
    return html.escape(" ".join(text.split())[:_LONGEST_SENTENCE], quote=True)
