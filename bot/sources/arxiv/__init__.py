"""arXiv's daily announcements of one category: ``arxiv:cs.CL``, and what its API knows of any of its papers.

``adapter`` polls: ``pages`` reads the category's feed and its listing page, ``judging`` says how the batch stands by
both, ``recovery`` reads back days that were missed from the ``archive``. ``calendar`` knows when arXiv announces,
``taxonomy`` its categories. In the child that parses, ``entries`` reads feeds in all the forms arXiv has written,
``listing_page`` its pages, ``harvest`` the archive and ``details`` the API, which ``enricher`` asks.
"""

from bot.sources.arxiv.adapter import Adapter
from bot.sources.arxiv.details import parse_api
from bot.sources.arxiv.enricher import Enricher
from bot.sources.arxiv.entries import parse
from bot.sources.arxiv.harvest import parse_oai
from bot.sources.arxiv.listing_page import parse_listing

__all__ = ["Adapter", "Enricher", "parse", "parse_api", "parse_listing", "parse_oai"]
