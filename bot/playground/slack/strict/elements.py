"""Rules of the interactive elements: buttons, menus, pickers, inputs."""

from typing import Any

from bot.playground.slack.strict import objects
from bot.playground.slack.strict.objects import plain
from bot.playground.slack.strict.rich_text import RICH_TEXT
from bot.playground.slack.strict.rules import (
    Problems,
    Rule,
    anything,
    array,
    boolean,
    choice,
    record,
    string,
    url,
    whole,
)

_DATE = string(pattern=r"\d{4}-\d{2}-\d{2}")
_TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d")
_ID: dict[str, Rule] = {"action_id": string(255)}
_ASK: dict[str, Rule] = {"confirm": objects.CONFIRM, "focus_on_load": boolean}
_HINT: dict[str, Rule] = {"placeholder": plain(150)}
_MANY: dict[str, Rule] = {"max_selected_items": whole(1, 100)}
_TYPED: dict[str, Rule] = {"dispatch_action_config": objects.DISPATCH_CONFIG, "focus_on_load": boolean, **_HINT}


def _element(required: dict[str, Rule] | None = None, *optional: dict[str, Rule], also: Any = None) -> Rule:
    allowed = dict(_ID)
    for group in optional:
        allowed |= group
    return record({"type": string(), **(required or {})}, allowed, also=also)


def _offered(value: dict[str, Any]) -> list[Any]:
    groups = value.get("option_groups", [])
    return [*value.get("options", []), *(one for group in groups for one in group["options"])]


def _choices(value: dict[str, Any], where: str, problems: Problems) -> None:
    """Options come one way, do not repeat a value, and hold what is selected at first."""
    if ("options" in value) == ("option_groups" in value):
        problems.add(where, "must provide either options or option_groups")
    offered = _offered(value)
    values = [one["value"] for one in offered]
    if len(set(values)) != len(values):
        problems.add(where, "options must have unique values")
    first = value.get("initial_option")
    for one in [*([first] if first else []), *value.get("initial_options", [])]:
        if one not in offered:
            problems.add(where, "initial option must exactly match one of the provided options")


def _lengths(value: dict[str, Any], where: str, problems: Problems) -> None:
    least, most = value.get("min_length"), value.get("max_length")
    if least is not None and most is not None and least > most:
        problems.add(where, "min_length must not be more than max_length")
    if most is not None and len(value.get("initial_value", "")) > most:
        problems.add(f"{where}/initial_value", "must not be longer than max_length")


def _image_source(value: dict[str, Any], where: str, problems: Problems) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        problems.add(where, "must provide either image_url or slack_file")


IMAGE_KEYS: dict[str, Rule] = {"image_url": url(), "slack_file": objects.SLACK_FILE}
IMAGE = record({"type": string(), "alt_text": string(2000)}, IMAGE_KEYS, also=_image_source)

BUTTON = _element(
    {"text": plain(75)},
    {
        "url": url(),
        "value": string(2000),
        "style": choice("primary", "danger"),
        "confirm": objects.CONFIRM,
        "accessibility_label": string(75),
        "visible_to_user_ids": array(string()),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(4000),
    },
)

_SELECT_OPTIONS: dict[str, Rule] = {
    "options": array(objects.SELECT_OPTION, most=100),
    "option_groups": array(objects.OPTION_GROUP, most=100),
}
_CHOICE_LIST = array(objects.CHOICE_OPTION, most=10)
_NOTE = record({"text": plain(75)}, {"value": string(2000), "accessibility_label": string(75)})
_FILTERED: dict[str, Rule] = {
    "filter": objects.CONVERSATION_FILTER,
    "default_to_current_conversation": boolean,
}

SELECTS: dict[str, Rule] = {
    "static_select": _element(
        None, _ASK, _HINT, _SELECT_OPTIONS, {"initial_option": objects.SELECT_OPTION}, also=_choices
    ),
    "external_select": _element(
        None, _ASK, _HINT, {"initial_option": objects.SELECT_OPTION, "min_query_length": whole(0, 1000)}
    ),
    "users_select": _element(None, _ASK, _HINT, {"initial_user": string()}),
    "conversations_select": _element(
        None, _ASK, _HINT, _FILTERED, {"initial_conversation": string(), "response_url_enabled": boolean}
    ),
    "channels_select": _element(None, _ASK, _HINT, {"initial_channel": string(), "response_url_enabled": boolean}),
}

MULTI_SELECTS: dict[str, Rule] = {
    "multi_static_select": _element(
        None,
        _ASK,
        _HINT,
        _MANY,
        _SELECT_OPTIONS,
        {"initial_options": array(objects.SELECT_OPTION, most=100)},
        also=_choices,
    ),
    "multi_external_select": _element(
        None,
        _ASK,
        _HINT,
        _MANY,
        {"initial_options": array(objects.SELECT_OPTION, most=100), "min_query_length": whole(0, 1000)},
    ),
    "multi_users_select": _element(None, _ASK, _HINT, _MANY, {"initial_users": array(string())}),
    "multi_conversations_select": _element(
        None, _ASK, _HINT, _MANY, _FILTERED, {"initial_conversations": array(string())}
    ),
    "multi_channels_select": _element(None, _ASK, _HINT, _MANY, {"initial_channels": array(string())}),
}

PICKERS: dict[str, Rule] = {
    "datepicker": _element(None, _ASK, _HINT, {"initial_date": _DATE}),
    "timepicker": _element(None, _ASK, _HINT, {"initial_time": _TIME, "timezone": string()}),
    "datetimepicker": _element(None, _ASK, {"initial_date_time": whole(10**9, 10**10 - 1)}),
    "checkboxes": _element({"options": _CHOICE_LIST}, _ASK, {"initial_options": _CHOICE_LIST}, also=_choices),
    "radio_buttons": _element(
        {"options": _CHOICE_LIST}, _ASK, {"initial_option": objects.CHOICE_OPTION}, also=_choices
    ),
}

INPUTS: dict[str, Rule] = {
    "plain_text_input": _element(
        None,
        _TYPED,
        {
            "initial_value": string(least=0),
            "multiline": boolean,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        also=_lengths,
    ),
    "email_text_input": _element(None, _TYPED, {"initial_value": string(least=0)}),
    "url_text_input": _element(None, _TYPED, {"initial_value": string(least=0)}),
    "number_input": _element(
        {"is_decimal_allowed": boolean},
        _TYPED,
        {"initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "rich_text_input": _element(
        None,
        _TYPED,
        {"initial_value": RICH_TEXT, "min_lines": whole(1, 100), "max_lines": whole(1, 100)},
    ),
    "file_input": _element(None, {"filetypes": array(string()), "max_files": whole(1, 10)}),
}

OVERFLOW = _element({"options": array(objects.OVERFLOW_OPTION, least=2, most=5)}, {"confirm": objects.CONFIRM})
WORKFLOW_BUTTON = _element(
    {"text": plain(75), "workflow": anything},
    {"style": choice("primary", "danger"), "accessibility_label": string(75)},
)

MENUS: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": OVERFLOW,
    "workflow_button": WORKFLOW_BUTTON,
    **SELECTS,
}

CONTEXT_ACTIONS: dict[str, Rule] = {
    "feedback_buttons": _element({"positive_button": _NOTE, "negative_button": _NOTE}),
    "icon_button": _element(
        {"icon": choice("trash"), "text": plain(75)},
        {
            "accessibility_label": string(75),
            "value": string(2000),
            "visible_to_user_ids": array(string()),
            "confirm": objects.CONFIRM,
        },
    ),
}
