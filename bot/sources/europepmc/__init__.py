"""What Europe PMC finds for a query: ``europepmc:"long covid" AND fatigue``; journals' articles and preprints alike.

``adapter`` asks for what was added on some days, ``results`` reads its answers, ``relations`` knows what one article
says of another: retractions, corrections, and which preprint became which article.
"""

from bot.sources.europepmc.adapter import Adapter
from bot.sources.europepmc.results import parse

__all__ = ["Adapter", "parse"]
