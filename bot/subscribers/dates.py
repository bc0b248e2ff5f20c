"""Reads the day on which a pause ends, as a person types it."""

import re
from datetime import date, timedelta

from bot.subscribers.days import WEEKDAY_NAMES
from bot.subscribers.misunderstood import Misunderstood, plain, quoted

LONGEST = timedelta(days=366)
_HELP = "Write a date such as 2026-07-01, or 2 weeks, tomorrow, monday."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "next": 1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}(?:,? (\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?")
_SPAN = re.compile(r"(\d{1,4}|[a-z]+) ?(days?|d|weeks?|w|fortnights?|months?)")


def parse_until(text: str, today: date) -> date:
    """The first day with briefings again: ``2 weeks``, ``2026-07-01``, ``1 July``, ``tomorrow``, ``monday``.

    ``today`` is the reader's own date.  Raises ``Misunderstood``, also for days past or over a year away.
    """
    said = re.sub(r"^(?:until|till|to|for|the) ", "", plain(text))
    try:
        day = _relative(said, today) or _absolute(said, today)
    except (ValueError, OverflowError):
        raise Misunderstood(f"{quoted(text)} is not a day in the calendar. {_HELP}") from None
    if day is None:
        raise Misunderstood(f"{quoted(text)} is not a day I understand. {_HELP}")
    if day <= today:
        raise Misunderstood(f"{day:%d %B %Y} is not in the future. {_HELP}")
    if day - today > LONGEST:
        raise Misunderstood("That is over a year away. Pause without a date, and resume when you are back.")
    return day


def _relative(said: str, today: date) -> date | None:
    if said == "tomorrow":
        return today + timedelta(days=1)
    named = [number for number, name in enumerate(WEEKDAY_NAMES, 1) if said.removeprefix("next ") in (name, name[:3])]
    if named:
        return today + timedelta(days=(named[0] - today.isoweekday() - 1) % 7 + 1)
    span = _SPAN.fullmatch(said)
    if span is None or not (span[1].isdigit() or span[1] in _NUMBERS):
        return None
    number = int(span[1]) if span[1].isdigit() else _NUMBERS[span[1]]
    if span[2].startswith("month"):
        return _months_later(today, number)
    return today + timedelta(days=number * {"d": 1, "w": 7, "f": 14}[span[2][0]])


def _months_later(today: date, number: int) -> date:
    years, month = divmod(today.month - 1 + number, 12)
    first = date(today.year + years, month + 1, 1)
    return min(first + timedelta(days=today.day - 1), _last_of(first))


def _last_of(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _absolute(said: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(said):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if found := _DAY_FIRST.fullmatch(said):
        return _coming(int(found[1]), _MONTHS.index(found[2]) + 1, found[3], today)
    if found := _MONTH_FIRST.fullmatch(said):
        return _coming(int(found[2]), _MONTHS.index(found[1]) + 1, found[3], today)
    return None


def _coming(day: int, month: int, year: str | None, today: date) -> date:
    """A day of a month: of the year said, else the next one that comes."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year > today else date(today.year + 1, month, day)
