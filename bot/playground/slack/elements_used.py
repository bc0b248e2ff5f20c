"""Finds the element that a person uses and words the action that Slack sends about it."""

from collections.abc import Mapping
from typing import Any

from bot.playground.slack.fields import HELD
from bot.playground.slack.named_blocks import elements_in

Block = dict[str, Any]
Element = dict[str, Any]

_PRESSED = ("button", "workflow_button", "icon_button")


def find_element(blocks: list[Block], action_id: str, block_id: str | None) -> tuple[Block, Element] | None:
    """The element with this action_id, in this block or in any."""
    for block in blocks:
        for element in elements_in(block):
            if element.get("action_id") == action_id and block_id in (None, block["block_id"]):
                return block, element
    return None


def worded(block: Block, element: Element, choice: Any, ts: str) -> dict[str, Any]:
    """The entry of `actions` for an element that was used with this choice.

    A choice is the value of an option, a list of them, or a text, date, time or id, after the kind of element.
    """
    kind = element["type"]
    action = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"], "action_ts": ts}
    if kind in _PRESSED:
        return action | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    if kind == "feedback_buttons":
        return action | _feedback(element, choice)
    if kind == "overflow":
        return action | {"selected_option": _option(element, choice)}
    return action | held(element, choice)


def held(element: Element, choice: Any) -> dict[str, Any]:
    """The state of a field that holds this choice."""
    key, _ = HELD[element["type"]]
    if key == "selected_option":
        return {key: None if choice is None else _option(element, choice)}
    if key == "selected_options":
        return {key: [_option(element, one) for one in choice]}
    return {key: choice}


def chosen(action: Mapping[str, Any], element: Element) -> Any:
    """The choice in an action that the page sent."""
    if element["type"] in (*_PRESSED, "feedback_buttons"):
        return action.get("value")
    key = "selected_option" if element["type"] == "overflow" else HELD[element["type"]][0]
    value = action.get(key)
    if key == "selected_option":
        return value["value"] if value else None
    if key == "selected_options":
        return [one["value"] for one in value or []]
    return value


def _feedback(element: Element, choice: Any) -> dict[str, Any]:
    for button in (element["positive_button"], element["negative_button"]):
        if button.get("value") == choice:
            return {"text": button["text"], "value": choice}
    raise ValueError(f"{element['action_id']} has no button with the value {choice!r}")


def _option(element: Element, value: Any) -> dict[str, Any]:
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(one for group in groups for one in group["options"])]
    for option in offered:
        if option["value"] == value:
            return dict(option)
    if element["type"] in ("external_select", "multi_external_select"):
        return {"text": {"type": "plain_text", "text": str(value)}, "value": value}
    raise ValueError(f"{element['action_id']} offers no option with the value {value!r}")
