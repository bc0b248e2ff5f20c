"""Any journal's or preprint server's feed: ``feed:https://journals.plos.org/plosone/feed/atom``.

``adapter`` polls the address, ``entries`` turns a feed's entries into records, ``kinds`` tells papers from news and
notices, ``abstracts`` finds the abstract among the citation lines and other furniture of publishers' descriptions.
"""

from bot.sources.feed.adapter import Adapter
from bot.sources.feed.entries import parse

__all__ = ["Adapter", "parse"]
