"""``export`` and ``delete-me``: everything kept about a person, handed out or removed."""

import json
from collections.abc import Iterator
from typing import Any

from bot.blocks import Button, bold, buttons, line, pack, paragraph, preformatted
from bot.listeners.radar_command.verbs import Asked, Reply, verb
from bot.papers import display_title
from bot.ports.store import MarkKind

_CHUNK = 2_500


@verb("export", "everything kept about you, as JSON, by direct message", group="More")
def export(asked: Asked) -> Reply:
    """Send a person's data to their direct messages."""
    text = json.dumps(_data(asked), ensure_ascii=False, indent=1)
    parts = [paragraph(line(bold("What I keep about you"))), *map(preformatted, _chunks(text))]
    key = f"export:{asked.heard.team}:{asked.heard.user}:{asked.heard.trigger or asked.now.isoformat()}"
    for number, message in enumerate(pack(parts)):
        asked.ears.store.deliveries.plan(f"{key}:{number}", asked.heard.team, asked.heard.user, message, asked.now)
    asked.ears.wake()
    return [paragraph(line("I am sending it to our direct messages."))]


@verb("delete-me", "remove your radar, settings and saved papers", aliases=("forget-me", "deleteme"), group="More")
def delete_me(asked: Asked) -> Reply:
    """Ask before everything about a person is removed."""
    if asked.known() is None and not any(_marks(asked).values()) and not _feeds(asked):
        return [paragraph(line("I keep nothing about you. Nothing changed."))]
    button = Button(
        "Delete my data",
        "radar_delete_me",
        "me",
        style="danger",
        asks="Your radar, settings, feeds and saved papers will be removed. This cannot be undone.",
    )
    said = (
        "This removes your radar, your settings, your feeds, your saved papers and your marks. "
        "Nothing is removed until you press."
    )
    return [paragraph(line(said)), buttons("delete_me", [button])]


def _data(asked: Asked) -> dict[str, Any]:
    data: dict[str, Any] = {"radar": [query.text for query in asked.queries()], "feeds": _feeds(asked)}
    if subscriber := asked.known():
        data["settings"] = {
            "zone": subscriber.zone,
            "time": f"{subscriber.at:%H:%M}",
            "days": sorted(subscriber.days),
            "paused": subscriber.paused,
            "paused_until": str(subscriber.paused_until or ""),
            "quiet_days_told": subscriber.tells_quiet_days,
        }
    return data | {kind.value: [_named(asked, key) for key in ids] for kind, ids in _marks(asked).items()}


def _marks(asked: Asked) -> dict[MarkKind, list[int]]:
    marks = asked.ears.store.marks
    return {kind: list(marks.marked(asked.heard.team, asked.heard.user, kind)) for kind in MarkKind}


def _feeds(asked: Asked) -> list[str]:
    return list(asked.ears.store.sources.followed(asked.heard.team, asked.heard.user))


def _named(asked: Asked, paper_id: int) -> dict[str, Any]:
    paper = asked.ears.store.papers.get(paper_id)
    return {"title": display_title(paper.title)[:200], "keys": sorted(paper.keys)} if paper else {}


def _chunks(text: str) -> Iterator[str]:
    chunk = ""
    for line_ in text.splitlines():
        if chunk and len(chunk) + len(line_) > _CHUNK:
            yield chunk
            chunk = ""
        chunk += line_ + "\n"
    yield chunk
