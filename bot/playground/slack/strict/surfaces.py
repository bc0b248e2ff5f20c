"""Checks a whole list of blocks: their number, their ids, their place and their length together."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.playground.slack.strict.blocks import SURFACES
from bot.playground.slack.strict.rules import Problems, array, by_type

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_MESSAGE_CHARACTERS = 13_000
MOST_MARKDOWN_CHARACTERS = 12_000

_RULES = {surface: array(by_type(table), least=0, most=MOST_BLOCKS[surface]) for surface, table in SURFACES.items()}


def check_blocks(blocks: Any, surface: str, where: str, problems: Problems) -> None:
    """Report what Slack would refuse in these blocks on a `message`, a `modal` or the `home` tab."""
    _RULES[surface](blocks, where, problems)
    if problems:
        return
    _distinct_ids(blocks, where, problems)
    _one_table(blocks, where, problems)
    if surface == "message":
        _total(blocks, problems)


def _distinct_ids(blocks: list[dict[str, Any]], where: str, problems: Problems) -> None:
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    for name, times in ids.items():
        if times > 1:
            problems.add(where, f"block_id already exists: {name}")


def _one_table(blocks: list[dict[str, Any]], where: str, problems: Problems) -> None:
    if sum(block["type"] in ("table", "data_table") for block in blocks) > 1:
        problems.add(where, "only one table allowed")


def _total(blocks: list[dict[str, Any]], problems: Problems) -> None:
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MOST_MARKDOWN_CHARACTERS or sum(map(len, texts_in(blocks))) > MOST_MESSAGE_CHARACTERS:
        problems.fail("msg_blocks_too_long")


def texts_in(value: Any) -> Iterator[str]:
    """Every text a person would read in these blocks."""
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("text", "title") and isinstance(one, str):
                yield one
            elif isinstance(one, dict | list):
                yield from texts_in(one)
