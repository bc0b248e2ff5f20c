"""Reads days of the week, as a person types them."""

import re

from bot.subscribers.misunderstood import Misunderstood, plain, quoted
from bot.subscribers.subscriber import EVERY_WEEKDAY

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HELP = "Write mon-fri, weekdays, daily, or mon wed fri."
_ALL = frozenset(range(1, 8))
_NAMED = {"daily": _ALL, "everyday": _ALL, "all": _ALL, "weekday": EVERY_WEEKDAY, "workday": EVERY_WEEKDAY}


def parse_days(text: str) -> frozenset[int]:
    """``mon-fri``, ``weekdays``, ``mon wed fri``, ``daily`` as ISO weekdays.  Raises ``Misunderstood``."""
    said = re.sub(r" ?[-–—] ?| to ", "-", plain(text)).replace("every day", "everyday")
    words = [word for word in re.split(r"[ ,;/&]+", said) if word not in ("", "on", "and", "every")]
    days = frozenset(day for word in words for day in _spoken(word))
    if not days:
        raise Misunderstood(f"{quoted(text)} names no day. {_HELP}")
    return days


def _spoken(word: str) -> frozenset[int]:
    if word.removesuffix("s") in _NAMED or word in _NAMED:
        return _NAMED.get(word) or _NAMED[word.removesuffix("s")]
    if word in ("weekend", "weekends"):
        return frozenset({6, 7})
    first, dash, last = word.partition("-")
    start = _day(first)
    end = _day(last) if dash else start
    return frozenset((start - 1 + step) % 7 + 1 for step in range((end - start) % 7 + 1))


def _day(word: str) -> int:
    stem = word.rstrip(".")
    found = [day for day, name in enumerate(WEEKDAY_NAMES, 1) if len(stem) > 1 and f"{name}s".startswith(stem)]
    if len(found) != 1:
        raise Misunderstood(f"{quoted(word)} is not a day I understand. {_HELP}")
    return found[0]
