"""Cutting long lists of values into what one statement may hold."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

AT_ONCE = 5_000  # SQLite takes 32,766 values in a statement, PostgreSQL 65,535

T = TypeVar("T")


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """``values`` in lists of at most ``AT_ONCE``."""
    rest = iter(values)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
