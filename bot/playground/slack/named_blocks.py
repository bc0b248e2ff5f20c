"""Gives the blocks and elements of a message or view the ids that they were sent without."""

import secrets
from typing import Any

_SEATS = ("accessory", "element")


def named_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same blocks, each with a block_id, each interactive element with an action_id."""
    return [_named(block) for block in blocks]


def _named(block: dict[str, Any]) -> dict[str, Any]:
    named = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
    for seat in _SEATS:
        if seat in block:
            named[seat] = _acting(block[seat])
    if block["type"] in ("actions", "context_actions"):
        named["elements"] = [_acting(one) for one in block["elements"]]
    if block["type"] == "card" and "actions" in block:
        named["actions"] = [_acting(one) for one in block["actions"]]
    if block["type"] == "carousel":
        named["elements"] = named_blocks(block["elements"])
    if block["type"] == "container":
        named["child_blocks"] = named_blocks(block["child_blocks"])
    return named


def _acting(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)}


def elements_in(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The interactive elements of a block that has been named."""
    found = [block[seat] for seat in _SEATS if seat in block]
    if block["type"] in ("actions", "context_actions"):
        found += block["elements"]
    found += block.get("actions", [])
    inner = block["elements"] if block["type"] == "carousel" else block.get("child_blocks", [])
    return found + [one for child in inner for one in elements_in(child)]
