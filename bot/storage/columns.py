"""Column types that keep every row readable on both databases: aware instants, storable text, keys, JSON."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

LONGEST_KEY = 600  # PostgreSQL cannot index a value of more than 2,704 bytes

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` without what PostgreSQL refuses: NUL is left out, half a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def storable_key(text: str) -> str:
    """``text`` as a key: storable, and cut to its beginning and a digest when it is too long to index."""
    key = storable(text).replace("\n", " ")
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:100]}…sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def storable_json(value: Any) -> Any:
    """``value`` with every string in it storable."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    return value


class Instant(TypeDecorator[datetime]):
    """A point in time, aware and in UTC; SQLite itself would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone rather than guess one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from anywhere, made storable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Leave out what a database would refuse."""
        return None if value is None else storable(value)


class Key(TypeDecorator[str]):
    """Text that identifies a row: storable and short enough to index, the same way in every comparison."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Shorten what is too long to index."""
        return None if value is None else storable_key(value)


class Lines(TypeDecorator[Sequence[str]]):
    """A list of one-line texts, one a line: a third of the time JSON takes, for what is read by the thousand."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Write one text a line."""
        return None if value is None else "\n".join(storable(text).replace("\n", " ") for text in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Sequence[str]:
        """Read them back."""
        return tuple(value.split("\n")) if value else ()


class Json(TypeDecorator[Any]):
    """A JSON value kept as text, so that both databases give back exactly what was stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the value out."""
        return None if value is None else json.dumps(storable_json(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read it back."""
        return None if value is None else json.loads(value)
