"""Reads the day out of whatever a feed calls a date."""

from collections.abc import Mapping
from datetime import date
from time import struct_time
from typing import Any

EARLIEST = date(1950, 1, 1)
_EPOCH = date(1970, 1, 1)


def day(entry: Mapping[str, Any], *names: str) -> date | None:
    """The first usable day among the entry's dates called ``names``; garbage and the computer's day zero are none."""
    for name in names:
        # Only what is really there: feedparser answers for some dates with others.
        if f"{name}_parsed" not in entry or not isinstance(moment := entry[f"{name}_parsed"], struct_time):
            continue
        try:
            found = date(moment.tm_year, moment.tm_mon, moment.tm_mday)
        except ValueError:
            continue
        if found >= EARLIEST and found != _EPOCH:
            return found
    return None
