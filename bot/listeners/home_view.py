"""What the Home tab shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.blocks import Button, Part, Span, bold, buttons, code, divider, heading, line, paragraph, small
from bot.blocks.naming import place, title
from bot.blocks.parts import button_element
from bot.blocks.receipt import counted, stands
from bot.blocks.spans import Block
from bot.digest import SourceReport
from bot.listeners.next_briefing import when, zone_of
from bot.listeners.views import field, plain
from bot.papers import Paper
from bot.ports.store import StoredQuery
from bot.subscribers import Subscriber

ADD_QUERY = "radar_add_query"
_SOURCES = 25


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All a reader finds on the Home tab."""

    subscriber: Subscriber | None
    queries: Sequence[StoredQuery]
    saved: Sequence[Paper]
    saved_count: int
    sources: Sequence[SourceReport]
    now: datetime


def home_view(board: Dashboard) -> dict[str, Any]:
    """The Home tab."""
    parts = [heading("Your research radar"), *_briefing(board), divider()]
    blocks: list[Block] = [block for part in parts for block in part.blocks]
    blocks += _radar(board)
    for part in (divider(), *_saved(board), divider(), *_sources(board)):
        blocks += part.blocks
    return {"type": "home", "blocks": blocks}


def query_form() -> dict[str, Any]:
    """The form for new lines of a radar."""
    element = {"type": "plain_text_input", "action_id": "query", "multiline": True, "max_length": 2_000}
    hint = "One a line. Words, “a phrase”, AND OR NOT ( ), immun*, ti: abs: au: cat: src:"
    return {
        "type": "modal",
        "callback_id": ADD_QUERY,
        "title": plain("Add to your radar"),
        "submit": plain("Add"),
        "close": plain("Cancel"),
        "blocks": [field("query", "What to watch for", element, hint=hint)],
    }


def _briefing(board: Dashboard) -> list[Part]:
    if board.subscriber is None or not board.queries:
        said = line("Nothing is on your radar yet. Add a line, and a briefing comes every weekday at 09:00.")
    else:
        said = line(when(board.subscriber, board.now))
    row = [Button("Add a line", "home_add", "add", style="primary"), Button("Settings", "home_settings", "settings")]
    return [paragraph(said), buttons("home_actions", row)]


def _radar(board: Dashboard) -> list[Block]:
    """One section a line, each with its button."""
    named = paragraph(line(bold(f"On your radar: {counted(len(board.queries), 'line')}")))
    return [*named.blocks, *(_query(query) for query in board.queries)]


def _query(query: StoredQuery) -> Block:
    button = Button("Remove", "home_remove", str(query.id), f"Remove {query.text}")
    return {
        "type": "section",
        "block_id": f"query:{query.id}",
        "text": plain(query.text, 250),
        "accessory": button_element(button),
    }


def _saved(board: Dashboard) -> list[Part]:
    if not board.saved:
        return [paragraph(line(bold("Saved papers")), line("None yet. Press Save under a paper of a briefing."))]
    lines = [line("• ", Span(title(paper, 120), "", paper.url), f"  {place(paper)}") for paper in board.saved]
    more = line("All of them: ", code("/radar saved")) if board.saved_count > len(board.saved) else ()
    return [paragraph(line(bold(f"Saved papers: {board.saved_count:,}")), *lines, *([more] if more else []))]


def _sources(board: Dashboard) -> list[Part]:
    zone = zone_of(board.subscriber)
    states = [stands(report, board.now, zone) for report in board.sources[:_SOURCES]]
    if len(board.sources) > _SOURCES:
        states.append(f"and {counted(len(board.sources) - _SOURCES, 'more source')}")
    return [paragraph(line(bold("Sources, last 24 hours"))), small(" · ".join(states) or "None is set up.")]
