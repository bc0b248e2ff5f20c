"""Reading lists as people keep them: BibTeX, RIS, or a text with an id or an address a line.

``parse`` runs in the child that parses.
"""

from bot.benchmark.files.parsing import parse

__all__ = ["parse"]
