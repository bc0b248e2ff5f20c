"""An independent reading of Slack's rules for a message: every breach in a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.ports.delivery import Message

_CONTROL = re.compile(r"<(?:[!@#][^>]*|https?://[^>|]*(?:\|[^>]*)?|mailto:[^>]*)>")
_OWN_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>|]*>")
_OWN_CODE = re.compile(r"(?<!\w)`[^`<>\n]+`(?!\w)")
_BARE_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMAT = re.compile(r"(?<![\w*])\*\S[^*\n]*\*|(?<![\w_])_\S[^_\n]*_(?!\w)|~\S[^~\n]*~|`[^`\n]+`|```", re.UNICODE)
_RICH = {"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"}


def breaches(message: Message, *, characters: int = 9_000, spoken: int = 39_000) -> list[str]:
    """What Slack would refuse, or show wrongly."""
    found = list(_text(message.text, spoken))
    if len(message.blocks) > 50:
        found.append(f"{len(message.blocks)} blocks")
    shown = sum(len(text) for block in message.blocks for text in strings(block))
    if shown > characters:
        found.append(f"{shown} characters in blocks")
    for block in message.blocks:
        found += _block(block)
    ids = [block["block_id"] for block in message.blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("two blocks of one id")
    return found


def strings(node: object) -> Iterator[str]:
    """Every text a reader sees in a block, and every address."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if isinstance(value, str):
                if key in ("text", "url"):
                    yield value
            else:
                yield from strings(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for item in node:
            yield from strings(item)


def shown(message: Message) -> str:
    """Everything the blocks show, in order, without the invisible joiners."""
    return "\n".join(text for block in message.blocks for text in strings(block)).replace("\u2060", "")


def _text(text: str, limit: int) -> Iterator[str]:
    if not text.strip():
        yield "no text"
    if len(text) > limit:
        yield f"text of {len(text)} characters"
    rest = _OWN_CODE.sub("", _OWN_LINK.sub("", text))
    for sequence in _CONTROL.findall(rest):
        yield f"live in text: {sequence[:60]}"
    if "<" in rest or ">" in rest:
        yield "a bare angle bracket in text"
    if "`" in rest:
        yield "code takes effect in text"
    if _BARE_ENTITY.search(text):
        yield "a bare ampersand in text"
    if _FORMAT.search(rest):
        yield f"format marks take effect in text: {_FORMAT.findall(rest)[:3]}"
    if re.search(r"^\s*(?:>|&gt;)", text, re.MULTILINE):
        yield "a line of text becomes a quotation"
    if re.search(r"@(?:channel|here|everyone)", text):
        yield "a call to everyone in text"
    yield from _unseen(text)


def _unseen(text: str) -> Iterator[str]:
    if _UNSEEN.search(text):
        yield f"unseen characters: {_UNSEEN.findall(text)[:3]!r}"


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    for text in strings(block):
        yield from _unseen(text)
        if not text:
            yield f"empty text in {kind}"
    if kind == "header":
        yield from _plain(block["text"], 150)
    elif kind == "context":
        if not 1 <= len(block["elements"]) <= 10:
            yield "context of a wrong size"
        for element in block["elements"]:
            yield from _plain(element, 3_000)
    elif kind == "actions":
        yield from _actions(block)
    elif kind == "rich_text":
        yield from _rich(block)
    elif kind != "divider":
        yield f"a block of type {kind}"


def _plain(text: Mapping[str, Any], limit: int) -> Iterator[str]:
    if text.get("type") != "plain_text" or text.get("emoji") is not False:
        yield f"not inert plain text: {text}"
    if not 1 <= len(text.get("text", "")) <= limit:
        yield f"plain text of {len(text.get('text', ''))} characters"


def _actions(block: Mapping[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 25 or len(block.get("block_id", "")) > 255:
        yield "actions of a wrong size"
    ids = [element["action_id"] for element in block["elements"]]
    if len(set(ids)) != len(ids):
        yield "two buttons of one id"
    for element in block["elements"]:
        yield from _plain(element["text"], 75)
        if len(element["value"]) > 2_000 or len(element["action_id"]) > 255:
            yield "a button's value is too long"


def _rich(block: Mapping[str, Any]) -> Iterator[str]:
    if sum(len(text) for text in strings(block)) > 9_000:
        yield "a rich text of more than 9,000 characters"
    for section in block["elements"]:
        if section["type"] not in _RICH or not section["elements"]:
            yield f"rich text holds {section['type']}"
        for element in section["elements"]:
            if element["type"] not in ("text", "link"):
                yield f"rich text holds {element['type']}"
            if element["type"] == "link":
                if not re.fullmatch(r"https?://[^\s<>|\"]{1,3000}", element["url"]):
                    yield f"a link to {element['url'][:60]}"
                if re.match(r"https?:|www\.", element["text"]) and element["text"] not in element["url"]:
                    yield f"a masked link: {element['text'][:60]}"
            if set(element.get("style", {})) - {"bold", "italic", "code", "strike"}:
                yield "an unknown style"
