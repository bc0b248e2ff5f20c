"""Rules of the small objects inside blocks: texts, options, confirmation dialogues, filters."""

from typing import Any

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


def plain(most: int, *, least: int = 1) -> Rule:
    """A plain_text object."""
    return by_type({"plain_text": record({"type": string(), "text": string(most, least=least)}, {"emoji": boolean})})


def text(most: int) -> Rule:
    """A plain_text or an mrkdwn object."""
    kinds = {
        "plain_text": record({"type": string(), "text": string(most)}, {"emoji": boolean}),
        "mrkdwn": record({"type": string(), "text": string(most)}, {"verbatim": boolean}),
    }
    return by_type(kinds)


def option(label: Rule, *, linked: bool = False) -> Rule:
    """One option of a menu or a group of buttons."""
    optional: dict[str, Rule] = {"description": label}
    if linked:
        optional["url"] = url()
    return record({"text": label, "value": string(150)}, optional)


SELECT_OPTION = option(plain(75))
CHOICE_OPTION = option(text(75))
OVERFLOW_OPTION = option(plain(75), linked=True)

OPTION_GROUP = record({"label": plain(75), "options": array(SELECT_OPTION, most=100)})

CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)

DISPATCH_CONFIG = record({}, {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), most=2)})

CONVERSATION_FILTER = record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def _one_way_to_the_file(value: dict[str, Any], where: str, problems: Problems) -> None:
    if ("id" in value) == ("url" in value):
        problems.add(where, "must provide either id or url")


SLACK_FILE = record({}, {"id": string(), "url": url()}, also=_one_way_to_the_file)
