"""What Slack takes at most, and what we allow ourselves below it."""

from bot.papers import grapheme_boundary

MESSAGE_CHARACTERS = 9_000  # Slack refuses somewhere above 11,000 and does not say where
MESSAGE_BLOCKS = 50
MESSAGE_TEXT = 39_000  # Slack cuts at 40,000 without a word
BLOCK_CHARACTERS = 3_000
HEADER_CHARACTERS = 150
LABEL_CHARACTERS = 75
REPLY_CHARACTERS = 2_900  # a private reply stays under 3,000


def clip(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut at a word with an ellipsis, never inside a combined character."""
    if len(text) <= limit:
        return text
    head = text[: grapheme_boundary(text, limit - 1)]
    space = head.rfind(" ")
    if space > limit * 2 // 3:
        head = head[:space]
    return head.rstrip() + "…"
