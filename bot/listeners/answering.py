"""Answers that only one person sees, always under Slack's limit."""

from collections.abc import Iterable
from typing import Any

from slack_bolt import Ack, Respond

from bot.blocks import Part, italic, line, message, paragraph
from bot.blocks.limits import MESSAGE_BLOCKS, REPLY_CHARACTERS

_SHORTENED = paragraph(line(italic("There is more than fits here.")))


def acknowledge(ack: Ack, parts: Iterable[Part]) -> None:
    """Answer a command in the acknowledgement itself; without parts nothing is shown."""
    told = list(parts)
    if told:
        ack(body(told))
    else:
        ack()


def tell(respond: Respond, parts: Iterable[Part]) -> None:
    """Answer a press of a button, leaving the message it stands in alone."""
    respond({**body(parts), "replace_original": False})


def body(parts: Iterable[Part]) -> dict[str, Any]:
    """The parts as a private message; what does not fit is left out, and that is said."""
    made = message(fitting(list(parts)))
    return {"response_type": "ephemeral", "text": made.text, "blocks": [dict(block) for block in made.blocks]}


def fitting(parts: list[Part]) -> list[Part]:
    """As many of the parts, from the first on, as a private message holds."""
    if fits(parts):
        return parts
    count = 0
    while count < len(parts) and fits([*parts[: count + 1], _SHORTENED]):
        count += 1
    return [*parts[:count], _SHORTENED]


def fits(parts: Iterable[Part]) -> bool:
    """Whether the parts make one private message."""
    joined = list(parts)
    shown, spoken = sum(part.weight for part in joined), sum(len(part.text) + 1 for part in joined)
    blocks = sum(len(part.blocks) for part in joined)
    return max(shown, spoken) <= REPLY_CHARACTERS and blocks <= MESSAGE_BLOCKS
