"""Rules of the table blocks."""

from typing import Any

from bot.playground.slack.strict.rich_text import RICH_TEXT
from bot.playground.slack.strict.rules import (
    Problems,
    Rule,
    array,
    boolean,
    by_type,
    choice,
    record,
    string,
    whole,
)


def number(value: Any, where: str, problems: Problems) -> None:
    """A number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        problems.add(where, "must be a number")


def column(value: Any, where: str, problems: Problems) -> None:
    """How one column looks; null keeps the default."""
    if value is not None:
        _COLUMN(value, where, problems)


_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})

_CELL = by_type(
    {
        "raw_text": record({"type": string(), "text": string()}),
        "raw_number": record({"type": string(), "value": number}, {"text": string()}),
        "rich_text": RICH_TEXT,
    }
)


def _rows(most_rows: int) -> Rule:
    return array(array(_CELL, most=20), most=most_rows)


TABLE = record(
    {"type": string(), "rows": _rows(100)},
    {"block_id": string(255), "column_settings": array(column, most=20)},
)

DATA_TABLE = record(
    {"type": string(), "rows": _rows(201), "caption": string()},
    {
        "block_id": string(255),
        "page_size": whole(1, 100),
        "row_header_column_index": whole(0, 19),
        "column_settings": array(column, most=20),
    },
)
