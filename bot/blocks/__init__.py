"""Domain to Block Kit: escaping, limits and splitting in one place, pure."""

from bot.blocks.answer import answer_messages
from bot.blocks.briefing import briefing_messages, paper_buttons
from bot.blocks.escaping import escape, inert, link, safe_url
from bot.blocks.packing import message, pack
from bot.blocks.parts import Button, Part, buttons, divider, heading, paragraph, preformatted, small
from bot.blocks.plain import plain
from bot.blocks.spans import Span, bold, code, italic, line

__all__ = [
    "Button",
    "Part",
    "Span",
    "answer_messages",
    "bold",
    "briefing_messages",
    "buttons",
    "code",
    "divider",
    "escape",
    "heading",
    "inert",
    "italic",
    "line",
    "link",
    "message",
    "pack",
    "paper_buttons",
    "paragraph",
    "plain",
    "preformatted",
    "safe_url",
    "small",
]
