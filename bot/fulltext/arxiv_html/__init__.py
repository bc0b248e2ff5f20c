"""arXiv's own HTML of a paper, made from its TeX by LaTeXML."""

from bot.fulltext.arxiv_html.adapter import Adapter
from bot.fulltext.arxiv_html.page import parse

__all__ = ["Adapter", "parse"]
