"""What a journal of the Public Library of Science publishes, by PLOS's own search: ``plos:plosone``.

``adapter`` asks the search and not the feed, which ends after 30 articles, less than PLOS ONE's day; ``articles`` tells
papers from notices and news; ``journals`` names the journals.
"""

from bot.sources.plos.adapter import Adapter
from bot.sources.plos.articles import parse

__all__ = ["Adapter", "parse"]
