"""One entry of a list as a record: what it says of a paper, cleaned, and the keys that name it."""

import re
from collections.abc import Iterable
from typing import TypedDict

from bot.papers import (
    arxiv_key,
    authors,
    clean,
    clean_title,
    display,
    display_title,
    doi_key,
    find_links,
    pmcid_key,
    pmid_key,
    url_key,
    urls,
)

MOST_AUTHORS = 50
LONGEST_TITLE, LONGEST_ABSTRACT = 1_000, 20_000
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/?!\n-]*")  # most texts are, and reading TeX takes time
_BRACES = str.maketrans("", "", "{}")
_OTHERS = re.compile(r"\s*(?:others|et al\.?)\s*", re.IGNORECASE)


class PlainEntry(TypedDict, total=False):
    """An entry as JSON, with the names a record has; what it does not tell is left out, for lists are long."""

    keys: list[str]
    title: str
    abstract: str
    authors: list[str]
    journal: str


def entry(title: str, abstract: str, names: Iterable[str], journal: str, keys: Iterable[str]) -> PlainEntry | None:
    """An entry, or nothing when neither a title nor a key says which paper it is."""
    shown, named = one_line(title)[:LONGEST_TITLE], sorted(set(keys))
    if not shown and not named:
        return None
    found = PlainEntry(keys=named, title=shown)
    if told := display(clean(abstract[:LONGEST_ABSTRACT], html="<" in abstract)).translate(_BRACES):
        found["abstract"] = told
    if named_by := persons(names):
        found["authors"] = named_by
    if printed := one_line(journal)[:200]:
        found["journal"] = printed
    return found


def one_line(text: str) -> str:
    """A text of one line as a reader sees it: TeX and markup made Unicode, braces gone."""
    text = text[: 5 * LONGEST_TITLE]
    if _PLAIN.fullmatch(text) and "--" not in text:
        return " ".join(text.split())
    return " ".join(display_title(clean_title(text, html="<" in text)).translate(_BRACES).split())


def persons(names: Iterable[str]) -> list[str]:
    """Names, each in the order it is spoken in; "others" are nobody."""
    known = [one_line(name) for name in names if not _OTHERS.fullmatch(name)]
    # The mark between names says that a comma stands inside one.
    return list(authors("; ".join(name.replace(";", " ") for name in known) + ";"))[:MOST_AUTHORS] if known else []


def doi_keys(text: str) -> list[str]:
    """The key of a field that holds a DOI."""
    key = doi_key(text)
    return [key] if key else []


def pubmed_keys(text: str) -> list[str]:
    """The key of a field that holds a number of PubMed."""
    number = re.sub(r"(?i)^\s*(?:pmid|pubmed)?[\s:]*", "", text).strip()
    key = pmid_key(f"pmid:{number}") if number.isascii() and number.isdigit() and len(number) < 9 else None
    return [key] if key else []


def central_keys(text: str) -> list[str]:
    """The key of a field that holds a number of PubMed Central."""
    key = pmcid_key(text)
    return [key] if key else []


def arxiv_keys(text: str) -> list[str]:
    """The key of a field that holds an id of arXiv."""
    key = arxiv_key(text)
    return [key] if key else []


def keys_in(text: str) -> list[str]:
    """The keys of a line or field with addresses or ids in it; an address that says no more is a key itself."""
    if not text:
        return []
    text = text[:5_000]
    named = list(find_links(text)) + [key for url in urls(text) if (key := arxiv_key(url) or doi_key(url))]
    central = [key for url in urls(text) if (key := pmcid_key(url))]
    if found := list(dict.fromkeys(named + central)):
        return found
    return [key for url in urls(text)[:1] if (key := url_key(url))]
