"""What Crossref knows of papers with a DOI: abstracts, authors, dates, preprints, and who was retracted or corrected.

``enricher`` asks about twenty papers at once, ``works`` reads the answer, ``dates`` finds the day a work appeared.
"""

from bot.sources.crossref.enricher import Enricher
from bot.sources.crossref.works import parse

__all__ = ["Enricher", "parse"]
