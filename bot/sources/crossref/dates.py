"""Finds the day a work appeared among Crossref's dates, which may be a year, nothing at all, or in the future."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_WHOLE = ("published-online", "posted", "published", "published-print", "issued")


def appeared(work: Mapping[str, Any], latest: date) -> date | None:
    """The earliest whole day not behind ``latest``.

    Of a work that only names the month, the year or a day to come, it is the day it was registered, if that came no
    later: then readers had it before its issue. An old work registered long afterwards has no day.
    """
    days = [day for name in _WHOLE if (day := _whole(work.get(name))) and day <= latest]
    if days:
        return min(days)
    registered, end = _whole(work.get("created")), _end(work.get("issued"))
    return registered if registered and end and registered <= min(end, latest) else None


def _parts(told: object) -> tuple[int, ...]:
    """``{"date-parts": [[2025, 4]]}`` as (2025, 4); ``[[null]]`` as nothing."""
    rows = told.get("date-parts") if isinstance(told, Mapping) else None
    row = rows[0] if isinstance(rows, list) and rows else None
    parts = row[:3] if isinstance(row, list) else ()
    return tuple(parts) if parts and all(type(part) is int for part in parts) else ()


def _whole(told: object) -> date | None:
    parts = _parts(told)
    try:
        return date(*parts) if len(parts) == 3 else None
    except (ValueError, OverflowError):
        return None


def _end(told: object) -> date | None:
    """The last day of the year, the month or the day that was told."""
    parts = _parts(told)
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    try:
        return date(*parts) if len(parts) == 3 else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
