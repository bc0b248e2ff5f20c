"""Finds the addresses and the papers a piece of free text refers to."""

import re

from bot.papers.keys import ARXIV_ID, arxiv_key, doi_key, pmid_key

_URL = re.compile(r"https?://[^\s<>\"{}\\^`|]{1,2000}", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"(?P<url>{_URL.pattern})"
    rf"|(?P<arxiv_id>(?<![\w./-])(?:oai:)?(?:arxiv(?:\.org)?\s?[:/]\s?(?:abs/|pdf/)?)?{ARXIV_ID}(?![\w/]|\.\d|-\d))"
    r"|(?P<doi>(?<![\w/.])(?:doi:\s?)?10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|]{1,300})"
    r"|(?P<pmid>\bPMID:?\s*\d{1,8}\b)",
    re.IGNORECASE,
)


def urls(text: str) -> tuple[str, ...]:
    """The web addresses in ``text``, without the punctuation a sentence put behind them."""
    return tuple(dict.fromkeys(trim_url(found) for found in _URL.findall(text)))


def trim_url(url: str) -> str:
    """Drop trailing punctuation; a closing bracket stays when the address opened it."""
    while url and (url[-1] in ".,;:!?'*_~" or (url[-1] in ")]" and not _balanced(url))):
        url = url[:-1]
    return url


def _balanced(url: str) -> bool:
    opening, closing = ("(", ")") if url[-1] == ")" else ("[", "]")
    return url.count(opening) >= url.count(closing)


def find_links(text: str) -> tuple[str, ...]:
    """Keys of the papers ``text`` mentions by arXiv id, DOI, PubMed id or a link to one, in order and once each."""
    found: dict[str, None] = {}
    for reference in _REFERENCE.finditer(text.replace("&amp;", "&")):
        key = _key(reference)
        if key:
            found[key] = None
    return tuple(found)


def _key(reference: re.Match[str]) -> str | None:
    if reference["url"]:
        link = trim_url(reference["url"])
        return arxiv_key(link) or doi_key(link) or pmid_key(link)
    if reference["doi"]:
        return doi_key(reference["doi"])
    if reference["pmid"]:
        return pmid_key(reference["pmid"])
    return arxiv_key(f"arxiv:{reference['arxiv']}")
