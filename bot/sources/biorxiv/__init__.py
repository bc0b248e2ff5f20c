"""bioRxiv's preprints, all or one category: ``biorxiv``, ``biorxiv:cell biology``.

``adapter`` asks openRxiv's interface for the versions posted on some days, ``rows`` reads its answers, ``categories``
names what one may ask for. medRxiv is served by the same interface and the same code.
"""

from bot.sources.biorxiv.adapter import Adapter
from bot.sources.biorxiv.rows import parse

__all__ = ["Adapter", "parse"]
