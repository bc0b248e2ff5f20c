"""What PubMed finds for a query: ``pubmed:sickle cell disease[mesh] AND gene therapy``.

``adapter`` asks which articles entered PubMed on some days and fetches them, ``search`` reads the list of ids,
``articles`` the articles, with ``texts`` for titles, abstracts and names, ``dates`` for PubMed's many kinds of dates,
and ``relations`` for what one article says of another.
"""

from bot.sources.pubmed.adapter import Adapter
from bot.sources.pubmed.articles import parse
from bot.sources.pubmed.search import parse_search

__all__ = ["Adapter", "parse", "parse_search"]
