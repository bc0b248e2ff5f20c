"""Tells papers from news, from parts of an issue and from notices among a feed's entries."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.feeds.fields import string
from bot.papers import Standing, find_links
from bot.papers.notices import is_furniture

# Nature's magazines number their pieces d4…, their papers s4…; eLife's papers stand under /articles/ and /reviewed-….
_NEWS = re.compile(
    r"10\.1038/d4\d{4}-|nature\.com/articles/d4\d{4}-"
    r"|elifesciences\.org/(?:digests|podcasts?|labs|inside-elife|interviews|events|collections|press-packs|for-the-press"
    r"|blog-articles|highlights|community|magazine)/"
)
_SECTION = re.compile(
    r"editorials?|news(?: (?:&|and) (?:views|analysis|comment)| in brief)?|issue information|front matter|back matter"
    r"|masthead|cover (?:image|picture|feature)|(?:book|media) reviews?|obituar(?:y|ies)|insights?|podcasts?"
    r"|announcements?|research highlights?|career[\w ]{0,20}|in memoriam",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_WORDS = {
    Standing.CORRECTED: "a correction notice",
    Standing.CONCERN: "an expression of concern",
    Standing.WITHDRAWN: "a withdrawal notice",
    Standing.RETRACTED: "a retraction notice",
}


def is_news(entry: Mapping[str, Any]) -> bool:
    """Whether the entry's address says that it is journalism."""
    return any(_NEWS.search(address) for address in (string(entry, "id"), string(entry, "link")))


def is_no_paper(entry: Mapping[str, Any], title: str) -> bool:
    """Whether the entry is an editorial, a cover or another part of an issue."""
    sections = (string(entry, name).strip() for name in ("prism_section", "dc_type", "prism_contenttype"))
    return is_furniture(title) or any(_SECTION.fullmatch(section) for section in sections)


def subject(texts: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    """The one other paper a notice names; nothing when it names none, or several and does not say which."""
    mine = tuple(own)
    links = {key for text in texts for key in find_links(_IMAGE.sub(" ", text))}
    others = {key for key in links if not key.startswith(mine) and key.startswith(("doi:", "arxiv:", "pmid:"))}
    return frozenset(others) if len(others) == 1 else frozenset()


def unnamed(title: str, standing: Standing) -> str:
    """The sentence about a notice that does not say which paper it is about."""
    return f"“{title[:80]}” is {_WORDS[standing]} that does not name its paper"
