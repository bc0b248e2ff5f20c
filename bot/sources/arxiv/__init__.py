"""arXiv's daily announcements of one category: ``arxiv:cs.CL``.

``adapter`` polls the category's feed and says how its batch stands, ``calendar`` knows when arXiv announces,
``entries`` reads the feed in all the forms arXiv has written it.
"""

from bot.sources.arxiv.adapter import Adapter
from bot.sources.arxiv.entries import parse

__all__ = ["Adapter", "parse"]
