"""Checks what a person wants an index to be searched for, before the index is asked every day."""

import re
from urllib.parse import quote

from bot.papers.scrub import scrub

LONGEST_QUERY = 1000
_LONGEST_ENCODED = 3000  # an address may have some 4,000 characters
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PARTNER = {")": "(", "]": "["}


def searchable(text: str, index: str, example: str) -> str:
    """The query in the form it is sent.  Raises ``ValueError`` with a sentence for one ``index`` cannot be asked."""
    query = " ".join(scrub(text).translate(_QUOTES).split())
    if not re.search(r"\w", query):
        raise ValueError(f"{index} needs something to search for, such as {example}.")
    if len(query) > LONGEST_QUERY or len(quote(query)) > _LONGEST_ENCODED:
        raise ValueError(f"This query is too long for {index}: it may have {LONGEST_QUERY:,} characters.")
    if query.count('"') % 2:
        raise ValueError(f'This query for {index} opens a quotation and does not close it: every phrase needs two ".')
    if odd := _unbalanced(re.sub(r'"[^"]*"', "", query)):
        raise ValueError(f"This query for {index} has a {odd} without its partner: close every bracket once.")
    return query


def _unbalanced(text: str) -> str:
    """The first bracket without a partner, or nothing."""
    opened: list[str] = []
    for char in text:
        if char in "([":
            opened.append(char)
        elif char in _PARTNER and (not opened or opened.pop() != _PARTNER[char]):
            return char
    return opened[-1] if opened else ""
