"""Rules of the blocks, one entry a type, and the surfaces on which each may stand."""

from typing import Any

from bot.playground.slack.strict import elements
from bot.playground.slack.strict.objects import plain, text
from bot.playground.slack.strict.rich_text import RICH_TEXT
from bot.playground.slack.strict.rules import (
    Problems,
    Rule,
    array,
    boolean,
    by_type,
    choice,
    record,
    string,
    url,
)
from bot.playground.slack.strict.tables import DATA_TABLE, TABLE

_NAMED: dict[str, Rule] = {"block_id": string(255)}


def _block(required: dict[str, Rule] | None = None, optional: dict[str, Rule] | None = None, also: Any = None) -> Rule:
    return record({"type": string(), **(required or {})}, {**_NAMED, **(optional or {})}, also=also)


def _some_of(*keys: str) -> Any:
    def also(value: dict[str, Any], where: str, problems: Problems) -> None:
        if not any(key in value for key in keys):
            problems.add(where, f"missing required field: one of {', '.join(keys)}")

    return also


def _one_image(value: dict[str, Any], where: str, problems: Problems) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        problems.add(where, "must provide either image_url or slack_file")


def _distinct_actions(value: dict[str, Any], where: str, problems: Problems) -> None:
    ids = [one["action_id"] for one in value["elements"] if "action_id" in one]
    for repeated in sorted({one for one in ids if ids.count(one) > 1}):
        problems.add(where, f"action_id must be unique within a block: {repeated}")


def _header_or_fold(value: dict[str, Any], where: str, problems: Problems) -> None:
    _some_of("title", "rich_text_title")(value, where, problems)
    if value.get("is_collapsible") and value.get("has_header_divider"):
        problems.add(where, "has_header_divider cannot be set when is_collapsible is true")


_PLACED = {kind: rule for kind, rule in elements.PICKERS.items() if kind != "datetimepicker"}
ACCESSORY = by_type({**elements.MENUS, **elements.MULTI_SELECTS, **_PLACED, "image": elements.IMAGE})
ACTION = by_type({**elements.MENUS, **elements.PICKERS})
INPUT = by_type({**elements.SELECTS, **elements.MULTI_SELECTS, **elements.PICKERS, **elements.INPUTS})
NOTE = by_type(
    {
        "image": elements.IMAGE,
        "plain_text": record({"type": string(), "text": string()}, {"emoji": boolean}),
        "mrkdwn": record({"type": string(), "text": string()}, {"verbatim": boolean}),
    }
)
_SOURCE = by_type({"url": record({"type": string(), "url": url(), "text": string()})})

CARD = _block(
    None,
    {
        "hero_image": elements.IMAGE,
        "icon": elements.IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": array(by_type({"button": elements.BUTTON}), most=3),
    },
    _some_of("hero_image", "title", "actions", "body"),
)

TASK_CARD = _block(
    {"task_id": string(), "title": string(), "status": choice("pending", "in_progress", "complete", "error")},
    {"details": RICH_TEXT, "output": RICH_TEXT, "sources": array(_SOURCE)},
)

_IMAGE = _block({"alt_text": string(2000)}, {**elements.IMAGE_KEYS, "title": plain(2000)}, _one_image)

SIMPLE: dict[str, Rule] = {
    "section": _block(
        None,
        {
            "text": text(3000),
            "fields": array(text(2000), most=10),
            "accessory": ACCESSORY,
            "expand": boolean,
        },
        _some_of("text", "fields"),
    ),
    "header": _block({"text": plain(150)}),
    "divider": _block(),
    "context": _block({"elements": array(NOTE, most=10)}),
    "actions": _block({"elements": array(ACTION, most=25)}, also=_distinct_actions),
    "image": _IMAGE,
    "rich_text": RICH_TEXT,
    "input": _block(
        {"label": plain(2000), "element": INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "video": _block(
        {
            "alt_text": string(2000),
            "title": plain(200),
            "thumbnail_url": url(),
            "video_url": url(),
        },
        {
            "author_name": string(50),
            "description": plain(200),
            "provider_icon_url": url(),
            "provider_name": string(),
            "title_url": url(),
        },
    ),
}

_CHILDREN = {
    kind: SIMPLE[kind] for kind in ("section", "header", "divider", "context", "actions", "image", "rich_text")
}

MESSAGE_ONLY: dict[str, Rule] = {
    "markdown": _block({"text": string(12_000)}),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "task_card": TASK_CARD,
    "plan": _block({"title": string()}, {"tasks": array(by_type({"task_card": TASK_CARD}))}),
    "context_actions": _block({"elements": array(by_type(elements.CONTEXT_ACTIONS), most=5)}, also=_distinct_actions),
    "card": CARD,
    "carousel": _block({"elements": array(by_type({"card": CARD}), most=10)}),
    "container": _block(
        {"child_blocks": array(by_type(_CHILDREN), most=10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": plain(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": elements.IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        _header_or_fold,
    ),
}

ALERT = _block({"text": text(200)}, {"level": choice("default", "info", "warning", "error", "success")})

SURFACES: dict[str, dict[str, Rule]] = {
    "message": {**SIMPLE, **MESSAGE_ONLY},
    "modal": {**SIMPLE, "alert": ALERT},
    "home": SIMPLE,
}
