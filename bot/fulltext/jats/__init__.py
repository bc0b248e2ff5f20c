"""An article's own XML (JATS), as Europe PMC, PLOS, bioRxiv and medRxiv keep it."""

from bot.fulltext.jats.adapter import Adapter
from bot.fulltext.jats.article import parse
from bot.fulltext.jats.places import find

__all__ = ["Adapter", "find", "parse"]
