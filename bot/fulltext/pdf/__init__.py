"""The PDF of a paper, where nothing better is to be had."""

from bot.fulltext.pdf.adapter import Adapter
from bot.fulltext.pdf.document import parse

__all__ = ["Adapter", "parse"]
