"""What a paper is, how its text is cleaned, and when two records are the same work."""

from bot.papers.announced import Announced, split_prefix, split_suffix
from bot.papers.identity import best_url, changed, content_key, merge
from bot.papers.keys import arxiv_key, category, doi_key, identify, pmcid_key, pmid_key, untracked, url_key, version_of
from bot.papers.likeness import agree, folded, in_conflict, is_journal_doi, is_preprint, is_same_work, likeness
from bot.papers.links import find_links, urls
from bot.papers.markup import byline, plain_text
from bot.papers.names import authors
from bot.papers.paper import Announcement, Paper, Record, Standing, worst
from bot.papers.sentences import sentence_spans, sentences
from bot.papers.shorten import grapheme_boundary, shorten
from bot.papers.text import clean, clean_title, display, display_title

__all__ = [
    "Announced",
    "Announcement",
    "Paper",
    "Record",
    "Standing",
    "agree",
    "arxiv_key",
    "authors",
    "best_url",
    "byline",
    "category",
    "changed",
    "clean",
    "clean_title",
    "content_key",
    "display",
    "display_title",
    "doi_key",
    "find_links",
    "folded",
    "grapheme_boundary",
    "identify",
    "in_conflict",
    "is_journal_doi",
    "is_preprint",
    "is_same_work",
    "likeness",
    "merge",
    "plain_text",
    "pmcid_key",
    "pmid_key",
    "sentence_spans",
    "sentences",
    "shorten",
    "split_prefix",
    "split_suffix",
    "untracked",
    "url_key",
    "urls",
    "version_of",
    "worst",
]
