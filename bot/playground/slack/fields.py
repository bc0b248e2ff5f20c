"""What the fields of a view or message hold: first values, typed values, what is missing."""

from collections.abc import Mapping
from typing import Any

from bot.playground.slack.named_blocks import elements_in

Values = dict[str, dict[str, dict[str, Any]]]

# element type → the key of its state, and the key of its first value in the element
HELD = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}

MISSING = "Please complete this required field."


def first_values(blocks: list[dict[str, Any]], here: str = "") -> Values:
    """The state of every field as it is shown first; `here` is the conversation one came from."""
    values: Values = {}
    for block in blocks:
        for element in elements_in(block):
            if element["type"] in HELD:
                values.setdefault(block["block_id"], {})[element["action_id"]] = _first(element, here)
    return values


def _first(element: Mapping[str, Any], here: str) -> dict[str, Any]:
    key, initial = HELD[element["type"]]
    value = element.get(initial)
    if value is None and here and element.get("default_to_current_conversation"):
        value = [here] if key.endswith("s") else here
    if value is None and key.endswith("s"):
        value = []
    state = {"type": element["type"], key: value}
    if element["type"] == "timepicker" and "timezone" in element:
        state["timezone"] = element["timezone"]
    return state


def filled(current: Values, given: Values) -> Values:
    """The current values with the given ones put in; both are left as they were."""
    merged = {block: dict(actions) for block, actions in current.items()}
    for block, actions in given.items():
        for action, value in actions.items():
            merged.setdefault(block, {})[action] = {**merged.get(block, {}).get(action, {}), **value}
    return merged


def unfilled(blocks: list[dict[str, Any]], values: Values) -> dict[str, str]:
    """What Slack itself says about the fields before it sends a modal off."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        key, _ = HELD[element["type"]]
        value = values.get(block["block_id"], {}).get(element["action_id"], {}).get(key)
        error = _complaint(element, value, optional=bool(block.get("optional")))
        if error:
            errors[block["block_id"]] = error
    return errors


def _complaint(element: Mapping[str, Any], value: Any, *, optional: bool) -> str:
    if value in (None, "", []):
        return "" if optional else MISSING
    if element["type"] == "plain_text_input" and isinstance(value, str):
        if len(value) < element.get("min_length", 0):
            return f"Must be at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Must be less than {element.get('max_length', 3000) + 1} characters."
    return ""
