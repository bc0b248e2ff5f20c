"""Sources that are asked for a span of days: which days, how their pages are read, and how the answer stands.

``days`` says which days to ask for, ``batches`` how a reading stands, ``reading`` reads page after page and keeps the
place, ``queries`` checks what a person wants to search for.
"""

from bot.windows.batches import AGAIN, SOON, batch_of, cut_short
from bot.windows.days import LONGEST_REACH, OVERLAP, Window, spans, window
from bot.windows.queries import LONGEST_QUERY, searchable
from bot.windows.reading import past, polled

__all__ = [
    "AGAIN",
    "LONGEST_QUERY",
    "LONGEST_REACH",
    "OVERLAP",
    "SOON",
    "Window",
    "batch_of",
    "cut_short",
    "past",
    "polled",
    "searchable",
    "spans",
    "window",
]
