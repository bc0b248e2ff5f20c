"""A sentence as a message, shown exactly as it is written."""

from bot.blocks.limits import BLOCK_CHARACTERS, MESSAGE_CHARACTERS, clip
from bot.blocks.packing import message
from bot.blocks.parts import Part, paragraph
from bot.blocks.spans import line
from bot.ports.delivery import Message


def plain(text: str) -> Message:
    """A message of plain sentences: no format, no link, no mention in it takes effect."""
    shown = clip(text.strip(), MESSAGE_CHARACTERS - 200)
    parts: list[Part] = []
    while shown:
        cut = shown.rfind("\n", 0, BLOCK_CHARACTERS) if len(shown) > BLOCK_CHARACTERS else -1
        cut = cut if cut > 0 else BLOCK_CHARACTERS
        parts.append(paragraph(line(shown[:cut])))
        shown = shown[cut:].lstrip("\n")
    return message(parts or [paragraph(line("–"))])
