"""Cuts a readable text for show: at a sentence's end where there is one, never inside a character."""

import re
import unicodedata

from bot.papers.sentences import sentence_spans

_ELLIPSIS = "…"


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters; what was cut ends with "…"."""
    if len(text) <= limit:
        return text
    if limit <= len(_ELLIPSIS):
        return _ELLIPSIS[:limit]
    room = limit - 2
    window = text[: limit + 200]
    ends = [end for start, end in sentence_spans(window) if end <= room and end < len(window)]
    if ends and ends[-1] >= room // 2:
        return f"{text[: ends[-1]]} {_ELLIPSIS}"
    return _at_word(text, limit - 1) + _ELLIPSIS


def _at_word(text: str, room: int) -> str:
    cut = grapheme_boundary(text, room)
    blank = max(text.rfind(" ", 0, cut + 1), text.rfind("\n", 0, cut + 1), text.rfind("\u00a0", 0, cut + 1))
    if blank >= room * 2 // 3:
        cut = blank
    return re.sub(r"[\s,;:(\[–—-]+$", "", text[:cut])


def grapheme_boundary(text: str, at: int) -> int:
    """The last place not behind ``at`` where a character as readers see it is not torn."""
    at = min(at, len(text))
    lowest = max(0, at - 64)
    while at > lowest and at < len(text) and _joined(text, at):
        at -= 1
    return at


def _joined(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if (
        after == "\u200d"
        or before == "\u200d"
        or "\ufe00" <= after <= "\ufe0f"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    ):
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    if _is_flag(before) and _is_flag(after):
        run = 0
        while run < at and _is_flag(text[at - 1 - run]):
            run += 1
        return run % 2 == 1
    return False


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
