"""Reads a time of day, as a person types it."""

import re
from datetime import time

from bot.subscribers.misunderstood import Misunderstood, plain, quoted

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
_SOLID = re.compile(r"(\d{2})(\d{2})")


def parse_time(text: str) -> time:
    """``08:30``, ``8:30am``, ``0830``, ``8 pm``, in the digits of any script.  Raises ``Misunderstood``."""
    said = plain(text)
    solid, parted = _SOLID.fullmatch(said), _TIME.fullmatch(said)
    found = solid or parted
    half = parted[3][0] if parted and parted[3] else ""
    if found is None or not (found[2] or half):
        raise Misunderstood(f"{quoted(text)} is not a time I understand. Write it as 08:30 or 8:30am.")
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise Misunderstood(f"No clock shows {quoted(text)}. Hours go from 00 to 23 and minutes from 00 to 59.")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
