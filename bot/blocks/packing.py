"""Packs parts into as few messages as Slack's limits allow."""

from collections.abc import Iterable, Sequence

from bot.blocks.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS, MESSAGE_TEXT, clip
from bot.blocks.parts import Part
from bot.ports.delivery import Message


def message(parts: Iterable[Part]) -> Message:
    """One message of parts that are known to fit."""
    joined = list(parts)
    text = "\n".join(part.text for part in joined if part.text)
    blocks = tuple(block for part in joined for block in part.blocks)
    return Message(text=clip(text, MESSAGE_TEXT).strip() or "–", blocks=blocks)


def pack(parts: Iterable[Part]) -> tuple[Message, ...]:
    """Messages that hold all the parts in order, each within the limits."""
    messages: list[Message] = []
    page: list[Part] = []
    for part in parts:
        if page and not fits([*page, part]):
            messages.append(message(page))
            page = []
        page.append(part)
    return (*messages, message(page)) if page else tuple(messages)


def fill(head: Sequence[Part], body: Sequence[Part], tail: Sequence[Part]) -> int:
    """How many parts of ``body``, from the first on, fit between ``head`` and ``tail`` in one message."""
    count = 0
    while count < len(body) and fits([*head, *body[: count + 1], *tail]):
        count += 1
    return count


def fits(parts: Iterable[Part]) -> bool:
    """Whether the parts make one message."""
    joined = list(parts)
    if sum(len(part.blocks) for part in joined) > MESSAGE_BLOCKS:
        return False
    shown, spoken = sum(part.weight for part in joined), sum(len(part.text) + 1 for part in joined)
    return max(shown, spoken) <= MESSAGE_CHARACTERS
