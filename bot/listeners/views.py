"""The building blocks of forms and of the home tab."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks.escaping import calm
from bot.blocks.limits import clip


def plain(text: str, limit: int = 75) -> dict[str, Any]:
    """Plain text, shown as it is written."""
    return {"type": "plain_text", "text": clip(calm(text).strip(), limit) or "–", "emoji": False}


def option(label: str, value: str) -> dict[str, Any]:
    """One choice of a list."""
    return {"text": plain(label), "value": value}


def checkboxes(
    action: str, options: Sequence[Mapping[str, Any]], chosen: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Boxes to tick; those of ``chosen`` are ticked, and Slack wants no empty list of them."""
    ticked = {"initial_options": list(chosen)} if chosen else {}
    return {"type": "checkboxes", "action_id": action, "options": list(options), **ticked}


def field(
    name: str, label: str, element: Mapping[str, Any], *, hint: str = "", optional: bool = False
) -> dict[str, Any]:
    """A labelled field of a form."""
    made = {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}
    return {**made, "hint": plain(hint, 150)} if hint else made


def typed(values: Mapping[str, Any], name: str, kind: str) -> Any:
    """What stands in a field; an untouched one holds nothing."""
    element: Mapping[str, Any] = values.get(name, {}).get(name, {})
    return element.get(kind) or ([] if kind == "selected_options" else "")
