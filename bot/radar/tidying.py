"""What a person typed, made safe to read: one line, visible characters, straight quotes and dashes.

Slack writes mentions and links as control sequences; they are no words, so they are refused with a sentence.
"""

import re
import unicodedata

from bot.radar.errors import QueryError
from bot.radar.letters import plain_marks, visible

LONGEST = 200
_FAR_TOO_LONG = 5 * LONGEST
_CONTROL = re.compile(r"<(?:([@#!])|([A-Za-z][A-Za-z0-9+.-]*:))[^<>]*>")
_FORMATTED = re.compile(r"(?<![^\s\"(])([*_~`])(?=\S)((?:(?!\1).)*?[^\s*_~`])\1(?![^\s\")])")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_ANGLES = str.maketrans("<>", "  ")
_REFUSALS = {
    "@": "A mention is not something to look for in papers. For an author write au:name.",
    "#": "A channel is not something to look for in papers. Write the words you want to find.",
    "!": "A notification is not something to look for in papers. Write the words you want to find.",
}
_LINK = "A link is not something to look for in papers. Write the words you want to find, without a link."


def tidy(text: str) -> str:
    """The text on one line without marks that mean nothing here; refuses what is far too long or holds a mention."""
    if len(text) > _FAR_TOO_LONG:
        raise too_long(" ".join(visible(text[:LONGEST]).split()), len(text))
    refuse_control(text)
    before = ""
    while before != text:
        before = text
        text = _once(text)
    if len(text) > LONGEST:
        raise too_long(text, len(text))
    return text


def too_long(text: str, length: int) -> QueryError:
    """The refusal of a query over the limit."""
    return QueryError(
        f"This query has {length:,} characters; {LONGEST} is the limit. Split it into several queries with commas.",
        text,
        LONGEST,
    )


def refuse_control(text: str) -> None:
    """Raise when the text holds one of Slack's control sequences."""
    found = _CONTROL.search(text)
    if found:
        raise QueryError(_REFUSALS.get(found[1] or "", _LINK), _shown(text), found.start())


def _shown(text: str) -> str:
    return visible(text).replace("\n", " ").replace("\t", " ")


def _once(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    text = visible(text.translate(_ANGLES))
    text = plain_marks(unicodedata.normalize("NFKC", plain_marks(text)))
    return " ".join(_FORMATTED.sub(r"\2", text).split())
