"""Reads a syndication feed (RSS, RDF, Atom, however broken) into plain entries; runs in the child that parses.

``raw`` mends the bytes or says why they are no feed, ``reading`` has them parsed, ``fields`` takes single values out
of an entry, ``addresses`` and ``dates`` judge links and dates.
"""

from bot.feeds.addresses import public_link
from bot.feeds.dates import day
from bot.feeds.reading import Reading, read

__all__ = ["Reading", "day", "public_link", "read"]
